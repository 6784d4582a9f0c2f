"""From tallies to the rows of an indicator: spread, divided, flagged, ordered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from hengjian.engines.indicators.cells import Cells
from hengjian.engines.indicators.exact import Exact
from hengjian.engines.indicators.flags import FlagColumn
from hengjian.engines.indicators.formulas import as_quotient, evaluate, has_division
from hengjian.engines.indicators.periods import Period, Periods
from hengjian.engines.indicators.results import Coded, IndicatorRows
from hengjian.engines.indicators.selection import measures_of
from hengjian.engines.indicators.tallies import Spread, Tally
from hengjian.engines.pack_format.model import Formula, Indicator, Measure


Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
Tallies = Mapping[str, Tally]

_ADDS_UP = frozenset({"count", "sum"})
_STATISTICS = frozenset({"mean", "median", "quantile"})


@dataclass(frozen=True)
class Part:
    """A stretch of a straddling period in which one formula is in force."""

    period: int  # position of the period
    formula: int  # position of the formula; -1: none is in force yet
    start: date
    end: date


@dataclass(frozen=True)
class Sides:
    """Value, numerator and denominator over all cells of an indicator."""

    value: Exact
    numerator: Exact
    denominator: Exact


def formula_starts(indicator: Indicator) -> list[date]:
    """From which day on each formula is in force."""
    return [dated.from_on or date.min for dated in indicator.value]


def parts_of(indicator: Indicator, position: int, period: Period) -> list[Part]:
    """The stretches of a period, one for each formula in force in it."""
    starts = formula_starts(indicator)
    edges = [day for day in starts if period.start < day <= period.end]
    begins = [period.start, *edges]
    ends = [*(day - timedelta(days=1) for day in edges), period.end]
    return [
        Part(position, sum(start <= begin for start in starts) - 1, begin, end)
        for begin, end in zip(begins, ends, strict=True)
    ]


def straddling_parts(indicator: Indicator, periods: Periods) -> list[Part]:
    """All parts of all periods that more than one formula governs."""
    found = []
    for position, period in enumerate(periods.all):
        parts = parts_of(indicator, position, period)
        if len(parts) > 1:
            found += parts
    return found


def adds_up(formula: Formula, measures: Mapping[str, Measure]) -> bool:
    """Whether parts of a period can be summed: flows of cards only, one division."""
    if has_division(formula) and as_quotient(formula) is None:
        return False
    return all(
        measures[name].agg in _ADDS_UP and measures[name].open is None
        for name in formula.measures
    )


class Assembler:
    """Makes rows of indicators from the tallies of a run."""

    def __init__(
        self,
        cells: Cells,
        periods: Periods,
        measures: Mapping[str, Measure],
        tallies: Tallies,
        part_tallies: Mapping[str, Tallies],
        part_periods: Mapping[str, Periods],
        as_of: date,
    ) -> None:
        self._cells = cells
        self._periods = periods
        self._measures = measures
        self._tallies = tallies
        self._part_tallies = part_tallies  # by indicator name
        self._part_periods = part_periods
        self._as_of = as_of

    def rows(self, indicator: Indicator) -> IndicatorRows:
        """All rows of one indicator, in their final order."""
        combinations = self._combinations(indicator)
        sides = self._sides(indicator, combinations)
        flags = FlagColumn(len(sides.value.known))
        self._flag(indicator, sides, flags, combinations)
        return self._ordered(indicator, combinations, sides, flags)

    def _combinations(self, indicator: Indicator) -> Longs:
        if not self._cells.by:
            return np.zeros(1, dtype=np.int64)
        present = [self._tallies[n].combinations() for n in measures_of(indicator)]
        return np.unique(np.concatenate(present))

    # Values -------------------------------------------------------------------------

    def _sides(self, indicator: Indicator, combinations: Longs) -> Sides:
        """Each period by the formula in force in it; straddling ones by parts."""
        length = len(combinations) * len(self._periods.all)
        spreads = self._spread(indicator, combinations)
        exact = {name: spread.exact() for name, spread in spreads.items()}
        formulas = [dated.formula for dated in indicator.value]
        parts = [
            parts_of(indicator, position, period)
            for position, period in enumerate(self._periods.all)
        ]
        if len(formulas) == 1 and not any(part[0].formula for part in parts):
            return _evaluated(formulas[0], exact, length)
        sides = _nothing(length)
        for position, formula in enumerate(formulas):
            governed = np.array(
                [len(part) == 1 and part[0].formula == position for part in parts]
            )
            chosen = np.tile(governed, len(combinations))
            sides = _chosen(chosen, _evaluated(formula, exact, length), sides)
        for position, several in enumerate(parts):
            if len(several) > 1:
                chosen = np.zeros((len(combinations), len(parts)), dtype=bool)
                chosen[:, position] = True
                summed = self._by_parts(indicator, position, combinations)
                sides = _chosen(
                    chosen.reshape(-1), _repeated(summed, len(parts)), sides
                )
        return sides

    def _spread(self, indicator: Indicator, combinations: Longs) -> dict[str, Spread]:
        return {
            name: self._tallies[name].spread(combinations, self._periods)
            for name in measures_of(indicator)
        }

    def _by_parts(
        self, indicator: Indicator, position: int, combinations: Longs
    ) -> Sides:
        """One value for each combination: sums over parts, divided once."""
        part_periods = self._part_periods[indicator.name]
        parts = straddling_parts(indicator, self._periods)
        formulas = [
            indicator.value[part.formula].formula
            for part in parts
            if part.period == position and part.formula >= 0
        ]
        if (
            not all(adds_up(formula, self._measures) for formula in formulas)
            or len({has_division(formula) for formula in formulas}) > 1
        ):
            return _nothing(len(combinations))
        width = len(part_periods.all)
        exact = {
            name: tally.spread(combinations, part_periods).exact()
            for name, tally in self._part_tallies[indicator.name].items()
        }
        top = bottom = None
        for column, part in enumerate(parts):
            if part.period != position or part.formula < 0:
                continue
            sides = _evaluated(
                indicator.value[part.formula].formula, exact, len(combinations) * width
            )
            one_top = _column(
                sides.numerator
                if as_quotient(indicator.value[part.formula].formula)
                else sides.value,
                column,
                width,
            )
            one_bottom = _column(sides.denominator, column, width)
            top = one_top if top is None else top + one_top
            bottom = one_bottom if bottom is None else bottom + one_bottom
        if top is None or bottom is None:
            return _nothing(len(combinations))
        if not has_division(formulas[0]):
            unknown = _nothing(len(combinations)).value
            return Sides(top, unknown, unknown)
        return Sides(top / bottom, top, bottom)

    # Flags --------------------------------------------------------------------------

    def _flag(
        self, indicator: Indicator, sides: Sides, flags: FlagColumn, combinations: Longs
    ) -> None:
        if indicator.flag_below is not None:
            small = self._base_of(indicator, sides, combinations)
            if small is not None:
                limit = Exact.constant(indicator.flag_below, 1, len(small.known))
                short = (small - limit).top < 0
                flags.raise_where("small", small.known & np.asarray(short, dtype=bool))
        for position, period in enumerate(self._periods.all):
            for word in self._period_flags(indicator, position, period):
                where = np.zeros(
                    (len(combinations), len(self._periods.all)), dtype=bool
                )
                where[:, position] = True
                flags.raise_where(word, where.reshape(-1))

    def _base_of(
        self, indicator: Indicator, sides: Sides, combinations: Longs
    ) -> Exact | None:
        """On how many cards a value rests: its denominator, or a mean's cards."""
        if any(has_division(dated.formula) for dated in indicator.value):
            return sides.denominator
        names = measures_of(indicator)
        if len(names) == 1 and self._measures[names[0]].agg in _STATISTICS:
            spread = self._tallies[names[0]].spread(combinations, self._periods)
            return Exact.of_integers(spread.n)
        return None

    def _period_flags(
        self, indicator: Indicator, position: int, period: Period
    ) -> list[str]:
        words = []
        parts = parts_of(indicator, position, period)
        if len(parts) > 1:
            words.append("dated_formula")
            formulas = [
                indicator.value[p.formula].formula for p in parts if p.formula >= 0
            ]
            kinds = {has_division(formula) for formula in formulas}
            if len(kinds) > 1 or not all(adds_up(f, self._measures) for f in formulas):
                words.append("not_additive")
        if period.is_clipped:
            words.append("clipped")
        if period.end > self._as_of and not self._periods.is_open:
            words.append("provisional")
        return words + self._validity(indicator, period, parts)

    @staticmethod
    def _validity(indicator: Indicator, period: Period, parts: list[Part]) -> list[str]:
        if parts[-1].formula < 0:
            return ["not_in_force"]
        if not indicator.valid:
            return []
        holding = [v.status for v in indicator.valid if v.from_on <= period.end]
        if not holding:
            return ["not_in_force"]
        return [holding[-1]] if holding[-1] in {"analysis_only", "retired"} else []

    # Order --------------------------------------------------------------------------

    def _ordered(
        self, indicator: Indicator, combinations: Longs, sides: Sides, flags: FlagColumn
    ) -> IndicatorRows:
        """By period, then by-values, each by code point; unknown texts come first."""
        columns = self._cells.columns(combinations)
        ranks = [_ranks(texts)[codes] for codes, texts in columns]
        order = np.lexsort(ranks[::-1]) if ranks else np.zeros(1, dtype=np.int64)
        names = [period.name for period in self._periods.all]
        by_name = sorted(range(len(names)), key=names.__getitem__)
        in_order = np.array(by_name, dtype=np.int64)
        rows = (order[None, :] * len(names) + in_order[:, None]).reshape(-1)
        coded = flags.coded()
        scale = 2 if indicator.unit == "percent" else 0
        rounded = sides.value.rounded(indicator.decimals + scale)
        return IndicatorRows(
            indicator=indicator.name,
            decimals=indicator.decimals,
            period=Coded(np.repeat(in_order, len(order)), names),
            by=tuple(
                Coded(np.tile(codes[order], len(names)), texts)
                for codes, texts in columns
            ),
            numerator=_taken(sides.numerator, rows),
            denominator=_taken(sides.denominator, rows),
            value=rounded[rows],
            is_known=sides.value.known[rows],
            flags=replace(coded, codes=coded.codes[rows]),
        )


def _ranks(texts: list[str]) -> Longs:
    ranks = np.empty(len(texts), dtype=np.int64)
    ranks[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return ranks


def _evaluated(formula: Formula, exact: Mapping[str, Exact], length: int) -> Sides:
    quotient = as_quotient(formula)
    if quotient is None:
        unknown = _nothing(length).value
        return Sides(evaluate(formula.tree, exact, length), unknown, unknown)
    top = evaluate(quotient.numerator, exact, length)
    bottom = evaluate(quotient.denominator, exact, length)
    return Sides(top / bottom, top, bottom)


def _nothing(length: int) -> Sides:
    zeros = np.zeros(length, dtype=np.int64)
    unknown = Exact(zeros, 1, np.zeros(length, dtype=bool))
    return Sides(unknown, unknown, unknown)


def _chosen(where: Bools, yes: Sides, no: Sides) -> Sides:
    def pick(a: Exact, b: Exact) -> Exact:
        return Exact(
            np.where(where, a.top, b.top),
            np.where(where, a.bottom, b.bottom),
            np.where(where, a.known, b.known),
        )

    return Sides(
        pick(yes.value, no.value),
        pick(yes.numerator, no.numerator),
        pick(yes.denominator, no.denominator),
    )


def _taken(side: Exact, rows: Longs) -> Exact:
    bottom = side.bottom if isinstance(side.bottom, int) else side.bottom[rows]
    return Exact(side.top[rows], bottom, side.known[rows])


def _column(side: Exact, column: int, width: int) -> Exact:
    places = np.arange(column, len(side.known), width)
    return _taken(side, places)


def _repeated(sides: Sides, times: int) -> Sides:
    """The same value in every period of a combination."""
    places = np.repeat(np.arange(len(sides.value.known)), times)
    return Sides(
        _taken(sides.value, places),
        _taken(sides.numerator, places),
        _taken(sides.denominator, places),
    )
