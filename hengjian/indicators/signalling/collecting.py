"""Counts from a run's pinned cards what the sources of signals look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from hengjian.engines.indicators.counting import count_measures, countable
from hengjian.engines.indicators.periods import PeriodKind, month_text, read_month
from hengjian.engines.indicators.request import RunRequest
from hengjian.indicators.queries.values import Values
from hengjian.indicators.run_inputs import RunInputs
from hengjian.indicators.signalling.figures import Cell, Days, Figures, Lengths


@dataclass(frozen=True)
class Wanted:
    """Which counts the sources look at, by full names of measures."""

    monthly: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    gaps: frozenset[tuple[str, str, str]] = frozenset()  # measure, from item, to item


def figures_of(inputs: RunInputs, values: Values, wanted: Wanted) -> Figures:
    """Count what the sources want to look at; what has no cards here stays empty."""
    counting = _Counting(inputs.request)
    ended = _ended(inputs)
    return Figures(
        packs=inputs.packs,
        months=tuple(month_text(month) for month in ended),
        courses=values.courses(),
        monthly=counting.monthly(wanted.monthly),
        people=counting.people(wanted.people),
        days=counting.days(wanted.days),
        gaps={gap: counting.gaps(*gap) for gap in sorted(wanted.gaps)},
        cutoff_days=np.array(
            [inputs.cutoff.last_day(month) for month in ended], dtype="datetime64[D]"
        ),
    )


def _ended(inputs: RunInputs) -> list[int]:
    """The months whose last day had passed."""
    first, last = read_month(inputs.first_month), read_month(inputs.last_month)
    return [
        month
        for month in range(first, last + 1)
        if inputs.cutoff.last_day(month) < inputs.as_of
    ]


class _Counting:
    """Counts of measures by month and the cells that a source needs."""

    def __init__(self, asked: RunRequest) -> None:
        self.asked = replace(asked, period=PeriodKind.MONTH)

    def monthly(self, measures: frozenset[str]) -> dict[str, dict[Cell, int]]:
        found: dict[str, dict[Cell, int]] = {}
        for row in self._rows(measures, ()):
            month = found.setdefault(row["measure"], {})
            month[row["procuratorate"], row["period"]] = row["cards"]
        return found

    def people(
        self, measures: frozenset[str]
    ) -> dict[str, dict[tuple[str, str, str], dict[str, int]]]:
        found: dict[str, dict[tuple[str, str, str], dict[str, int]]] = {}
        for row in self._rows(measures, ("department", "person")):
            if row["person"]:
                cell = row["procuratorate"], row["department"], row["period"]
                cells = found.setdefault(row["measure"], {})
                cells.setdefault(cell, {})[row["person"]] = row["cards"]
        return found

    def days(self, measures: frozenset[str]) -> dict[str, dict[Cell, Days]]:
        found: dict[str, dict[Cell, Days]] = {}
        for measure in sorted(measures):
            declared = self.asked.packs.measures.get(measure)
            if declared is None or declared.dated_by is None:
                continue
            spread: dict[Cell, list[tuple[str, int]]] = defaultdict(list)
            for row in self._rows({measure}, (declared.dated_by,)):
                cell = row["procuratorate"], row["period"]
                spread[cell].append((row[declared.dated_by][:10], row["cards"]))
            found[measure] = {
                cell: np.repeat(
                    np.array([day for day, _ in pairs], dtype="datetime64[D]"),
                    [cards for _, cards in pairs],
                )
                for cell, pairs in spread.items()
            }
        return found

    def gaps(self, measure: str, start: str, end: str) -> dict[Cell, Lengths]:
        """Days between two items of each card that has both."""
        spread: dict[Cell, list[int]] = defaultdict(list)
        for row in self._rows({measure}, (start, end)):
            if row[start] and row[end]:
                days = date.fromisoformat(row[end]) - date.fromisoformat(row[start])
                cell = row["procuratorate"], row["period"]
                spread[cell] += [days.days] * row["cards"]
        return {cell: np.array(days, dtype=np.int64) for cell, days in spread.items()}

    def _rows(
        self, measures: Iterable[str], more: tuple[str, ...]
    ) -> Iterator[dict[str, Any]]:
        asked = replace(self.asked, by=("procuratorate", *more))
        names = countable(asked, sorted(measures))
        if names:
            yield from count_measures(asked, names).to_pylist()
