"""What a row's expressions share: its date and the period, and what they choose."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.engines.expressions.types import ParameterHistory


@dataclass(frozen=True)
class RowContext:
    """What is the same for the row's whole expression.

    ``row_on`` is the row's date, by which parameters are chosen; where it is unknown so
    are they. ``dated`` is false for a card without dates: its parameters are those in
    force on ``as_of``, else the last.
    """

    row_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    as_of: date | None = None
    dated: bool = True


def in_force(
    history: ParameterHistory, values: list[Any]
) -> Callable[[RowContext], Any]:
    """Chooses among ``values``, one for each version, the one in force for a row."""
    starts = [version.from_on for version in history.values]

    def chosen(context: RowContext) -> Any:
        on = context.row_on if context.dated else context.as_of
        if on is None:
            return None if context.dated or not values else values[-1]
        index = bisect_right(starts, on)
        return values[index - 1] if index else None

    return chosen
