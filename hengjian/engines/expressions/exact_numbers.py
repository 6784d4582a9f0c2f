"""Exact arithmetic on Python numbers; results out of range are unknown (None)."""

import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from hengjian.engines.expressions.literals import DECIMALS


SMALLEST, LARGEST = -(2**63), 2**63 - 1
DECIMAL_BOUND = Decimal(10) ** 24
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
STEP = Decimal(1).scaleb(-DECIMALS)


def as_integer(value: int) -> int | None:
    """The integer, or None outside 64 bits."""
    return value if SMALLEST <= value <= LARGEST else None


def as_bounded_decimal(value: Decimal) -> Decimal | None:
    """The number with six decimals, halves away from zero, or None from 10**24 on."""
    rounded = value.quantize(STEP, rounding=ROUND_HALF_UP, context=EXACT)
    return rounded if abs(rounded) < DECIMAL_BOUND else None


DECIMAL_OPERATORS: dict[str, Callable[[Any, Any], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
}
INTEGER_OPERATORS: dict[str, Callable[[Any, Any], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def remainder(left: int, right: int) -> int | None:
    """With the sign of ``left``, as in SQL; unknown for the divisor 0."""
    if right == 0:
        return None
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def quotient(left: Any, right: Any) -> Decimal | None:
    """A quotient with six decimals; unknown for the divisor 0."""
    if right == 0:
        return None
    exact = Fraction(left) / Fraction(right)
    # half away from zero, on whole numbers: no digit is lost
    units, rest = divmod(abs(exact.numerator) * 10**6, exact.denominator)
    units += 2 * rest >= exact.denominator
    value = Decimal(-units if exact < 0 else units)
    return as_bounded_decimal(EXACT.multiply(value, STEP))
