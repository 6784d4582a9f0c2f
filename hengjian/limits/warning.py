"""Warnings: each handler is told 5 and 2 days before a limit ends and when it is late.

A step is told once for the day on which the limit ends; where that day moves (an
extension, a new calendar) the steps before it are told anew. A machine that stood still
for some days tells the nearest step, not all it missed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import Actor, System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits import actions
from hengjian.limits.models import Acts, CardLimit, LimitWarning, Standing
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.packs import queries as packs


BY = System("limits")
LATE = -1


@dataclass(frozen=True)
class Step:
    """One limit that has come to a step: ``days`` ahead, or ``LATE``."""

    number: int
    person: int
    days: int
    due_on: date
    custody: bool


@task
def warn_of_limits(context: JobContext) -> dict[str, Any]:
    """Each morning: one notice to each handler of what has come near or is late."""
    return {"told": warn(by=BY)}


def warn(*, by: Actor) -> int:
    """Tell every handler of the limits that came to a step; returns how many were told."""
    today = clock.today()
    by_person: dict[int, list[Step]] = defaultdict(list)
    for step in steps_reached(today):
        by_person[step.person].append(step)
    accounts = Account.objects.filter(person_id__in=by_person, is_active=True)
    told = 0
    for account in accounts.order_by("pk"):
        steps = by_person[account.person_id or 0]
        told += notices.send(telling=_telling(steps, today), to=[account], by=by)
        actions.note_warnings(
            warned=[(step.number, step.days, step.due_on) for step in steps],
            on=today,
            by=by,
        )
    return told


def steps_reached(today: date) -> Iterator[Step]:
    """The office's running limits of matched handlers that came to a step not yet told."""
    laws = packs.current().loaded.limits
    longest = max((max(law.warn_days, default=0) for law in laws.values()), default=0)
    near = CardLimit.objects.filter(
        due_on__lte=today + timedelta(days=longest),
        standing=Standing.RUNNING,
        acts=Acts.OFFICE,
        person__isnull=False,
    )
    told: dict[int, set[int]] = defaultdict(set)
    noted = LimitWarning.objects.filter(
        card_limit__in=near, due_on=F("card_limit__due_on")
    )
    for number, told_days in noted.values_list("card_limit", "step"):
        told[number].add(told_days)
    rows = near.order_by("pk").values_list("pk", "person", "limit", "due_on", "custody")
    for number, person, limit, due_on, custody in rows:
        law = laws.get(limit)
        days = nearest_step((due_on - today).days, law.warn_days if law else ())
        if days is not None and days not in told[number]:
            yield Step(number, person, days, due_on, bool(custody))


def nearest_step(left: int, warn_days: tuple[int, ...]) -> int | None:
    """The step that a limit with so many days left has come to: 4 days left is step 5."""
    if left < 0:
        return LATE
    return min((days for days in warn_days if left <= days), default=None)


def _telling(steps: list[Step], today: date) -> Telling:
    late = sum(step.days == LATE for step in steps)
    custody = sum(step.custody for step in steps)
    near = len(steps) - late
    zh, en = [], []
    if late:
        zh.append(f"{late:,} 项已超期")
        en.append(f"{late:,} late")
    if near:
        first = min(step.due_on for step in steps if step.days != LATE)
        zh.append(f"{near:,} 项快到期,最早 {first}")
        en.append(f"{near:,} about to end, the first on {first}")
    if custody:
        zh.append(f"其中在押 {custody:,} 项")
        en.append(f"{custody:,} of people in custody")
    return Telling(
        kind=Kind.LIMIT,
        key=f"limits.warning:{today}",
        sentence=Text(
            f"您承办案件的期限:{';'.join(zh)}。",
            f"Limits of your cases: {'; '.join(en)}.",
        ),
        address=f"{reverse('limits:board')}?scope=own",
        is_urgent=bool(late or custody),
    )
