"""Who rates whom: by where people mainly sit on the first day of a round."""

from dataclasses import dataclass
from datetime import date

from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.models.post import PostKind
from hengjian.organisation.queries import appointments_on
from hengjian.ratings.models import Direction


LEADERS = (PostKind.CHIEF, PostKind.DEPUTY, PostKind.COMMITTEE_MEMBER)


@dataclass(frozen=True)
class Found:
    """Those who are rated and those who may rate, each in the order of their numbers."""

    ratees: tuple[Person, ...]
    raters: tuple[Person, ...]


def who_rates_whom(
    procuratorate: Procuratorate,
    department: Department | None,
    direction: Direction,
    day: date,
) -> Found:
    """Colleagues of a department each other; upward, its people their head.

    Without a department everybody of the procuratorate who is no leader rates its
    leaders. Nobody is ever asked about themselves (``ballots.check``).
    """
    seats = appointments_on(day).filter(procuratorate=procuratorate, is_main=True)
    if department is not None:
        seats = seats.filter(department=department)
    everybody = sorted({seat.person for seat in seats}, key=lambda each: each.number)
    if direction == Direction.COLLEAGUES:
        chosen = everybody if department is not None else []
        return Found(tuple(chosen), tuple(chosen))
    above = (PostKind.DEPARTMENT_HEAD,) if department is not None else LEADERS
    heads = {seat.person_id for seat in seats if seat.post.kind in above}
    return Found(
        tuple(each for each in everybody if each.pk in heads),
        tuple(each for each in everybody if each.pk not in heads),
    )
