"""The calendar in force, the releases behind it, and what a release moved."""

from typing import Any

from django.db.models import Count, QuerySet

from hengjian.audit.standing import standing, told_by
from hengjian.calendars.models import CalendarRelease, MovedLimit
from hengjian.engines.deadlines.work_calendar import WorkCalendar, YearNotice
from hengjian.jobs.models import Job
from hengjian.lib.shared_results import shared
from hengjian.organisation.models import Person


IN_FORCE = "calendars.in_force"


_TABLE = CalendarRelease._meta.db_table
_NEWEST = f"SELECT id || ' ' || digest FROM {_TABLE} ORDER BY id DESC LIMIT 1"  # noqa: S608
told_by(IN_FORCE, {"sqlite": _NEWEST, "postgresql": _NEWEST})


def calendar_in_force() -> WorkCalendar:
    """The working days by which everything counts now: built-in years and releases.

    One small query, and only one in a whole act; the calendar itself is kept until
    something is released.
    """
    number, _, digest = standing(IN_FORCE).partition(" ")
    return _calendar_until(int(number), digest) if number else WorkCalendar()


def calendar_before(release: CalendarRelease) -> WorkCalendar:
    """The working days as they were until a release."""
    return WorkCalendar(_notices(CalendarRelease.objects.filter(pk__lt=release.pk)))


def calendar_with(notice: YearNotice) -> WorkCalendar:
    """The working days as they would be with one more notice."""
    return WorkCalendar({**calendar_in_force().notices, notice.year: notice})


@shared(most=4)
def _calendar_until(number: int, digest: str) -> WorkCalendar:
    # the digest is part of the key: a number can stand for another release elsewhere
    del digest
    return WorkCalendar(_notices(CalendarRelease.objects.filter(pk__lte=number)))


def _notices(releases: QuerySet[CalendarRelease]) -> dict[int, YearNotice]:
    return {each.year: each.notice() for each in releases.order_by("pk")}


def releases() -> QuerySet[CalendarRelease]:
    """Every release, newest first."""
    return CalendarRelease.objects.order_by("-pk")


def release_in_force(year: int) -> CalendarRelease | None:
    """The release that holds for a year; None where none was made here."""
    return releases().filter(year=year).first()


def moved_limits(release: CalendarRelease) -> QuerySet[MovedLimit]:
    """Every limit that a release moved."""
    return MovedLimit.objects.filter(release=release)


def moved_of(release: CalendarRelease, person: Person) -> QuerySet[MovedLimit]:
    """The limits of one person that a release moved."""
    return moved_limits(release).filter(person=person)


def moved_together(release: CalendarRelease) -> QuerySet[MovedLimit, Any]:
    """How many limits of a kind and place moved from a day to a day."""
    return (
        moved_limits(release)
        .values("kind", "unit_code", "due_before", "due_after")
        .order_by("kind", "unit_code", "due_before", "due_after")
        .annotate(count=Count("pk"))
    )


def counting_job(release: CalendarRelease) -> Job | None:
    """The job that counts limits again after a release."""
    task = "hengjian.calendars.tasks.reproject"
    return Job.objects.filter(key=f"calendars.released:{release.pk}:{task}").first()
