"""The plan of a run: what is read, placed, gathered and divided, in small frozen nodes.

Every node says in one sentence what it does; the sentences stand as comments in the
SQL, and ``hengjian indicators explain`` prints them.
"""

from dataclasses import dataclass
from enum import StrEnum

from hengjian.engines.indicators.periods import Periods
from hengjian.engines.indicators.shapes import Shape
from hengjian.engines.pack_format.model import Indicator, Measure


class Dating(StrEnum):
    """How a card comes into a period."""

    ON = "on"  # its date lies in the period
    NEVER = "never"  # it has no date: only the period ``all``
    OPEN_AT_START = "open_at_start"  # taken in before the period, not yet closed
    OPEN_AT_END = "open_at_end"  # taken in by the period's end, closed after it


class Placement(StrEnum):
    """How cards are brought into cells."""

    BASE = "base"  # one base period for each card
    STOCK = "stock"  # +1 where a card opens, -1 where it closes, summed up afterwards
    EACH = "each"  # a row for each period in which the card counts


class Way(StrEnum):
    """What is computed of the cards of a cell."""

    SUMS = "sums"  # counts, sums, means, least and greatest
    VALUES = "values"  # how often each value occurs: medians and quantiles
    DISTINCT = "distinct"  # how many different values


@dataclass(frozen=True)
class Dates:
    """The items that date a card."""

    kind: Dating
    start: str | None = None  # dated_by, or the day from which a card is open
    until: str | None = None

    @property
    def is_stock(self) -> bool:
        """Whether cards are counted while they are open."""
        return self.kind in {Dating.OPEN_AT_START, Dating.OPEN_AT_END}

    @property
    def description(self) -> str:
        """The rule in words."""
        match self.kind:
            case Dating.ON:
                return f"in the period in which {self.start} lies"
            case Dating.NEVER:
                return "without a date: in the one period"
            case Dating.OPEN_AT_START:
                return (
                    f"open at the start: {self.start} before the first day,"
                    f" {self.until} unknown or on that day or later"
                )
            case Dating.OPEN_AT_END:
                return (
                    f"open at the end: {self.start} on the last day or before,"
                    f" {self.until} unknown or later"
                )


@dataclass(frozen=True)
class Group:
    """Measures that one scan can compute: same card, same date, same way."""

    shape: Shape
    dates: Dates
    placement: Placement
    way: Way
    measures: tuple[Measure, ...]

    @property
    def title(self) -> str:
        """The card and the number of measures."""
        return f"{self.shape.name}: {len(self.measures)} measures"


@dataclass(frozen=True)
class ReadRows:
    """The rows of a card, rolled up or linked as needed."""

    shape: Shape

    @property
    def description(self) -> str:
        rolled = ", rolled up" if self.shape.is_rolled else ""
        return f"rows of {self.shape.name}{rolled}"


@dataclass(frozen=True)
class PlaceInCells:
    """Each row gets the number of its cell."""

    dates: Dates
    by: tuple[str, ...]
    where: str | None

    @property
    def description(self) -> str:
        by = ", ".join(self.by) or "all together"
        kept = f"; only where {self.where}" if self.where else ""
        return f"cells: {by} × period; {self.dates.description}{kept}"


@dataclass(frozen=True)
class Gather:
    """Cards of a cell become integers."""

    way: Way
    measures: tuple[str, ...]

    @property
    def description(self) -> str:
        names = ", ".join(self.measures)
        match self.way:
            case Way.SUMS:
                return f"counts and sums of {names}"
            case Way.VALUES:
                return f"how often each value occurs, for {names}"
            case Way.DISTINCT:
                return f"how many different values, for {names}"


@dataclass(frozen=True)
class Divide:
    """Integers become values: exact quotients, rounded half up once."""

    indicator: Indicator

    @property
    def description(self) -> str:
        formulas = "; ".join(
            f"from {dated.from_on}: {dated.formula.text}"
            if dated.from_on
            else dated.formula.text
            for dated in self.indicator.value
        )
        return f"{self.indicator.name} = {formulas}"


Node = ReadRows | PlaceInCells | Gather | Divide


@dataclass(frozen=True)
class Plan:
    """Groups to be scanned, and what their numbers are made into."""

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    periods: Periods
    by: tuple[str, ...]
    where: str | None

    def nodes(self, group: Group) -> tuple[Node, ...]:
        """The steps of one group, in order."""
        return (
            ReadRows(group.shape),
            PlaceInCells(group.dates, self.by, self.where),
            Gather(group.way, tuple(m.full_name for m in group.measures)),
        )
