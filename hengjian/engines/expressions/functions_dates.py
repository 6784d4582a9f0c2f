"""Functions of dates and moments. A moment has a date only in the card's time zone."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hengjian.engines.expressions.function_model import Function, Overload
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


INTEGER = ValueType.INTEGER
DATE = ValueType.DATE
DATETIME = ValueType.DATETIME

FIRST_DATE_SQL = "DATE '0001-01-01'"
LAST_DATE_SQL = "DATE '9999-12-31'"

HOUR = timedelta(hours=1)
# Makes every difference of two moments positive, so that dropping the remainder is
# rounding down; more than the 3,652,059 days of the calendar
SHIFT_DAYS = 4_000_000
DAY_MICROSECONDS = 86_400_000_000
HOUR_MICROSECONDS = 3_600_000_000


def within_calendar(sql: str) -> str:
    """The date, or NULL outside the years 1 to 9999."""
    return (
        f"CASE WHEN {sql} BETWEEN {FIRST_DATE_SQL} AND {LAST_DATE_SQL} THEN {sql} END"
    )


def plus_days(day: date, days: int) -> date | None:
    """The date so many days on, or None outside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def add_months(day: date, months: int) -> date | None:
    """The same day so many months on; the month's last day where there is none."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_hours(moment: datetime, hours: int) -> datetime | None:
    """The moment so many hours on, or None outside the calendar."""
    try:
        return moment.astimezone(UTC) + timedelta(hours=hours)
    except OverflowError:
        return None


def local_date(moment: datetime, timezone: str) -> date | None:
    """The date that a calendar in the zone showed at the moment."""
    try:
        return moment.astimezone(ZoneInfo(timezone)).date()
    except OverflowError:
        return None


def _elapsed_sql(first: str, second: str, unit: int) -> str:
    shift = SHIFT_DAYS * DAY_MICROSECONDS
    difference = f"epoch_us({second}) - epoch_us({first})"
    return f"(({difference} + {shift}) // {unit} - {shift // unit})"


def _add_months_sql(day: str, months: str) -> str:
    # a date plus an interval is a timestamp
    moved = f"CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)"
    return within_calendar(f"TRY({moved})")


def _add_hours_sql(moment: str, hours: str) -> str:
    moved = f"TRY({moment} + to_hours({hours}))"
    first = "CAST('0001-01-01 00:00:00+00' AS TIMESTAMPTZ)"
    last = "CAST('9999-12-31 23:59:59.999999+00' AS TIMESTAMPTZ)"
    return f"CASE WHEN {moved} BETWEEN {first} AND {last} THEN {moved} END"


def _part(name: str, zh: str, en: str, answer: str, sql: str) -> Function:
    parts = {
        "year": lambda day: day.year,
        "quarter": lambda day: (day.month + 2) // 3,
        "month": lambda day: day.month,
        "day": lambda day: day.day,
        "weekday": lambda day: day.isoweekday(),
    }
    return Function(
        name,
        Text(zh, en),
        f"{name}(date '2025-03-31')",
        answer,
        (Overload((DATE,), INTEGER, parts[name], lambda a: f"{sql}({a[0]})"),),
    )


DATE_FUNCTIONS = (
    _part("year", "日期的年份", "Year of a date", "2025", "year"),
    _part("quarter", "日期的季度(1–4)", "Quarter of a date (1–4)", "1", "quarter"),
    _part("month", "日期的月份", "Month of a date", "3", "month"),
    _part("day", "日期在月中的日", "Day of the month", "31", "day"),
    _part(
        "weekday",
        "星期几(星期一为1，星期日为7)",
        "Day of the week (Monday 1, Sunday 7)",
        "1",
        "isodow",
    ),
    Function(
        "add_months",
        Text(
            "几个月后的同日；该月无此日的，为该月最后一日；负数为以前",
            "The same day so many months later, or the month's last day where it has no "
            "such day; earlier with a negative number",
        ),
        "add_months(date '2025-01-31', 1)",
        "date '2025-02-28'",
        (
            Overload(
                (DATE, INTEGER), DATE, add_months, lambda a: _add_months_sql(a[0], a[1])
            ),
        ),
        writes=2,
    ),
    Function(
        "date",
        Text(
            "时刻在本卡时区的日期", "The date of a moment in the time zone of the card"
        ),
        "date(timestamp '2025-03-01 23:30')",
        "date '2025-03-01'",
        (
            Overload(
                (DATETIME,),
                DATE,
                local_date,
                lambda a: within_calendar(f"CAST(timezone({a[1]}, {a[0]}) AS DATE)"),
            ),
        ),
        timezone=True,
        writes=2,
    ),
    Function(
        "elapsed_days",
        Text(
            "从前一时刻到后一时刻的整日数(向下取整)；两个日期则为其间天数",
            "Whole days from the first moment to the second, rounded down; of two dates "
            "the days between",
        ),
        "elapsed_days(timestamp '2025-03-01 08:00', timestamp '2025-03-03 07:59')",
        "1",
        (
            Overload(
                (DATETIME, DATETIME),
                INTEGER,
                lambda first, second: (second - first).days,
                lambda a: _elapsed_sql(a[0], a[1], DAY_MICROSECONDS),
            ),
            Overload(
                (DATE, DATE),
                INTEGER,
                lambda first, second: (second - first).days,
                lambda a: f"date_diff('day', {a[0]}, {a[1]})",
            ),
        ),
    ),
    Function(
        "elapsed_hours",
        Text(
            "从前一时刻到后一时刻的整小时数(向下取整)；判断是否超过时限宜用 add_hours",
            "Whole hours from the first moment to the second, rounded down; to see "
            "whether a limit was kept use add_hours",
        ),
        "elapsed_hours(timestamp '2025-03-01 08:00', timestamp '2025-03-02 08:59')",
        "24",
        (
            Overload(
                (DATETIME, DATETIME),
                INTEGER,
                lambda first, second: (second - first) // HOUR,
                lambda a: _elapsed_sql(a[0], a[1], HOUR_MICROSECONDS),
            ),
        ),
    ),
    Function(
        "add_hours",
        Text("几小时后的时刻", "The moment so many hours later"),
        "add_hours(timestamp '2025-03-01 08:00', 24)",
        "timestamp '2025-03-02 08:00'",
        (
            Overload(
                (DATETIME, INTEGER),
                DATETIME,
                add_hours,
                lambda a: _add_hours_sql(a[0], a[1]),
            ),
        ),
        writes=2,
    ),
)
