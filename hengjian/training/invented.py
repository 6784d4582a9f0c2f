"""An invented city whose county offices are ranked, as was done until 2024-10-15.

Nothing can be put in: names and numbers come from this file and from a count that is the
same on every machine. All eight offices work equally well, by construction; whatever
moves them up and down a ranking is chance. Rates are exact fractions.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from hengjian.lib.bilingual import Text


MARK = Text("培训示例 · 虚构数字", "TRAINING EXAMPLE · INVENTED NUMBERS")
YEAR = 2021
PLACES = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")
MONTHS = range(1, 13)
CASES = 40
"""Cases of every office in every month."""
TRUE_PERCENT = 60
"""Of a hundred cases, how many come out well, in every office alike."""
LEADING, TRAILING = 2, 6
"""Places up to the one count as leading; places after the other as trailing."""


class Moved(StrEnum):
    """What the circulars called a change of place."""

    KEPT = "kept"
    RAISED = "raised"
    FELL = "fell"
    ESCAPED = "escaped"


MOVED = {
    Moved.KEPT: Text("保位", "position kept"),
    Moved.RAISED: Text("进位", "position raised"),
    Moved.FELL: Text("退位", "position lost"),
    Moved.ESCAPED: Text("脱离后进", "escaped from the trailing"),
}


@dataclass(frozen=True)
class Standing:
    """One invented office in one month; ``before`` is its place of the month before."""

    name: Text
    well: int
    cases: int
    place: int
    before: int | None
    moved: Moved | None

    @property
    def rate(self) -> Fraction:
        """Of its cases, the share that came out well."""
        return Fraction(self.well, self.cases)


@dataclass(frozen=True)
class Pressed:
    """How one step of a ranking was passed on downward."""

    who: Text
    told: Text


def standings(month: int) -> list[Standing]:
    """The ranking of a month, the first place first. Raises ``ValueError``."""
    if month not in MONTHS:
        raise ValueError(month)
    counts, places = _counts(month), _places(month)
    before = _places(month - 1) if month > 1 else None
    found = [
        Standing(
            name=_name(number),
            well=counts[number],
            cases=CASES,
            place=places[number],
            before=before[number] if before else None,
            moved=_moved(before[number], places[number]) if before else None,
        )
        for number in range(len(PLACES))
    ]
    return sorted(found, key=lambda each: (each.place, each.name.zh))


def passed_on(month: int) -> list[Pressed]:
    """What the last place of a month was told, from the office down to one person."""
    last = standings(month)[-1]
    third = standings(month)[2]
    more = max(1, third.well - last.well)
    return [
        Pressed(
            Text("市院通报", "the city's circular"),
            Text(
                f"{last.name.zh}第 {last.place} 名，列入后进",
                f"{last.name.en} is in place {last.place}: trailing",
            ),
        ),
        Pressed(
            Text("检察长", "the chief"),
            Text("下月必须进入前三", "next month it must be among the first three"),
        ),
        Pressed(
            Text("部门", "the department"),
            Text(
                f"再多 {more} 件“好”的结果，才够第三名的数",
                f"{more} more cases that come out “well” to equal the third",
            ),
        ),
        Pressed(
            Text("办案人", "the handler"),
            Text(
                "每人报一件，月底前填上卡",
                "one case each, on the card before the month ends",
            ),
        ),
    ]


@cache
def moved_by_chance() -> tuple[int, int]:
    """Changes of place in the year, and how many there could be: nothing differed."""
    changes = sum(
        _places(month)[number] != _places(month - 1)[number]
        for month in MONTHS
        if month > 1
        for number in range(len(PLACES))
    )
    return changes, (len(MONTHS) - 1) * len(PLACES)


@cache
def held_both_ends() -> tuple[Text, int, int]:
    """An office that was both first and last in the year, with the months of either."""
    for number in range(len(PLACES)):
        places = {month: _places(month)[number] for month in MONTHS}
        best, worst = min(places.values()), max(places.values())
        if best <= LEADING and worst > TRAILING:
            first = next(month for month, place in places.items() if place == best)
            last = next(month for month, place in places.items() if place == worst)
            return _name(number), first, last
    raise AssertionError("the invented year has such an office")


def _name(number: int) -> Text:
    return Text(f"虚构{PLACES[number]}县院", f"Invented county {number + 1}")


@cache
def _counts(month: int) -> tuple[int, ...]:
    """How many cases came out well: each is drawn alike, in every office."""
    return tuple(
        sum(_drawn(month, number, case) < TRUE_PERCENT for case in range(CASES))
        for number in range(len(PLACES))
    )


def _drawn(month: int, number: int, case: int) -> int:
    """0 to 99, the same on every machine: a mixed count, no generator and no seed."""
    mixed = ((month * 131 + number) * 8191 + case * 127 + 7) * 2654435761
    mixed ^= mixed >> 15
    return (mixed * 2246822519 >> 13) % 100


def _places(month: int) -> tuple[int, ...]:
    """The place of each office: equal numbers share one."""
    counts = _counts(month)
    return tuple(1 + sum(other > own for other in counts) for own in counts)


def _moved(before: int, now: int) -> Moved:
    if before > TRAILING >= now:
        return Moved.ESCAPED
    if now < before:
        return Moved.RAISED
    return Moved.KEPT if now == before else Moved.FELL
