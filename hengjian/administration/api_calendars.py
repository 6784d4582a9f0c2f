"""The API of calendars: a year's days, the releases, a notice looked at and released."""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.calendars import actions, queries
from hengjian.calendars.actions import Described
from hengjian.calendars.models import CalendarRelease
from hengjian.calendars.notice_files import Draft
from hengjian.calendars.previewing import effects_of
from hengjian.calendars.year_view import special_days
from hengjian.engines.deadlines.work_calendar import FIRST_YEAR, LAST_YEAR
from hengjian.engines.deadlines.year_notice import NoticeRow
from hengjian.lib.cursor import page_of


router = Router(tags=["calendars"])


class ReleaseOut(Schema):
    """One release; the newest of a year holds."""

    id: int
    year: int
    number: int
    title: str
    document_number: str
    source: str
    reason: str
    digest: str
    limits_moved: int


class ReleasesOut(Schema):
    """A page of releases."""

    items: list[ReleaseOut]
    next: int | None


class DayOut(Schema):
    """A day that is not what its weekday makes it: ``off`` or ``make_up``."""

    on: date
    kind: str
    name: str


class YearOut(Schema):
    """A year: provisional where no notice is known; ``release`` where one was made here."""

    year: int
    provisional: bool
    release: int | None
    days: list[DayOut]


class RowIn(Schema):
    """``days``: a day or ``FROM..TO``; ``kind``: ``off`` or ``worked``."""

    days: str
    kind: str
    name: str = ""


class NoticeIn(Schema):
    """A notice; ``reason`` is needed where the year has one, ``seen`` is a preview's."""

    year: int
    title: str
    document_number: str = ""
    source: str = ""
    reason: str = ""
    rows: list[RowIn]
    seen: int | None = None


class MovingOut(Schema):
    """How many limits of a kind and place would move from a day to a day."""

    kind: str
    unit: str
    due_before: date
    due_after: date
    count: int


class EffectsOut(Schema):
    """What a notice would change; hand ``seen`` back when releasing it."""

    days: list[DayOut]
    moving: list[MovingOut]
    limits: int
    seen: int


@router.get("", response=ReleasesOut, summary="放假安排的发布")
@api_door(Permission.CALENDAR_READ)
def list_releases(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> ReleasesOut:
    """Every release, newest first."""
    page, following = page_of(queries.releases(), after, limit)
    return ReleasesOut(items=[_out(each) for each in page], next=following)


@router.post("", response={201: ReleaseOut}, summary="发布放假安排")
@api_door(Permission.CALENDAR_CHANGE)
def release_notice(request: HttpRequest, body: NoticeIn) -> tuple[int, ReleaseOut]:
    """Release a notice; every fault of its rows is told at once."""
    made = actions.release(
        notice=_draft(body).notice(),
        described=Described(body.title, body.document_number, body.source),
        reason=body.reason,
        seen=body.seen,
        by=caller(request),
    )
    return 201, _out(made)


@router.post("/preview", response=EffectsOut, summary="预览放假安排")
@api_door(Permission.CALENDAR_CHANGE)
def preview_notice(request: HttpRequest, body: NoticeIn) -> EffectsOut:
    """The days that would change and the limits that would move; nothing is saved."""
    effects = effects_of(_draft(body).notice())
    return EffectsOut(
        days=[_day(each.on, each.kind, each.name) for each in effects.days],
        moving=[
            MovingOut(
                kind=each.kind,
                unit=each.unit_code,
                due_before=each.due_before,
                due_after=each.due_after,
                count=each.count,
            )
            for each in effects.moving
        ],
        limits=effects.count,
        seen=effects.seen,
    )


@router.get("/{year}", response=YearOut, summary="一年的工作日历")
@api_door(Permission.CALENDAR_READ)
def one_year(request: HttpRequest, year: int) -> YearOut:
    """The days off and make-up workdays of a year, as limits count now."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    calendar = queries.calendar_in_force()
    release = queries.release_in_force(year)
    return YearOut(
        year=year,
        provisional=not calendar.is_official(year),
        release=release.pk if release else None,
        days=[
            _day(each.on, each.kind, each.name) for each in special_days(calendar, year)
        ],
    )


def _draft(body: NoticeIn) -> Draft:
    rows = [
        NoticeRow(number, row.days, row.kind, row.name)
        for number, row in enumerate(body.rows, start=1)
    ]
    return Draft(rows=rows, year=str(body.year))


def _day(on: date, kind: str, name: object) -> DayOut:
    return DayOut(on=on, kind=str(kind), name=str(name) if name is not None else "")


def _out(each: CalendarRelease) -> ReleaseOut:
    return ReleaseOut(
        id=each.pk,
        year=each.year,
        number=each.number,
        title=each.title,
        document_number=each.document_number,
        source=each.source,
        reason=each.reason,
        digest=each.digest,
        limits_moved=queries.moved_limits(each).count(),
    )
