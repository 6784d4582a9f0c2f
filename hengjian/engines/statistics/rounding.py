"""Rounding half up (四舍五入), once, from exact values."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """The value with exactly ``decimals`` decimals; a half goes away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    units, rest = divmod(scaled.numerator, scaled.denominator)
    units += 2 * rest >= scaled.denominator
    # from digits: Decimal arithmetic would round to its context's 28 places
    digits = tuple(int(digit) for digit in str(units))
    return Decimal((int(value < 0 and units > 0), digits, -decimals))
