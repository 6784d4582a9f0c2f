"""Expressions as Python functions of one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ParameterHistory


@dataclass(frozen=True)
class RowContext:
    """What is the same for the row's whole expression.

    ``row_on`` is the row's date, by which parameters are chosen; ``dated`` is false for
    a card without dates: its parameters are those in force on ``as_of``, else the last.
    """

    row_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    as_of: date | None = None
    dated: bool = True


RowFunction = Callable[[Mapping[str, Any], RowContext], Any]


def compile_row(
    expression: Expression, parameters: Mapping[str, ParameterHistory]
) -> RowFunction:
    """A function of a row (item name → value) and its context; unknown is ``None``."""
    raise NotImplementedError
