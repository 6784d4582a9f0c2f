"""What signals are seen in: counts of a run's pinned cards, and its monthly values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators.queries.values import Value
from hengjian.indicators.signalling.windows import Window, windows


Days = npt.NDArray[np.datetime64]
Lengths = npt.NDArray[np.int64]
Shares = Mapping[str, int]  # by person
Cell = tuple[str, str]  # unit, month


@dataclass(frozen=True)
class Figures:
    """Counts as they stood when a month had just ended.

    ``months`` are those that had ended, oldest first; ``courses`` the run's monthly values
    by indicator and place. Everything is read once, then looked at from any month.
    """

    packs: Loaded
    months: tuple[str, ...]
    courses: Mapping[tuple[str, str], Sequence[Value]]
    monthly: Mapping[str, Mapping[Cell, int]]  # by measure
    people: Mapping[
        str, Mapping[tuple[str, str, str], Shares]
    ]  # unit, department, month
    days: Mapping[str, Mapping[Cell, Days]]  # one entry for each card
    gaps: Mapping[tuple[str, str, str], Mapping[Cell, Lengths]]
    cutoff_days: Days

    @property
    def last_month(self) -> str:
        """The newest month that had ended."""
        return self.months[-1]

    @property
    def units(self) -> list[str]:
        """Every place that has a value."""
        return sorted({unit for _, unit in self.courses if unit})

    def at(self, month: str) -> "Figures":
        """The same figures as they could be seen when ``month`` had just ended."""
        return replace(self, months=tuple(m for m in self.months if m <= month))

    def windows(self, *measures: str) -> Iterator[Window]:
        """Months to compare, for measures whose cards reach back far enough."""
        firsts = [self._first_month(name) for name in measures]
        if self.months and all(firsts):
            yield from windows(self.months, max(filter(None, firsts)))

    def count(self, measures: Iterable[str], unit: str, months: Iterable[str]) -> int:
        """Cards of a place in some months, over one or several measures."""
        wanted = list(months)
        return sum(
            self.monthly.get(name, {}).get((unit, month), 0)
            for name in measures
            for month in wanted
        )

    def by_person(
        self, measures: Iterable[str], unit: str, department: str, months: Iterable[str]
    ) -> dict[str, int]:
        """Cards of a department in some months by the person who handled them."""
        found: dict[str, int] = defaultdict(int)
        wanted = list(months)
        for name in measures:
            for month in wanted:
                shares = self.people.get(name, {}).get((unit, department, month), {})
                for person, cards in shares.items():
                    found[person] += cards
        return dict(found)

    def departments(self, measures: Iterable[str], unit: str) -> list[str]:
        """Departments of a place that have such cards."""
        return sorted(
            {
                department
                for name in measures
                for place, department, _ in self.people.get(name, {})
                if place == unit
            }
        )

    def _first_month(self, measure: str) -> str | None:
        return min((m for _, m in self.monthly.get(measure, {})), default=None)
