"""Marks as people read them."""

from decimal import Decimal


FEWEST = 2


def in_digits(number: Decimal | None) -> str:
    """Marks with two decimals, or with as many as the scheme rounded them to.

    They were rounded once when they were scored and are never rounded again. What is not
    known is a dash.
    """
    if number is None:
        return "—"
    exponent = number.normalize().as_tuple().exponent
    places = max(FEWEST, -exponent) if isinstance(exponent, int) else FEWEST
    return f"{number:.{places}f}"
