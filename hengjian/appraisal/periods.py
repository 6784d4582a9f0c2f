"""Periods of rounds: a month ``2026-03`` or a year ``2026``."""

import re
from calendar import monthrange
from datetime import date

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_PERIOD = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]))?")


def checked_period(text: str, year: int) -> str:
    """The period, if it is one of the scheme's year. Raises ``UserFault``."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None or int(found[1]) != year:
        raise UserFault(
            Text(
                f"“{text}”不是 {year} 年的考核期，写成 {year}-03 或 {year}",
                f"“{text}” is no period of {year}; write {year}-03 or {year}",
            ),
            where="period",
        )
    return found[0]


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day."""
    year = int(period[:4])
    if len(period) == len("2026"):
        return date(year, 1, 1), date(year, 12, 31)
    month = int(period[5:])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def earlier(period: str) -> str:
    """The same period a year before."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def in_words(period: str) -> Text:
    """Such as 2026年3月."""
    if len(period) == len("2026"):
        return Text(f"{period}年", period)
    return Text(f"{period[:4]}年{int(period[5:])}月", period)
