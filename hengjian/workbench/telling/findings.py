"""Notices of findings: given to somebody, and about to be late."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.warehouse.models import AWAITING, Finding
from hengjian.workbench.telling.recipients import of_people


BY = System("notices")


@task
def tell_of_assignment(
    context: JobContext, event: str, event_id: str, person: int, findings: int
) -> dict[str, Any]:
    """Findings were given to a person; who takes them oneself is not told."""
    telling = Telling(
        kind=Kind.FINDING,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"有 {findings:,} 条案卡问题分派给您答复。",
            f"{findings:,} findings were given to you to answer.",
        ),
        address=f"{reverse('warehouse:quality')}?scope=own",
    )
    others = [
        account
        for account in of_people([person]).values()
        if account.journal_name != context.by.journal_name
    ]
    return {"told": notices.send(telling=telling, to=others, by=BY)}


@task
def remind_of_due(context: JobContext) -> dict[str, Any]:
    """Each morning: what is due today or tomorrow, and what is late already."""
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    counted = (
        Finding.objects.filter(state__in=AWAITING, person__isnull=False)
        .order_by()
        .values("person")
        .annotate(
            today=Count("id", filter=Q(due_on=today)),
            tomorrow=Count("id", filter=Q(due_on=tomorrow)),
            late=Count("id", filter=Q(due_on__lt=today)),
        )
        .filter(Q(today__gt=0) | Q(tomorrow__gt=0))
    )
    rows = {row["person"]: row for row in counted}
    told = 0
    for person, account in of_people(rows).items():
        row = rows[person]
        telling = Telling(
            kind=Kind.FINDING,
            key=f"warehouse.findings_due:{today}",
            sentence=_due(row["today"], row["tomorrow"], row["late"]),
            address=f"{reverse('warehouse:quality')}?scope=own",
            is_urgent=bool(row["today"]),
        )
        told += notices.send(telling=telling, to=[account], by=BY)
    return {"told": told}


def _due(today: int, tomorrow: int, late: int) -> Text:
    parts = [
        (today, f"今天到期 {today:,} 条", f"{today:,} due today"),
        (tomorrow, f"明天到期 {tomorrow:,} 条", f"{tomorrow:,} due tomorrow"),
        (late, f"已逾期 {late:,} 条", f"{late:,} late"),
    ]
    zh = "、".join(part[1] for part in parts if part[0])
    en = ", ".join(part[2] for part in parts if part[0])
    return Text(f"等您答复的案卡问题：{zh}。", f"Findings to answer: {en}.")
