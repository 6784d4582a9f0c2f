"""What closed score sheets say of people: the decided grade, and progress on one's own.

Level and progress stay apart. A grade is given inside a class of comparable work, progress
is against one's own year before in the same class: totals are never held across classes.
"""

from dataclasses import dataclass
from fractions import Fraction

from hengjian.appraisal.queries.standing import Standing, closed_standing
from hengjian.honours.catalogue import honour_named
from hengjian.honours.criteria import CRITERIA, Ground
from hengjian.honours.models import HonourRound


@dataclass(frozen=True)
class OfSheets:
    """One person's closed year: grade as decided, progress; None where it is not known."""

    grade: str | None
    progress: Fraction | None


NOTHING = OfSheets(None, None)


def sheets_year(honour_round: HonourRound) -> int:
    """The year whose sheets count: the round's own, for a quarter the year before it."""
    year = honour_round.ends_on.year
    return year - 1 if honour_named(honour_round.honour).is_quarterly else year


def of_sheets(honour_round: HonourRound) -> dict[int, OfSheets]:
    """By person; empty where no criterion of the round rests on sheets."""
    asked = (CRITERIA.get(code) for code in honour_round.criteria)
    if not any(each is not None and each.ground is Ground.SHEET for each in asked):
        return {}
    year = sheets_year(honour_round)
    now = closed_standing(honour_round.procuratorate, year)
    before = closed_standing(honour_round.procuratorate, year - 1)
    return {
        person: OfSheets(
            standing.grade or None, _progress(standing, before.get(person))
        )
        for person, standing in now.items()
    }


def _progress(now: Standing, before: Standing | None) -> Fraction | None:
    if before is None or before.staff_class != now.staff_class:
        return None
    return Fraction(now.total) - Fraction(before.total)
