"""Functions of numbers."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from hengjian.engines.expressions.exact_numbers import (
    EXACT,
    as_bounded_decimal,
    as_integer,
)
from hengjian.engines.expressions.function_model import (
    Function,
    Overload,
    WholeLiteral,
)
from hengjian.engines.expressions.literals import DECIMAL_SQL, DECIMALS
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


INTEGER = ValueType.INTEGER
DECIMAL = ValueType.DECIMAL


def _whole(rounding: str) -> Callable[[Any], Any]:
    return lambda value: as_integer(
        int(value.quantize(Decimal(1), rounding=rounding, context=EXACT))
    )


def _rounded(value: Decimal, decimals: int) -> Decimal | None:
    step = Decimal(1).scaleb(-decimals)
    return as_bounded_decimal(
        value.quantize(step, rounding=ROUND_HALF_UP, context=EXACT)
    )


def _rounded_sql(value: str, decimals: str) -> str:
    # the number of decimals is a literal: a type cannot depend on a row
    return f"TRY_CAST(CAST({value} AS DECIMAL(38,{decimals})) AS {DECIMAL_SQL})"


NUMBER_FUNCTIONS = (
    Function(
        "abs",
        Text("绝对值", "The number without its sign"),
        "abs(-3)",
        "3",
        (
            Overload(
                (INTEGER,),
                INTEGER,
                lambda value: as_integer(abs(value)),
                lambda a: f"TRY(abs({a[0]}))",
            ),
            Overload((DECIMAL,), DECIMAL, Decimal.copy_abs, lambda a: f"abs({a[0]})"),
        ),
        keeps_scale=True,
    ),
    Function(
        "round",
        Text(
            "四舍五入为整数，或到几位小数(0–6)",
            "Rounded to an integer, or to so many decimals (0–6); halves away from zero",
        ),
        "round(2.345, 2)",
        "2.35",
        (
            Overload(
                (DECIMAL,),
                INTEGER,
                _whole(ROUND_HALF_UP),
                lambda a: f"TRY_CAST(CAST({a[0]} AS DECIMAL(38,0)) AS BIGINT)",
            ),
            Overload(
                (DECIMAL, INTEGER),
                DECIMAL,
                _rounded,
                lambda a: _rounded_sql(a[0], a[1]),
            ),
        ),
        rules={1: WholeLiteral(0, DECIMALS)},
    ),
    Function(
        "floor",
        Text("向下取整", "The nearest integer below"),
        "floor(-1.5)",
        "-2",
        (
            Overload(
                (DECIMAL,),
                INTEGER,
                _whole(ROUND_FLOOR),
                lambda a: f"TRY_CAST(floor({a[0]}) AS BIGINT)",
            ),
        ),
    ),
    Function(
        "ceil",
        Text("向上取整", "The nearest integer above"),
        "ceil(1.2)",
        "2",
        (
            Overload(
                (DECIMAL,),
                INTEGER,
                _whole(ROUND_CEILING),
                lambda a: f"TRY_CAST(ceil({a[0]}) AS BIGINT)",
            ),
        ),
    ),
)
