"""A drawing made ready to run: its conditions compiled, its timers understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from hengjian.engines.deadlines.lengths import Length, parse_length
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.row import RowContext, RowFunction, compile_row
from hengjian.engines.expressions.types import ParameterHistory, Scope, ValueType
from hengjian.engines.process.card import Card, scope_of
from hengjian.engines.process.drawing import Drawing, Timer
from hengjian.engines.process.specs import Specs, build
from hengjian.engines.process.structure import Structure, structure_of
from hengjian.engines.process.tables import Decide, RoutingTable, compile_table
from hengjian.engines.process.timing import Due, due_after, due_on, local_day


@dataclass(frozen=True)
class Definition:
    """All that running needs; holds no state and may be shared between threads.

    ``reads`` are the items that conditions, timers and tables read, with their types:
    only these are kept in a state.
    """

    drawing: Drawing
    specs: Specs
    structure: Structure
    conditions: Mapping[str, RowFunction]  # by flow
    timers: Mapping[str, Due]  # by element
    tables: Mapping[str, Decide]
    reads: Mapping[str, ValueType] = field(default_factory=dict)

    def seen(self, values: Mapping[str, Any], at: datetime) -> Mapping[str, Any]:
        """The values with what the routing tables say of them."""
        if not self.tables:
            return values
        on = local_day(at)
        found = {f"table.{n}": table(values, on) for n, table in self.tables.items()}
        return {**values, **found}

    def holds(self, flow: str, values: Mapping[str, Any], at: datetime) -> bool:
        """Whether a flow's condition is true; what is unknown is not."""
        on = local_day(at)
        return self.conditions[flow](values, RowContext(row_on=on, as_of=on)) is True


# a limit's length on a day, as text (``"7 calendar_days"``)
LengthOn = Callable[[date], str | None]
Compiled = Callable[[str, ValueType | None], RowFunction]


def compile(  # noqa: A001  (read as definition.compile)
    drawing: Drawing,
    card: Card | None,
    tables: Mapping[str, RoutingTable] | None = None,
    *,
    parameters: Mapping[str, ParameterHistory] | None = None,
    limits: Mapping[str, str | LengthOn] | None = None,
) -> Definition:
    """Make a checked drawing ready to run.

    ``limits`` gives the length of each limit that a timer names (``T50`` → ``"7
    calendar_days"``, or a function of the day). Raises ``UserFault`` for what ``checking.check`` would tell.
    """
    known = parameters or {}
    routes = tables or {}
    scope = scope_of(card, known, {name: t.results for name, t in routes.items()})
    reading: set[str] = set()

    def compiled(text: str, expect: ValueType | None) -> RowFunction:
        expression = parse(text, scope, expect)
        reading.update(expression.names)
        return compile_row(expression, known)

    conditions = {
        flow.element: compiled(flow.condition, ValueType.BOOLEAN)
        for flow in drawing.flows.values()
        if flow.condition is not None
    }
    timers = {
        name: _due(timer, compiled, limits or {})
        for name, timer in drawing.timers.items()
    }
    for table in routes.values():
        reading.update(n for row in table.rows if row.when for n in row.when.names)
    return Definition(
        drawing=drawing,
        specs=_specs(drawing),
        structure=_structure(drawing),
        conditions=conditions,
        timers=timers,
        tables={name: compile_table(table, known) for name, table in routes.items()},
        reads=_types(reading, scope),
    )


def _due(timer: Timer, compiled: Compiled, limits: Mapping[str, str | LengthOn]) -> Due:
    if timer.how == "on":
        return due_on(compiled(timer.text, None))
    named = limits.get(timer.text, timer.text)
    if not isinstance(named, str):
        return due_after(lambda day: _length(named(day)))
    length = parse_length(named)
    return due_after(lambda _day: length)


def _length(text: str | None) -> Length | None:
    return None if text is None else parse_length(text)


def _types(names: set[str], scope: Scope) -> dict[str, ValueType]:
    return {n: scope.names[n] for n in sorted(names) if not n.startswith("table.")}


class _ByDigest:
    """A drawing that compares by its digest, so that what is made of it is kept."""

    __slots__ = ("drawing",)

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _ByDigest) and other.drawing.digest == self.drawing.digest
        )

    def __hash__(self) -> int:
        return hash(self.drawing.digest)


def _specs(drawing: Drawing) -> Specs:
    return _kept_specs(_ByDigest(drawing))


def _structure(drawing: Drawing) -> Structure:
    return _kept_structure(_ByDigest(drawing))


@lru_cache(maxsize=256)
def _kept_specs(key: _ByDigest) -> Specs:
    return build(key.drawing, _kept_structure(key))


@lru_cache(maxsize=256)
def _kept_structure(key: _ByDigest) -> Structure:
    return structure_of(key.drawing)
