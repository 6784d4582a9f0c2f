"""Told after commit: a task was urged, more time asked for, a timer rang."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.actions import following
from hengjian.matters.models import Extension, ExtensionState, Matter, WorkItem
from hengjian.matters.telling.recipients import deciders, doers
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")
_ITEM = ("matter__procuratorate", "procuratorate", "department", "person")


def address_of(item: WorkItem) -> str:
    """The page of a matter with a task at hand."""
    return f"{reverse('matters:matter', args=[item.matter_id])}?task={item.pk}"


@task
def tell_of_urging(
    context: JobContext, event: str, event_id: str, work_item: int
) -> dict[str, Any]:
    """Whoever has the task, or may take it, is told that it is urged."""
    item = WorkItem.objects.select_related(*_ITEM).get(pk=work_item)
    if not item.is_open:
        return {"told": 0}
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"催办：{item.matter.number} {item.label_zh}",
            f"Urged: {item.matter.number} {item.label_en}",
        ),
        address=address_of(item),
        is_urgent=True,
    )
    return {"told": notices.send(telling=telling, to=doers(item), by=BY)}


@task
def tell_of_supervision(
    context: JobContext, event: str, event_id: str, matter: int
) -> dict[str, Any]:
    """Whoever has a task of a matter that is now supervised is told."""
    items = WorkItem.objects.filter(matter=matter, done_at__isnull=True)
    told = 0
    for item in items.select_related(*_ITEM):
        telling = Telling(
            kind=Kind.LIMIT,
            key=f"{event}:{event_id}:{item.pk}",
            sentence=Text(
                f"列入督办：{item.matter.number} {item.label_zh}",
                f"Under supervision: {item.matter.number} {item.label_en}",
            ),
            address=address_of(item),
            is_urgent=True,
        )
        told += notices.send(telling=telling, to=doers(item), by=BY)
    return {"told": told}


@task
def tell_of_extension(
    context: JobContext, event: str, event_id: str, extension: int
) -> dict[str, Any]:
    """A request is told to who may decide it; the decision to who asked."""
    found = Extension.objects.select_related("work_item__matter__procuratorate").get(
        pk=extension
    )
    item = found.work_item
    if found.state == ExtensionState.ASKED:
        to = deciders(item.matter, Permission.MATTER_EXTEND)
        words = Text(
            f"申请延长期限：{item.matter.number} {item.label_zh}",
            f"More time asked for: {item.matter.number} {item.label_en}",
        )
    else:
        to = _named(found.asked_by)
        words = Text(
            f"延长期限{found.state_text.zh}：{item.matter.number} {item.label_zh}",
            f"More time {found.state_text.en}: {item.matter.number} {item.label_en}",
        )
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=words,
        address=address_of(item),
    )
    return {"told": notices.send(telling=telling, to=to, by=BY)}


@task
def follow_process(
    context: JobContext, event: str, event_id: str, process: int, passed: list[str]
) -> dict[str, Any]:
    """A timer of a process rang: its matter follows."""
    matter = Matter.objects.filter(process=process).first()
    if matter is None:
        return {"opened": 0}
    opened = following.follow(matter=matter, by=context.by)
    return {"opened": len(opened)}


def _named(journal_name: str) -> list[Account]:
    kind, _, username = journal_name.partition(":")
    if kind != "account":
        return []
    return list(Account.objects.filter(username=username, is_active=True))
