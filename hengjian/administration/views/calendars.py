"""工作日历: a year's days, the notices behind them, and what each notice moved."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_name, actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.calendars import queries, year_view
from hengjian.calendars.models import CalendarRelease
from hengjian.calendars.open_limits import kind_title
from hengjian.engines.deadlines.work_calendar import FIRST_YEAR, LAST_YEAR
from hengjian.jobs.models import JobState
from hengjian.jobs.wording import MARKS, STATES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.queries import short_names
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


PAGE_SIZE = 50
HEADS = (
    Text("日期", "Date"),
    Text("星期", "Weekday"),
    Text("安排", "What it is"),
    Text("节日", "Holiday"),
)


@door(Permission.CALENDAR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The year view, and every release."""
    year = _year(request.GET.get("year", ""))
    calendar = queries.calendar_in_force()
    listed = Paginator(queries.releases(), PAGE_SIZE)
    shown = listed.get_page(request.GET.get("page"))
    release = queries.release_in_force(year)
    context = {
        "year": year,
        "previous": year - 1 if year > FIRST_YEAR else None,
        "following": year + 1 if year < LAST_YEAR else None,
        "months": year_view.months(calendar, year),
        "weekdays": year_view.WEEKDAYS,
        "runs": year_view.runs(year_view.special_days(calendar, year)),
        "is_official": calendar.is_official(year),
        "release": release,
        "page": shown,
        "names": actor_names(each.by for each in shown),
        "may_change": may(request.user, Permission.CALENDAR_CHANGE),
    }
    return render(request, "administration/calendars.html", context)


@door(Permission.CALENDAR_READ, methods=("POST",))
def export(request: PageRequest, year: int) -> HttpResponse:
    """A year's days off and make-up workdays as a workbook."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    days = year_view.special_days(queries.calendar_in_force(), year)
    rows = [
        (
            day.on,
            in_reader_language(year_view.WEEKDAYS[day.on.weekday()]),
            in_reader_language(year_view.KINDS[day.kind]),
            in_reader_language(day.name),
        )
        for day in days
    ]
    title = in_reader_language(Text("工作日历", "Calendar"))
    heads = [in_reader_language(head) for head in HEADS]
    sheet = Sheet(f"{title} {year}", heads, rows)
    return exported_sheet(request, sheet, f"calendar-{year}", by=request.user)


@door(Permission.CALENDAR_READ)
def release(request: PageRequest, number: int) -> HttpResponse:
    """One release: its days, how far the count is, what moved; one's own by page."""
    found = _release(number)
    may_change = may(request.user, Permission.CALENDAR_CHANGE)
    person = request.user.person
    mine = (
        queries.moved_of(found, person)
        if person
        else queries.moved_limits(found).none()
    )
    job = queries.counting_job(found)
    together = queries.moved_together(found) if may_change else []
    mine_page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "release": found,
        "by": actor_name(found.by),
        "in_force": queries.release_in_force(found.year) == found,
        "runs": year_view.runs(year_view.days_of(found.notice())),
        "job": job,
        "job_state": STATES[job.state] if job else None,
        "job_mark": MARKS[job.state] if job else "",
        "goes_on": job is not None and job.state in {JobState.QUEUED, JobState.RUNNING},
        "may_change": may_change,
        "moved": queries.moved_limits(found).count(),
        "together": [{**each, "title": kind_title(each["kind"])} for each in together],
        "mine": [{"limit": each, "title": kind_title(each.kind)} for each in mine_page],
        "mine_page": mine_page,
        "places": short_names(each["unit_code"] for each in together),
    }
    return render(request, "administration/calendar_release.html", context)


def _release(number: int) -> CalendarRelease:
    found = queries.releases().filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        return int(text)
    return clock.today().year
