"""After a notice is released: every open limit counted again, its handlers told once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.calendars import actions, queries
from hengjian.calendars.models import CalendarRelease
from hengjian.calendars.open_limits import Moving, every_kind
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


# limits in one transaction: short enough that others write between two of them
AT_ONCE = 5_000
TOLD_AT_ONCE = 200
BY = System("calendars")


@task
def reproject(
    context: JobContext, event: str, event_id: str, years: list[int]
) -> dict[str, Any]:
    """Move every open limit to where the calendar in force puts it; tell who handles it.

    Started again it finds the rest: what has moved is where it should be.
    """
    release = CalendarRelease.objects.get(pk=int(event_id))
    before, after = queries.calendar_before(release), queries.calendar_in_force()
    kinds = every_kind()
    for done, limits in enumerate(kinds):
        context.progress(done, len(kinds), limits.title)
        # read to the end before anything is written: a cursor left open blocks writers
        for moving in _chunks(list(limits.moving(before, after))):
            actions.move_limits(
                release=release, limits=limits, moving=moving, by=context.by
            )
            context.progress(done, len(kinds), limits.title)
    moved = queries.moved_limits(release).count()
    return {"moved": moved, "told": _tell_handlers(release)}


def _chunks(moving: Iterable[Moving]) -> Iterator[list[Moving]]:
    rest = iter(moving)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk


def _tell_handlers(release: CalendarRelease) -> int:
    """One notice to each person, however many of their limits moved."""
    rows = {
        row["person"]: row
        for row in queries.moved_limits(release)
        .filter(person__isnull=False)
        .order_by()
        .values("person")
        .annotate(count=Count("pk"), due=Min("due_after"))
    }
    accounts = list(
        Account.objects.filter(person_id__in=list(rows), is_active=True).order_by("pk")
    )
    told = 0
    for first in range(0, len(accounts), TOLD_AT_ONCE):
        tellings = [
            (_telling(release, row["count"], row["due"]), account)
            for account in accounts[first : first + TOLD_AT_ONCE]
            for row in (rows[account.person_id],)
        ]
        told += actions.tell_handlers(tellings=tellings, by=BY)
    return told


def _telling(release: CalendarRelease, count: int, due: Any) -> Telling:
    year = release.year
    return Telling(
        kind=Kind.LIMIT,
        key=f"calendars.released:{release.pk}",
        sentence=Text(
            f"{year} 年放假安排发布后，您的 {count:,} 项期限有变动，最早 {due} 到期。",
            f"The days off of {year} moved {count:,} of your limits; the first is due"
            f" on {due}.",
        ),
        address=reverse("administration:calendar-release", args=[release.pk]),
    )
