"""Dates and moments out of texts: the spellings that have one meaning, no others.

``03/04/2025`` means two days; it is read only where the card's ``formats`` say which.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hengjian.engines.tables.conversion.problem import Problem, not_read
from hengjian.engines.tables.normalising import spaced


_DAY = r"(?P<year>\d{4})\s*(?P<s>[-/.年])\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
_CLOCK = (
    r"(?P<half>上午|下午)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})"
    r"(?:\s*[:分]\s*(?:(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*秒?)?)?"
    r"\s*(?P<noon>[AaPp][Mm])?"
)
_OFFSET = r"(?P<offset>[Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})"
_WRITTEN = re.compile(rf"{_DAY}(?:\s*[Tt]?\s*{_CLOCK}\s*{_OFFSET}?)?")
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?"
)
_SERIAL = re.compile(r"(?P<days>\d{5})(?P<part>\.\d+)?")
_CHINESE_DAY = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_CHINESE_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}

# A serial below is a year or a count far more often than a day before 1927.
SERIAL_ORIGIN = date(1899, 12, 30)
SERIAL_ORIGIN_1904 = date(1904, 1, 1)

Parsed = tuple[datetime, bool]  # naive local or aware; whether a time was written

_UNKNOWN_DATE = not_read(
    "读不出日期，请写成 2025-03-01 这样的年月日",
    "not a date: write year, month and day as in 2025-03-01",
)
_UNKNOWN_MOMENT = not_read(
    "读不出日期时间，请写成 2025-03-01 09:30:00 这样",
    "not a date and time: write it as in 2025-03-01 09:30:00",
)
_NO_SUCH_DAY = not_read(
    "没有这一天，请核对年月日", "there is no such day: check year, month and day"
)
_TWO_MEANINGS = not_read(
    "月和日分不清先后，请写成 2025-03-01 这样的年月日",
    "day and month cannot be told apart: write it as in 2025-03-01",
)
_NO_DAY = not_read(
    "只有年月、没有日，请补上日期中的“日”",
    "the day is missing: add it to year and month",
)
_AMBIGUOUS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:\D.*)?")
_MONTH_ONLY = re.compile(r"\d{4}\s*[-/.年]?\s*(?:0?[1-9]|1[0-2])\s*月?")


def date_reader(
    formats: Sequence[str], zone: ZoneInfo, *, origin: date = SERIAL_ORIGIN
) -> Callable[[str], date | Problem]:
    """A function from text to date; a moment's date is its day in ``zone``."""

    def read(text: str) -> date | Problem:
        parsed = _parsed(text, formats, origin, _UNKNOWN_DATE)
        if isinstance(parsed, Problem):
            return parsed
        moment = parsed[0]
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()

    return read


def moment_reader(
    formats: Sequence[str], zone: ZoneInfo, *, origin: date = SERIAL_ORIGIN
) -> Callable[[str], datetime | Problem]:
    """A function from text to moment in UTC; without offset it is read in ``zone``."""

    def read(text: str) -> datetime | Problem:
        parsed = _parsed(text, formats, origin, _UNKNOWN_MOMENT)
        if isinstance(parsed, Problem):
            return parsed
        moment = parsed[0]
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        try:
            return aware.astimezone(UTC)
        except OverflowError:
            return _NO_SUCH_DAY

    return read


def _parsed(
    text: str, formats: Sequence[str], origin: date, unknown: Problem
) -> Parsed | Problem:
    value = spaced(text)
    for wanted in formats:
        try:
            parsed = datetime.strptime(value, wanted)  # noqa: DTZ007 (zone added above)
        except ValueError:
            continue
        return parsed, "%H" in wanted or "%I" in wanted
    for pattern, build in _BUILDERS:
        found = pattern.fullmatch(value)
        if found:
            try:
                return build(found)
            except ValueError:
                return _NO_SUCH_DAY
    serial = _SERIAL.fullmatch(value)
    if serial:
        return from_serial(float(value), origin), serial["part"] is not None
    return _told(value, unknown)


def _told(value: str, unknown: Problem) -> Problem:
    if _AMBIGUOUS.fullmatch(value):
        return _TWO_MEANINGS
    if _MONTH_ONLY.fullmatch(value):
        return _NO_DAY
    return unknown


def from_serial(serial: float, origin: date = SERIAL_ORIGIN) -> datetime:
    """The day and time that a spreadsheet means by a number, to the whole second."""
    seconds = round(serial * 86_400)
    return datetime.combine(origin, time()) + timedelta(seconds=seconds)


def _from_written(found: re.Match[str]) -> Parsed:
    day = (int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return datetime(*day), False  # noqa: DTZ001 (zone added by the reader)
    fraction = (found["fraction"] or "").ljust(6, "0")[:6]
    moment = datetime(  # noqa: DTZ001
        *day,
        _hour(found),
        int(found["minute"]),
        int(found["second"] or 0),
        int(fraction),
    )
    if found["offset"]:
        offset = found["offset"].upper().replace("Z", "+00:00")
        moment = datetime.fromisoformat(f"{moment.isoformat()}{offset}")
    return moment, True


def _hour(found: re.Match[str]) -> int:
    hour = int(found["hour"])
    half = (found["noon"] or found["half"] or "").lower()
    if half in {"pm", "下午"} and hour < 12:
        return hour + 12
    if half in {"am", "上午"} and hour == 12:
        return 0
    return hour


def _from_compact(found: re.Match[str]) -> Parsed:
    parts = [int(part) for part in found.groups() if part is not None]
    return datetime(*parts), len(parts) > 3  # type: ignore[arg-type]  # noqa: DTZ001


def _from_chinese(found: re.Match[str]) -> Parsed:
    year = int("".join(str(_CHINESE_DIGITS[c]) for c in found["year"]))
    day = datetime(year, _chinese_number(found["month"]), _chinese_number(found["day"]))  # noqa: DTZ001
    return day, False


def _chinese_number(text: str) -> int:
    tens, found, ones = text.rpartition("十")
    if not found:
        return _CHINESE_DIGITS[text] if len(text) == 1 else 0
    return _CHINESE_DIGITS.get(tens, 1) * 10 + _CHINESE_DIGITS.get(ones, 0)


_BUILDERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Parsed]], ...] = (
    (_WRITTEN, _from_written),
    (_COMPACT, _from_compact),
    (_CHINESE_DAY, _from_chinese),
)
