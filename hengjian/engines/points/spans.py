"""The month, quarter or year that a day belongs to."""

from calendar import monthrange
from datetime import date


MONTHS = {"month": 1, "quarter": 3, "year": 12}


def span_of(day: date, span: str) -> tuple[date, date]:
    """First and last day of the month, quarter or year of a day."""
    length = MONTHS[span]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    return (
        date(day.year, first, 1),
        date(day.year, last, monthrange(day.year, last)[1]),
    )


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)
