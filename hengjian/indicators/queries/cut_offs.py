"""On which days the months of statistics end."""

from datetime import date

from hengjian.engines.indicators.periods import LAST_DAY, CutOff, month_text, read_month
from hengjian.indicators.models import CutOffDay, Run
from hengjian.indicators.queries.periods import months_of
from hengjian.lib.bilingual import Text


def cut_off_days() -> list[list[int]]:
    """The days in force as a run keeps them: month (year × 12 + month - 1) and day."""
    days = CutOffDay.objects.order_by("from_month")
    return [[read_month(each.from_month), each.day] for each in days]


def cut_off_of(run: Run) -> CutOff:
    """The cut-off that a run was computed by."""
    return CutOff(tuple((first, day) for first, day in run.cutoff))


def days_of(run: Run, period: str) -> tuple[date, date]:
    """The first and last day of a run's period."""
    cutoff = cut_off_of(run)
    first, last = months_of(period)
    return cutoff.first_day(read_month(first)), cutoff.last_day(read_month(last))


def day_in_words(day: int) -> Text:
    """A cut-off day as it is said."""
    if day == LAST_DAY:
        return Text("每月最后一天", "the last day of the month")
    return Text(f"每月 {day} 日", f"day {day} of the month")


def cut_offs_in_words(run: Run) -> list[tuple[str, Text]]:
    """A run's cut-off days with the month from which each holds; first what held before."""
    before = [("", day_in_words(LAST_DAY))]
    return before + [
        (month_text(month), day_in_words(day)) for month, day in run.cutoff
    ]
