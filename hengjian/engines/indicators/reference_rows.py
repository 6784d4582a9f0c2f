"""Rows of the plain answer: links followed and cards rolled up by looping."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import CaseCard, Link, RolledCard, RolledItem


Row = dict[str, Any]


class PlainRows:
    """The rows of every card of a request, made when first asked for."""

    def __init__(self, request: RunRequest, shapes: Shapes, as_of: date) -> None:
        self._request = request
        self._shapes = shapes
        self._as_of = as_of
        self._rows: dict[str, list[Row]] = {}
        self._functions: dict[tuple[str, str], Callable[..., Any]] = {}

    def call(
        self,
        expression: Expression,
        pack: str,
        row: Mapping[str, Any],
        context: RowContext,
    ) -> Any:
        """The value of an expression over one row."""
        key = (expression.text, pack)
        if key not in self._functions:
            parameters = self._request.packs.parameters_in(pack)
            self._functions[key] = compile_row(expression, parameters)
        return self._functions[key](row, context)

    def rows_of(self, shape: Shape, steps: int = 2) -> list[Row]:
        """Every row of a card, with what its links find."""
        name = f"{shape.name}/{steps}"
        if name not in self._rows:
            if isinstance(shape.card, RolledCard):
                self._rows[name] = self._rolled(shape, shape.card)
            else:
                self._rows[name] = self._imported(shape, shape.card, steps)
        return self._rows[name]

    def _imported(self, shape: Shape, card: CaseCard, steps: int) -> list[Row]:
        source = self._request.sources.get(shape.name)
        given: list[Row] = source.to_pylist() if isinstance(source, pa.Table) else []
        rows = [dict.fromkeys(card.items) | row for row in given]
        if steps:
            for link in card.links.values():
                self._follow(shape, link, rows, steps)
        return rows

    def _follow(self, shape: Shape, link: Link, rows: list[Row], steps: int) -> None:
        behind = self._shapes.behind(shape, link.name)
        there = self.rows_of(behind, steps - 1)
        names = self._shapes.names_of(behind, steps=steps - 1)
        for row in rows:
            found = self._linked(shape, link, row, there)
            for name in names:
                row[f"{link.name}.{name}"] = None if found is None else found[name]

    def _linked(
        self, shape: Shape, link: Link, here: Row, there: list[Row]
    ) -> Row | None:
        def matches(other: Row) -> bool:
            for own, its in link.on.items():
                value = here.get(f"{own}__match", here.get(own))
                if value is None or value != other.get(f"{its}__match", other.get(its)):
                    return False
            if link.where is None:
                return True
            pair = {f"here.{n}": v for n, v in here.items()}
            pair |= {f"there.{n}": v for n, v in other.items()}
            on = here.get(shape.base.partition_date or "")
            context = RowContext(row_on=day_of(on, shape.timezone), as_of=self._as_of)
            return self.call(link.where, shape.pack, pair, context) is True

        found = [other for other in there if matches(other)]
        if not found:
            return None
        order = link.order_by
        known = [other for other in found if order is None or other[order] is not None]
        if not known:
            return found[0] if link.take == "first" else found[-1]
        if link.take == "first":
            return min(known, key=lambda o: o[order]) if order else known[0]
        return max(reversed(known), key=lambda o: o[order]) if order else known[-1]

    def _rolled(self, shape: Shape, card: RolledCard) -> list[Row]:
        below = self.rows_of(self._shapes.named(card.source, shape.pack), 0)
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in below:
            key = tuple(row[name] for name in card.key)
            if None not in key:
                groups.setdefault(key, []).append(row)
        return [
            dict(zip(card.key, key, strict=True))
            | {item.name: _gathered(item, rows) for item in card.items.values()}
            for key, rows in groups.items()
        ]


def day_of(value: Any, timezone: str) -> date | None:
    """A date, or the date of a moment in a time zone."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(timezone)).date()
    return value if isinstance(value, date) else None


def _gathered(item: RolledItem, rows: list[Row]) -> Any:
    if item.how == "count":
        return len(rows)
    values = [row[item.of or ""] for row in _in_order(item, rows)]
    if item.how in {"first", "last"}:
        return values[0]
    known = [value for value in values if value is not None]
    return _ROLLED[item.how](known, item) if known else None


_ROLLED: dict[str, Callable[[list[Any], RolledItem], Any]] = {
    "sum": lambda known, _: sum(known),
    "min": lambda known, _: min(known),
    "max": lambda known, _: max(known),
    "any": lambda known, _: any(known),
    "all": lambda known, _: all(known),
    "list": lambda known, item: item.joined.join(map(str, known)),
}


def _in_order(item: RolledItem, rows: list[Row]) -> list[Row]:
    """In the item's order, unknown places at the end; for ``last`` backwards."""
    backwards = item.how == "last"
    rows = rows[::-1] if backwards else rows
    by = item.order_by
    if by is None:
        return rows
    known = [row for row in rows if row[by] is not None]
    known.sort(key=lambda row: row[by], reverse=backwards)
    return known + [row for row in rows if row[by] is None]
