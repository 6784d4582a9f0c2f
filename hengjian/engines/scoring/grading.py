"""Grades from totals: thresholds, floored quotas, and what is left to people."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.scoring.model import Grade


@dataclass(frozen=True)
class Standing:
    """One total on the way to its grade.

    ``most`` is the highest that a provisional total may still become; ``barred_above``
    the place in the list of grades that a veto leaves at best.
    """

    total: Decimal
    is_final: bool = True
    most: Decimal = Decimal(0)
    barred_above: int = 0


@dataclass(frozen=True)
class Verdict:
    """A grade, or why there is none yet.

    A tie at the edge of a quota names the grade, the places left and the others.
    """

    grade: str | None
    tied_for: str | None = None
    places_left: int = 0
    tied_with: tuple[int, ...] = ()
    waits_for: str | None = None  # the grade whose places provisional sheets may take


def places_of(grade: Grade, people: int) -> int:
    """How many people a quota allows: floored, never rounded up."""
    exact = (grade.quota or Fraction(0)) * people
    return exact.numerator // exact.denominator


def verdicts(grades: Sequence[Grade], standings: Sequence[Standing]) -> list[Verdict]:
    """A verdict for each standing, in their order.

    Grades are given from the top. With a quota the highest totals take its places;
    equal totals at its edge are all left open, and so is a place that a provisional
    sheet may still win. Who finds no place goes on to the next grade's threshold.
    """
    found: dict[int, Verdict] = {}
    for number, grade in enumerate(grades):
        reach = [
            place
            for place, standing in enumerate(standings)
            if place not in found
            and standing.is_final
            and standing.barred_above <= number
            and standing.total >= grade.at_least
        ]
        if grade.quota is None:
            found |= {place: Verdict(grade.grade) for place in reach}
            continue
        rivals = [
            standing.most
            for standing in standings
            if not standing.is_final
            and standing.barred_above <= number
            and standing.most >= grade.at_least
        ]
        free = places_of(grade, len(standings))
        found |= _within_quota(grade, free, reach, rivals, standings)
    last = len(grades) - 1
    for place, standing in enumerate(standings):
        # a veto down to the last grade leaves nothing open, whatever is still unknown
        if grades and not standing.is_final and standing.barred_above == last > 0:
            found[place] = Verdict(grades[last].grade)
    return [found.get(place, Verdict(None)) for place in range(len(standings))]


def _within_quota(
    grade: Grade,
    free: int,
    reach: list[int],
    rivals: list[Decimal],
    standings: Sequence[Standing],
) -> dict[int, Verdict]:
    found = {}
    ordered, rivals = sorted(standings[place].total for place in reach), sorted(rivals)
    for place in reach:
        total = standings[place].total
        upto = len(ordered) - bisect_left(ordered, total)
        ahead = len(ordered) - bisect_right(ordered, total)
        if ahead >= free:
            continue
        if upto > free:
            level = [o for o in reach if standings[o].total == total and o != place]
            found[place] = Verdict(None, grade.grade, free - ahead, tuple(level))
        elif upto + len(rivals) - bisect_left(rivals, total) > free:
            found[place] = Verdict(None, waits_for=grade.grade)
        else:
            found[place] = Verdict(grade.grade)
    return found
