"""Notices of days off for tests: invented ones, for years without a real one."""

from datetime import date

from hengjian.audit.actors import System
from hengjian.calendars import actions
from hengjian.calendars.models import CalendarRelease
from hengjian.engines.deadlines.work_calendar import YearNotice


# Monday 10 March 2031 off, Saturday 8 March worked instead
OFF, WORKED = date(2031, 3, 10), date(2031, 3, 8)
TITLE = "关于2031年部分节假日安排的通知"


def year_notice(
    *, off: tuple[date, ...] = (OFF,), worked: tuple[date, ...] = (WORKED,)
) -> YearNotice:
    """A notice for the year of its first day off."""
    names = dict.fromkeys((*off, *worked), "植树节")
    return YearNotice(off[0].year, frozenset(off), frozenset(worked), names)


def release(
    notice: YearNotice | None = None, *, title: str = TITLE, reason: str = ""
) -> CalendarRelease:
    """A released notice."""
    return actions.release(
        notice=notice or year_notice(),
        described=actions.Described(title),
        reason=reason,
        by=System("test"),
    )
