"""Warnings: 5 and 2 days before a limit ends and when it is late, to those it names.

A step is told once for the day on which the limit ends; where that day moves (an
extension, a new calendar) the steps before it are told anew. A machine that stood still
for some days tells the nearest step, not all it missed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse

from hengjian.access.held_roles import placed
from hengjian.access.models import Account, RoleGrant
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
from hengjian.organisation.queries import in_force_on
from hengjian.packs import queries as packs


BY = System("limits")
LATE = -1


@dataclass(frozen=True)
class Step:
    """One limit that has come to a step: ``days`` ahead, or ``LATE``."""

    number: int
    days: int
    due_on: date
    custody: bool
    person: int | None
    department: int | None
    unit: int | None
    told: tuple[str, ...]  # whom its deadline names


@task
def warn_of_limits(context: JobContext) -> dict[str, Any]:
    """Each morning: one notice to each handler of what has come near or is late."""
    return {"told": warn(by=BY)}


def warn(*, by: Actor) -> int:
    """Tell everybody of the limits that came to a step; returns how many were told.

    A step of which nobody could be told is not noted: whoever comes later hears of it.
    """
    today = clock.today()
    steps = list(steps_reached(today))
    told = 0
    noted: dict[int, Step] = {}
    for overseen in (False, True):
        listed = recipients(steps, overseen=overseen)
        for account, theirs in sorted(listed.items(), key=lambda each: each[0].pk):
            telling = _telling(theirs, today, overseen=overseen)
            told += notices.send(telling=telling, to=[account], by=by)
            noted |= {step.number: step for step in theirs}
    warned = [(step.number, step.days, step.due_on) for step in noted.values()]
    actions.note_warnings(warned=warned, on=today, by=by)
    return told


def recipients(steps: Sequence[Step], *, overseen: bool) -> dict[Account, list[Step]]:
    """Accounts and what each is told of: their own cases, or those they oversee."""
    found: dict[Account, list[Step]] = defaultdict(list)
    if not overseen:
        own = Account.objects.filter(
            person_id__in={step.person for step in steps if step.person},
            is_active=True,
        )
        accounts = {account.person_id: account for account in own}
        for step in steps:
            if "handler" in step.told and step.person in accounts:
                found[accounts[step.person]].append(step)
        return found
    heads, managers = _overseers()
    for step in steps:
        people: set[Account] = set()
        if "department_head" in step.told:
            people |= heads.get(step.department, set())
        if "case_management" in step.told:
            people |= managers.get(step.unit, set())
        for account in people:
            if account.person_id is None or account.person_id != step.person:
                found[account].append(step)
    return found


def _overseers() -> tuple[dict[Any, set[Account]], dict[Any, set[Account]]]:
    """Heads by department, case managers by procuratorate, as of today."""
    today = clock.today()
    grants = RoleGrant.objects.filter(
        in_force_on(today),
        role__in=("department_head", "case_manager"),
        account__is_active=True,
    ).select_related("account__person", "unit", "department")
    heads: dict[Any, set[Account]] = defaultdict(set)
    managers: dict[Any, set[Account]] = defaultdict(set)
    for grant in placed(grants, today):
        if grant.role == "department_head" and grant.department_id:
            heads[grant.department_id].add(grant.account)
        elif grant.role == "case_manager" and grant.unit_id:
            managers[grant.unit_id].add(grant.account)
    return heads, managers


def steps_reached(today: date) -> Iterator[Step]:
    """The office's running limits that came to a step that nobody was told of yet."""
    loaded = packs.current().loaded
    laws = loaded.limits
    told_of = {
        (pack.name, deadline.name): deadline.warn
        for pack in loaded.packs.values()
        for deadline in pack.deadlines.values()
    }
    longest = max((max(law.warn_days, default=0) for law in laws.values()), default=0)
    near = CardLimit.objects.filter(
        due_on__lte=today + timedelta(days=longest),
        standing=Standing.RUNNING,
        acts=Acts.OFFICE,
    )
    known: dict[int, set[int]] = defaultdict(set)
    noted = LimitWarning.objects.filter(
        card_limit__in=near, due_on=F("card_limit__due_on")
    )
    for number, days_noted in noted.values_list("card_limit", "step"):
        known[number].add(days_noted)
    for row in near.select_related("table").order_by("pk"):
        law = laws.get(row.limit)
        if row.due_on is None or law is None:
            continue
        days = nearest_step((row.due_on - today).days, law.warn_days)
        if days is not None and days not in known[row.pk]:
            yield Step(
                number=row.pk,
                days=days,
                due_on=row.due_on,
                custody=bool(row.custody),
                person=row.person_id,
                department=row.department_id,
                unit=row.procuratorate_id,
                told=told_of.get((row.table.name, row.deadline), ("handler",)),
            )


def nearest_step(left: int, warn_days: tuple[int, ...]) -> int | None:
    """The step that a limit with so many days left has come to: 4 days left is step 5."""
    if left < 0:
        return LATE
    return min((days for days in warn_days if left <= days), default=None)


def _telling(steps: list[Step], today: date, *, overseen: bool) -> Telling:
    late = sum(step.days == LATE for step in steps)
    custody = sum(step.custody for step in steps)
    near = len(steps) - late
    zh, en = [], []
    if late:
        zh.append(f"{late:,} 项已超期")
        en.append(f"{late:,} late")
    if near:
        first = min(step.due_on for step in steps if step.days != LATE)
        zh.append(f"{near:,} 项快到期，最早 {first}")
        en.append(f"{near:,} about to end, the first on {first}")
    if custody:
        zh.append(f"其中在押 {custody:,} 项")
        en.append(f"{custody:,} of people in custody")
    head = Text("您承办案件的期限", "Limits of your cases")
    if overseen:
        head = Text("您督办案件的期限", "Limits of cases you oversee")
    board = reverse("limits:board")
    return Telling(
        kind=Kind.LIMIT,
        key=f"limits.warning{'_overseen' if overseen else ''}:{today}",
        sentence=Text(f"{head.zh}：{'；'.join(zh)}。", f"{head.en}: {'; '.join(en)}."),
        address=f"{board}?scope={'all' if overseen else 'own'}",
        is_urgent=bool(late or custody),
    )
