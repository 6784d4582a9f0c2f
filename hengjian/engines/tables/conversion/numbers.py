"""Whole numbers, decimals and money out of texts, exactly."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from hengjian.engines.tables.conversion.problem import Problem, not_read
from hengjian.engines.tables.normalising import plain


_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|¥)+|(?:元|圆)整?$", re.IGNORECASE)
_LARGE_UNITS = re.compile(r"[千万亿](?:元|圆)?$")

MAXIMUM_INTEGER = 2**63 - 1

_NOT_WHOLE = not_read(
    "应是整数，请去掉小数、单位和文字",
    "a whole number is expected: no decimals, units or words",
)
_NOT_NUMBER = not_read(
    "应是数字，请去掉单位和文字", "a number is expected: no units or words"
)
_TOO_LARGE = not_read(
    "数字超出范围，请核对位数", "the number is too large: check its digits"
)
_IN_TEN_THOUSANDS = not_read(
    "请以元为单位填写，不要写“万元”“亿元”",
    "write the amount in yuan, not in 万元 or 亿元",
)
_PERCENT = not_read(
    "请填数字本身，不要带百分号", "write the number itself, without a percent sign"
)


def read_integer(text: str) -> int | Problem:
    """``12``, ``1,200``, ``12.0`` (a spreadsheet's whole number)."""
    number = _number(plain(text))
    if isinstance(number, Problem):
        return _NOT_WHOLE if number is _NOT_NUMBER else number
    if number != number.to_integral_value():
        return _NOT_WHOLE
    if abs(number) > MAXIMUM_INTEGER:
        return _TOO_LARGE
    return int(number)


def decimal_reader(precision: int, scale: int) -> Callable[[str], Decimal | Problem]:
    """A function from text to a decimal of ``scale`` places, rounded half up."""
    smallest = Decimal(1).scaleb(-scale)
    limit = Decimal(10) ** (precision - scale)

    def read(text: str) -> Decimal | Problem:
        number = _number(_CURRENCY.sub("", plain(text)))
        if isinstance(number, Problem):
            return number
        if abs(number) >= limit:
            return _TOO_LARGE
        rounded = number.quantize(smallest, ROUND_HALF_UP)
        return rounded if abs(rounded) < limit else _TOO_LARGE

    return read


def _number(value: str) -> Decimal | Problem:
    if _LARGE_UNITS.search(value):
        return _IN_TEN_THOUSANDS
    if value.endswith("%"):
        return _PERCENT
    if not _NUMBER.fullmatch(value) or not any(c.isdigit() for c in value):
        return _NOT_NUMBER
    return Decimal(value.replace(",", ""))
