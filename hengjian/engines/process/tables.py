"""Routing tables: ``when / then`` rows in expressions; the first that holds wins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Place


@dataclass(frozen=True)
class TableRow:
    """``when`` an expression holds (None: always), ``then`` is a result's code."""

    when: Expression | None
    then: str
    place: Place


@dataclass(frozen=True)
class RoutingTable:
    """A table of a pack: ``results`` are its possible answers by code."""

    name: str
    label: Text
    results: Mapping[str, Text]
    rows: tuple[TableRow, ...]
    place: Place
    help: Text | None = field(default=None)


Decide = Callable[[Mapping[str, Any], date], str]


def compile_table(
    table: RoutingTable, parameters: Mapping[str, ParameterHistory]
) -> Decide:
    """A function of values and the day: the code of the first row that holds.

    What is unknown does not hold. A checked table ends with a row without ``when``, so
    that there is always an answer.
    """
    rows = [
        (None if row.when is None else compile_row(row.when, parameters), row.then)
        for row in table.rows
    ]

    def decide(values: Mapping[str, Any], on: date) -> str:
        context = RowContext(row_on=on, as_of=on)
        for when, then in rows:
            if when is None or when(values, context) is True:
                return then
        raise LookupError(f"{table.name}: no row holds, and none stands for the rest")

    return decide


def decide(
    table: RoutingTable,
    values: Mapping[str, Any],
    on: date,
    parameters: Mapping[str, ParameterHistory] | None = None,
) -> str:
    """The answer of a table for one card's values on a day."""
    return compile_table(table, parameters or {})(values, on)
