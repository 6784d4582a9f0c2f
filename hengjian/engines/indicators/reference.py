"""The plain answer: every measure by looping over rows, in exact fractions.

Slow and simple on purpose. It shares with the fast engine only the definitions, the
period arithmetic and the choice of indicators; tests hold both to the same rows. What an
indicator *means* is said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hengjian.engines.expressions.row import RowContext
from hengjian.engines.indicators.cells import Cells, dimension
from hengjian.engines.indicators.computing import as_of_day
from hengjian.engines.indicators.periods import (
    Period,
)
from hengjian.engines.indicators.planning import run_periods
from hengjian.engines.indicators.reference_rows import PlainRows, Row, day_of
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.selection import Selection, measures_of, select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import (
    Formula,
    Indicator,
    Measure,
)


By = tuple[str, ...]
Value = Fraction | None


def compute_plainly(request: RunRequest) -> list[list[str]]:
    """The rows of ``computing.compute(request).texts``, without their flags."""
    return PlainInterpreter(request).rows()


@dataclass
class PlainInterpreter:
    """One run by looping."""

    request: RunRequest
    shapes: Shapes = field(init=False)
    selection: Selection = field(init=False)

    def __post_init__(self) -> None:
        self.shapes = Shapes(self.request.packs)
        self.selection = select(self.request, self.shapes)
        self.as_of = as_of_day(self.request)
        self.cells = Cells(
            self.request.by, self.request.organisation, self.request.unit_code
        )
        self._source = PlainRows(self.request, self.shapes, self.as_of)
        self.periods = run_periods(self.request, self._days(), self.as_of)

    def rows(self) -> list[list[str]]:
        """All rows in their order."""
        rows = []
        for indicator in self.selection.indicators:
            for period in self.periods.all:
                for by in self._by_values(indicator):
                    rows.append(self._row(indicator, period, by))
        return sorted(rows, key=lambda row: row[: 2 + len(self.request.by)])

    # Indicators ---------------------------------------------------------------------

    def _by_values(self, indicator: Indicator) -> set[By]:
        """Those with a card in any measure in any period."""
        if not self.request.by:
            return {()}
        return {
            by
            for name in measures_of(indicator)
            for period in self.periods.all
            for by in self.cards_by(self._measure(name), period)
        }

    def _row(self, indicator: Indicator, period: Period, by: By) -> list[str]:
        numerator: Value
        denominator: Value
        value, numerator, denominator = self._value(indicator, period, by)
        if value is not None and indicator.unit == "percent":
            value *= 100
        return [
            indicator.name,
            period.name,
            *by,
            _side(numerator),
            _side(denominator),
            "" if value is None else _rounded(value, indicator.decimals),
        ]

    def _value(
        self, indicator: Indicator, period: Period, by: By
    ) -> tuple[Value, Value, Value]:
        starts = [dated.from_on or date.min for dated in indicator.value]
        inside = [day for day in starts if period.start < day <= period.end]
        if not inside:
            formulas = [
                dated.formula
                for dated, start in zip(indicator.value, starts, strict=True)
                if start <= period.start
            ]
            if not formulas:
                return None, None, None
            return self._quotient(formulas[-1], period, by)
        return self._by_parts(indicator, starts, period, by)

    def _by_parts(
        self, indicator: Indicator, starts: list[date], period: Period, by: By
    ) -> tuple[Value, Value, Value]:
        tops: list[Value] = []
        bottoms: list[Value] = []
        for position, dated in enumerate(indicator.value):
            start = max(starts[position], period.start)
            after = starts[position + 1] if position + 1 < len(starts) else date.max
            days = [d for d in (period.end,) if d < after]
            end = days[0] if days else date.fromordinal(after.toordinal() - 1)
            if start > end:
                continue
            if not self._adds_up(dated.formula):
                return None, None, None
            part = Period(period.name, start, end, period.first, period.last)
            value, top, bottom = self._quotient(dated.formula, part, by)
            divides = dated.formula.tree[0] == "/"
            tops.append(top if divides else value)
            bottoms.append(bottom if divides else None)
        if any(top is None for top in tops):
            return None, None, None
        total = sum((top for top in tops if top is not None), Fraction(0))
        if all(bottom is None for bottom in bottoms):
            return total, None, None
        if any(bottom is None for bottom in bottoms):
            return None, None, None
        base = sum((bottom for bottom in bottoms if bottom is not None), Fraction(0))
        return (total / base if base else None), total, base

    def _adds_up(self, formula: Formula) -> bool:
        flows = all(
            self._measure(name).agg in {"count", "sum"}
            and self._measure(name).open is None
            for name in formula.measures
        )
        quotients = _count_divisions(formula.tree)
        return flows and (quotients == 0 or _is_quotient(formula.tree))

    def _quotient(
        self, formula: Formula, period: Period, by: By
    ) -> tuple[Value, Value, Value]:
        value = self._evaluate(formula.tree, period, by)
        if not _is_quotient(formula.tree):
            return value, None, None
        tree: Any = formula.tree
        return (
            value,
            self._evaluate(tree[1], period, by),
            self._evaluate(tree[2], period, by),
        )

    def _evaluate(self, tree: Any, period: Period, by: By) -> Value:
        match tree:
            case ("measure", name):
                return self._aggregate(self._measure(name), period, by)
            case ("number", number):
                return Fraction(number)
            case ("negative", operand):
                value = self._evaluate(operand, period, by)
                return None if value is None else -value
        left, right = (self._evaluate(side, period, by) for side in tree[1:])
        if left is None or right is None:
            return None
        match tree[0]:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case _:
                return left / right if right else None

    # Measures -----------------------------------------------------------------------

    def _measure(self, name: str) -> Measure:
        return self.request.packs.measures[name]

    def _aggregate(self, measure: Measure, period: Period, by: By) -> Value:
        cards = self.cards_by(measure, period).get(by, [])
        weights = [weight for _, weight in cards]
        values = [Fraction(value) for value, _ in cards if measure.agg not in _COUNTS]
        match measure.agg:
            case "count":
                return Fraction(sum(weights))
            case "count_distinct":
                return Fraction(len({value for value, _ in cards}))
            case "sum":
                return _weighted_sum(values, weights)
            case "mean":
                total = sum(weights)
                return _weighted_sum(values, weights) / total if total else None
            case "min":
                return min(values, default=None)
            case "max":
                return max(values, default=None)
            case _:
                q = (
                    Fraction(1, 2)
                    if measure.agg == "median"
                    else Fraction(measure.q or 0)
                )
                each = [
                    v for v, w in zip(values, weights, strict=True) for _ in range(w)
                ]
                return _quantile(sorted(each), q)

    def cards_by(
        self, measure: Measure, period: Period
    ) -> dict[By, list[tuple[Any, int]]]:
        """Values and weights of the cards that count, by by-value."""
        shape = self.shapes.of_measure(measure)
        found: dict[By, list[tuple[Any, int]]] = {}
        for row in self._source.rows_of(shape):
            on = day_of(row.get(measure.dated_by or ""), shape.timezone)
            if measure.open is not None:
                on = day_of(row[measure.open.start], shape.timezone)
            if not self._is_in(measure, row, on, period, shape):
                continue
            context = RowContext(
                row_on=on,
                period_start=period.start,
                period_end=period.end,
                as_of=self.as_of,
                dated=measure.dated_by is not None or measure.open is not None,
            )
            condition = self.selection.conditions.get(shape.name)
            pack = measure.pack
            if (
                condition
                and self._source.call(condition, shape.pack, row, context) is not True
            ):
                continue
            if (
                measure.where
                and self._source.call(measure.where, pack, row, context) is not True
            ):
                continue
            value: Any = 1
            if measure.of is not None:
                value = self._source.call(measure.of, pack, row, context)
            weight = 1 if shape.weight is None else row[shape.weight]
            weight = 1 if weight is None else weight
            if value is not None and weight > 0:
                found.setdefault(self._by(shape, row), []).append((value, weight))
        return found

    def _is_in(
        self,
        measure: Measure,
        row: Row,
        on: date | None,
        period: Period,
        shape: Shape,
    ) -> bool:
        if measure.open is not None:
            until = day_of(row[measure.open.until], shape.timezone)
            if on is None:
                return False
            if measure.at == "start":
                return on < period.start and (until is None or until >= period.start)
            return on <= period.end and (until is None or until > period.end)
        if measure.dated_by is None:
            return True
        return on is not None and period.start <= on <= period.end

    def _by(self, shape: Shape, row: Row) -> By:
        texts = []
        for name in self.request.by:
            dim = dimension(shape, name, self.shapes, self.request.unit_code)
            value = None if dim.column is None else row[dim.column]
            texts.append(self.cells.text(dim, value, shape.timezone))
        return tuple(texts)

    # Periods ------------------------------------------------------------------------

    def _days(self) -> Iterable[date]:
        for measure in self.selection.measures:
            shape = self.shapes.of_measure(measure)
            items = [measure.dated_by] if measure.dated_by else []
            if measure.open is not None:
                items = [measure.open.start, measure.open.until]
            for row in self._source.rows_of(shape):
                days = (day_of(row[item], shape.timezone) for item in items)
                yield from (day for day in days if day is not None)


_COUNTS = frozenset({"count", "count_distinct"})


def _weighted_sum(values: list[Fraction], weights: list[int]) -> Fraction:
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0))


def _quantile(values: list[Fraction], q: Fraction) -> Value:
    if not values:
        return None
    place = q * (len(values) - 1)
    low = place.numerator // place.denominator
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def _count_divisions(tree: Any) -> int:
    if tree[0] in {"measure", "number"}:
        return 0
    return (tree[0] == "/") + sum(_count_divisions(side) for side in tree[1:])


def _is_quotient(tree: Any) -> bool:
    return bool(tree[0] == "/") and _count_divisions(tree) == 1


def _rounded(value: Fraction, decimals: int) -> str:
    scaled = value * 10**decimals
    size = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    whole = -size if scaled < 0 else size
    return f"{Decimal(whole).scaleb(-decimals):.{decimals}f}"


def _side(value: Value) -> str:
    if value is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    exact = Decimal(_rounded(value, 6)).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")
