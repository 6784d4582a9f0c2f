"""The lines of score sheets: raw marks, made comparable, then spread."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from hengjian.engines.scoring.model import (
    Missing,
    Normalise,
    Person,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import NOTHING, Value


class State(StrEnum):
    """Where a line's marks come from."""

    SCORED = "scored"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"
    STRANDED = "stranded"  # not applicable, with no other item to carry its marks
    UNKNOWN = "unknown"


_STATES = {
    Missing.ZERO: State.ZERO,
    Missing.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Missing.UNKNOWN: State.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one person, exact.

    ``raw`` is what the rule gives of the item's own full mark; ``highest`` the
    department's best raw marks where they are divided by them; ``full`` and ``marks``
    are after spreading. ``marks`` is None while it is not known.
    """

    item: ScoredItem
    state: State
    value: Value | None
    raw: Fraction | None
    full: Fraction
    marks: Fraction | None
    highest: Fraction | None = None
    may_fall: bool = False  # a colleague's marks are open and may raise the highest


_Factors = Mapping[str | None, Fraction | None]
_KnownFactors = dict[tuple[int, ...], _Factors]  # by the places of what does not apply


@dataclass(frozen=True)
class Highest:
    """A department's best raw marks of an item; open while a colleague's are unknown."""

    raw: Fraction
    is_open: bool = False


def lines_of(scheme: Scheme, people: Sequence[Person]) -> list[list[Line]]:
    """The lines of every person, in the order of people and of the scheme's items."""
    raw = _RawLines(scheme)
    sheets = [
        [raw.of(item, person.values.get(item.item)) for item in scheme.items]
        for person in people
    ]
    if scheme.normalise is Normalise.DEPARTMENT_MAXIMUM:
        departments: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            departments[person.department].append(place)
        for places in departments.values():
            _normalise(sheets, places, len(scheme.items))
    factors: _KnownFactors = {}
    return [_spread(lines, factors) for lines in sheets]


def lines_beside(
    scheme: Scheme, person: Person, highest: Mapping[str, Highest]
) -> list[Line]:
    """The lines of one person as they were among colleagues whose best is known.

    ``highest`` holds, by item, the department's best raw marks where marks were divided
    by them.
    """
    lines = [
        _raw_line(scheme, item, person.values.get(item.item)) for item in scheme.items
    ]
    for number, line in enumerate(lines):
        best = highest.get(line.item.item)
        if best is not None and line.raw is not None and line.item.in_component:
            lines[number] = _divided(line, best.raw, is_open=best.is_open)
    return _spread(lines, {})


class _RawLines:
    """Raw lines, each made once for an item and a value: they are frozen."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.known: dict[tuple[str, int, int], Line] = {}
        self.missing: dict[str, Line] = {}

    def of(self, item: ScoredItem, value: Value | None) -> Line:
        if value is None:
            if item.item not in self.missing:
                self.missing[item.item] = _raw_line(self.scheme, item, None)
            return self.missing[item.item]
        if not isinstance(value, Fraction):
            return _raw_line(self.scheme, item, value)
        key = (item.item, value.numerator, value.denominator)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = _raw_line(self.scheme, item, value)
        return found


def _raw_line(scheme: Scheme, item: ScoredItem, value: Value | None) -> Line:
    if value is not None:
        # the rule's own kind of value is held by ``checking``
        marks = item.rule.marks(item.full, value)  # type: ignore[arg-type]
        return Line(item, State.SCORED, value, marks, item.full, marks)
    state = _STATES[scheme.when_missing(item.item)]
    if state is State.ZERO:
        return Line(item, state, None, NOTHING, item.full, NOTHING)
    if state is State.NOT_APPLICABLE:
        return Line(item, state, None, None, NOTHING, NOTHING)
    return Line(item, state, None, None, item.full, None)


def _normalise(sheets: list[list[Line]], places: list[int], items: int) -> None:
    """Divide by the department's highest; an item in which nobody scored stays at 0."""
    for number in range(items):
        column = [sheets[place][number] for place in places]
        item = column[0].item
        if not item.in_component:
            continue
        known = [line.raw for line in column if line.raw is not None]
        highest = max(known, default=NOTHING)
        is_open = any(line.state is State.UNKNOWN for line in column)
        for place, line in zip(places, column, strict=True):
            if line.raw is not None:
                sheets[place][number] = _divided(line, highest, is_open=is_open)


def _divided(line: Line, highest: Fraction, *, is_open: bool) -> Line:
    item, raw = line.item, line.raw or NOTHING
    marks = raw / highest * item.full if highest else NOTHING
    may_fall = is_open and highest < item.full and marks > 0
    return Line(item, line.state, line.value, raw, item.full, marks, highest, may_fall)


def _spread(lines: list[Line], known: _KnownFactors) -> list[Line]:
    """Give full marks of not-applicable items to the others of their component."""
    away = tuple(
        number
        for number, line in enumerate(lines)
        if line.state is State.NOT_APPLICABLE
    )
    if not away:
        return lines
    if away not in known:
        known[away] = _factors(lines)
    return [_spread_line(line, known[away]) for line in lines]


def _factors(lines: list[Line]) -> _Factors:
    """By component: how its other full marks grow; None with nothing left to grow."""
    whole: dict[str | None, Fraction] = defaultdict(Fraction)
    left: dict[str | None, Fraction] = defaultdict(Fraction)
    for line in lines:
        if line.item.in_component:
            whole[line.item.component] += line.item.full
            if line.state is not State.NOT_APPLICABLE:
                left[line.item.component] += line.item.full
    return {
        name: full / left[name] if left[name] else None for name, full in whole.items()
    }


def _spread_line(line: Line, factors: _Factors) -> Line:
    if not line.item.in_component:
        return line
    factor = factors[line.item.component]
    if factor is None:
        return replace(line, state=State.STRANDED, full=line.item.full, marks=None)
    if line.state is State.NOT_APPLICABLE or factor == 1:
        return line
    # every part in its place: ``replace`` takes twice as long, for half of all lines
    return Line(
        line.item,
        line.state,
        line.value,
        line.raw,
        line.full * factor,
        None if line.marks is None else line.marks * factor,
        line.highest,
        line.may_fall,
    )
