"""Bodies with their members of a day, and how far they are the same people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.voting.overlap import overlap
from hengjian.meetings.models import VOTING, Body, BodyMember
from hengjian.meetings.queries.duties import duties_on


@dataclass(frozen=True)
class Seats:
    """A body with the people who vote in it on a day."""

    body: Body
    members: list[BodyMember]

    @property
    def people(self) -> set[int]:
        """The members as people."""
        return {member.person_id for member in self.members}


@dataclass(frozen=True)
class Overlap:
    """Two bodies: members of both, members of the larger, the share."""

    one: Body
    other: Body
    both: int
    larger: int
    share: Fraction | None

    @property
    def percent(self) -> Decimal | None:
        """The share in percent with one decimal, rounded half up once."""
        if self.share is None:
            return None
        exact = Decimal(self.share.numerator * 100) / self.share.denominator
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def bodies_seen(account: Account, day: date) -> QuerySet[Body]:
    """The bodies that stand on a day in the places the account may see."""
    units = visible_units(account, Permission.BODY_READ)
    return (
        Body.objects.filter(procuratorate__in=units)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
        .select_related("procuratorate")
        .order_by("procuratorate__level", "procuratorate__code", "pk")
    )


def seats_on(bodies: Sequence[Body], day: date) -> list[Seats]:
    """Each body with its members of a day."""
    members: dict[int, list[BodyMember]] = {}
    for each in duties_on(day).filter(body__in=bodies, duty__in=VOTING):
        members.setdefault(each.body_id, []).append(each)
    return [Seats(body, members.get(body.pk, [])) for body in bodies]


def overlaps(seats: Sequence[Seats]) -> list[Overlap]:
    """Every pair of bodies of one procuratorate."""
    found = []
    for place, one in enumerate(seats):
        for other in seats[place + 1 :]:
            if one.body.procuratorate_id != other.body.procuratorate_id:
                continue
            found.append(
                Overlap(
                    one.body,
                    other.body,
                    len(one.people & other.people),
                    max(len(one.people), len(other.people)),
                    overlap(one.people, other.people),
                )
            )
    return found
