"""Each morning: reminders before, on and after the last day, and the supervisor.

A pack configures them in two parameters: ``reminder_days`` (a map: ``before``, ``after``,
``escalate``; days) and ``supervisor`` (a role). Packs without them use ``USUAL``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import MatterState, WorkItem
from hengjian.matters.telling.listening import address_of
from hengjian.matters.telling.recipients import doers, supervisors
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind as NoticeKind


BY = System("notices")
USUAL = {"before": 2, "after": 1, "escalate": 3}
NO_SUPERVISOR = "department_head"
LONGEST = 60  # days around the last day that any pack may ask for


@dataclass(frozen=True)
class Reminder:
    """One reminder that is due today: its name, its words, to whom it goes."""

    name: str  # before | on | after | escalate
    words: Text
    is_urgent: bool = True
    goes_up: bool = False


def configured(kind: Kind, day: date) -> tuple[dict[str, int], str]:
    """The days and the supervisor that a pack names, in force on a day."""
    given = kind.parameter_on("reminder_days", day)
    days = {**USUAL, **{n: int(v) for n, v in (given or {}).items() if n in USUAL}}
    role = kind.parameter_on("supervisor", day)
    return days, str(role or NO_SUPERVISOR)


def due_today(item: WorkItem, days: dict[str, int], today: date) -> Reminder | None:
    """The reminder of a task that falls on a day; several never fall on one."""
    if item.due_on is None:
        return None
    left = (item.due_on - today).days
    number, zh, en = item.matter.number, item.label_zh, item.label_en
    if left == days["before"] and left > 0:
        return Reminder(
            "before",
            Text(f"还有 {left} 天：{number} {zh}", f"{left} days left: {number} {en}"),
            is_urgent=False,
        )
    if left == 0:
        return Reminder(
            "on", Text(f"今天到期：{number} {zh}", f"Due today: {number} {en}")
        )
    if -left == days["escalate"]:
        return Reminder(
            "escalate",
            Text(
                f"已逾期 {-left} 天，请督促：{number} {zh}",
                f"{-left} days late, please press: {number} {en}",
            ),
            goes_up=True,
        )
    if -left == days["after"]:
        return Reminder(
            "after",
            Text(
                f"已逾期 {-left} 天：{number} {zh}", f"{-left} days late: {number} {en}"
            ),
        )
    return None


@task
def remind_of_limits(context: JobContext) -> dict[str, Any]:
    """Send what falls on today; run again on the same day it tells nobody twice."""
    today = clock.today()
    near = WorkItem.objects.filter(
        done_at__isnull=True,
        due_on__gte=today - timedelta(days=LONGEST),
        due_on__lte=today + timedelta(days=LONGEST),
        matter__state=MatterState.OPEN,
    ).select_related(
        "matter__procuratorate",
        "matter__department",
        "matter__registrant",
        "matter__handler",
        "matter__leader_in_charge",
        "matter__release",
        "procuratorate",
        "department",
        "person",
    )
    told = 0
    settings: dict[int, tuple[dict[str, int], str]] = {}
    for item in near.order_by("due_on", "id").iterator(chunk_size=2000):
        release = item.matter.release
        if release.pk not in settings:
            settings[release.pk] = configured(kind_of(release), today)
        days, role = settings[release.pk]
        reminder = due_today(item, days, today)
        if reminder is not None:
            told += _send(item, reminder, role)
    return {"told": told}


def _send(item: WorkItem, reminder: Reminder, role: str) -> int:
    to: list[Account] = (
        supervisors(item.matter, role) if reminder.goes_up else doers(item)
    )
    telling = Telling(
        kind=NoticeKind.LIMIT,
        # the last day is part of it: a limit that moved reminds anew
        key=f"matters.reminder:{item.pk}:{reminder.name}:{item.due_on}",
        sentence=reminder.words,
        address=address_of(item),
        is_urgent=reminder.is_urgent,
    )
    return notices.send(telling=telling, to=to, by=BY)
