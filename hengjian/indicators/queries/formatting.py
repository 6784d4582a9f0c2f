"""How a value is written: the indicator's unit and decimals, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

from hengjian.engines.pack_format.model import Indicator


MISSING = "—"


def value_text(value: Decimal | None, indicator: Indicator) -> str:
    """``33.26%``, ``1:1.54``, ``1,234``, ``12.5 天``; a dash where there is none."""
    if value is None:
        return MISSING
    number = f"{rounded(value, indicator.decimals):,}"
    if indicator.unit == "percent":
        return f"{number}%"
    if indicator.unit == "ratio":
        return f"1:{number}"
    return number


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
