"""Functions that do something else with unknown values than to pass them on."""

from collections.abc import Callable
from typing import Any

from hengjian.engines.expressions.function_model import Function, Overload
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


ORDERED = tuple(ValueType)  # every type has an order; false stands before true


def _first_known(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _of_known(choose: Callable[[Any], Any]) -> Callable[..., Any]:
    def chosen(*values: Any) -> Any:
        known = [value for value in values if value is not None]
        return choose(known) if known else None

    return chosen


def _overloads(row: Callable[..., Any], sql: str) -> tuple[Overload, ...]:
    return tuple(
        Overload(
            (value_type, value_type),
            value_type,
            row,
            lambda a: f"{sql}({', '.join(a)})",
            variadic=True,
        )
        for value_type in ORDERED
    )


UNKNOWN_FUNCTIONS = (
    Function(
        "coalesce",
        Text("第一个非空的值", "The first value that is known"),
        "coalesce(null, 2, 3)",
        "2",
        _overloads(_first_known, "coalesce"),
        takes_unknown=True,
        keeps_scale=True,
    ),
    Function(
        "nullif",
        Text(
            "两值相等时为空，否则为第一个值",
            "Unknown where the two are equal, else the first",
        ),
        "nullif('无', '无')",
        "null",
        tuple(
            Overload(
                (value_type, value_type),
                value_type,
                lambda first, second: None if first == second else first,
                lambda a: f"nullif({a[0]}, {a[1]})",
            )
            for value_type in ORDERED
        ),
        takes_unknown=True,
        keeps_scale=True,
        writes=2,
    ),
    Function(
        "least",
        Text(
            "最小(最早)的值；空值不计，全空为空",
            "The smallest (earliest) of the known values",
        ),
        "least(date '2025-03-01', date '2025-02-01')",
        "date '2025-02-01'",
        _overloads(_of_known(min), "least"),
        takes_unknown=True,
        keeps_scale=True,
    ),
    Function(
        "greatest",
        Text(
            "最大(最晚)的值；空值不计，全空为空",
            "The largest (latest) of the known values",
        ),
        "greatest(1, 3, 2)",
        "3",
        _overloads(_of_known(max), "greatest"),
        takes_unknown=True,
        keeps_scale=True,
    ),
)
