"""Amounts as exact hundredths: read from text, multiplied by fractions, split by rule."""

import re
from fractions import Fraction

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")
_MULTIPLE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")


class AmountFault(UserFault):
    """What was written is no amount, or none that comes out exact."""


def hundredths(text: str) -> int:
    """Points or yuan with at most two decimals, as hundredths. Raises ``AmountFault``."""
    text = text.strip()
    if not _AMOUNT.fullmatch(text):
        raise AmountFault(
            Text(
                f"“{text}”不是金额或分数，写成 12 或 12.5，至多两位小数",
                f"“{text}” is no amount: write 12 or 12.5, two decimals at most",
            )
        )
    return int(Fraction(text) * 100)


def written(amount: int) -> str:
    """Hundredths as people write them: 12, 12.5, -0.25."""
    sign, whole, part = "-" if amount < 0 else "", *divmod(abs(amount), 100)
    return f"{sign}{whole}" + (f".{part:02}".rstrip("0") if part else "")


def multiple(text: str) -> Fraction:
    """A multiple such as 2, 1.5 or 2/3, exact. Raises ``AmountFault``."""
    text = text.strip()
    if not _MULTIPLE.fullmatch(text):
        raise AmountFault(
            Text(
                f"“{text}”不是倍数，写成 2、1.5 或 2/3",
                f"“{text}” is no multiple: write 2, 1.5 or 2/3",
            )
        )
    return Fraction(text)


def multiplied(amount: int, times: Fraction) -> int:
    """An amount of hundredths times a multiple.

    Nothing is rounded where a person is credited: raises ``AmountFault`` where it does
    not come out in whole hundredths.
    """
    product = amount * times
    if product.denominator != 1:
        raise AmountFault(
            Text(
                f"{Fraction(amount, 100)} 乘以 {times} 不是整分，请改数额或倍数",
                f"{Fraction(amount, 100)} times {times} is no whole hundredth: choose"
                " another amount or multiple",
            )
        )
    return int(product)
