"""Matters and meetings on each other's pages: what a body is asked, what it answered."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hengjian.access.doors import PageRequest
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.pack_format.decision_model import Decision
from hengjian.matters.models import Matter, WorkItem
from hengjian.matters.queries.sight import matters_seen, may_complete
from hengjian.meetings.answering import decision_of, waiting_tasks
from hengjian.meetings.models import OPEN_STATES, Body
from hengjian.meetings.queries.sight import items_seen, task_seen


ASKS = ("put", "decided")  # what an item that is put may begin to answer


def panel(request: HttpRequest, matter: Matter) -> SafeString:
    """The part of a matter's page that speaks of meetings; empty where nothing does."""
    account = request.user
    if not isinstance(account, Account):
        return SafeString("")
    items = list(matter.agenda_items.select_related("body", "meeting").order_by("pk"))
    seen = set(items_seen(account).filter(matter=matter).values_list("pk", flat=True))
    may_put = (
        visible_units(account, Permission.AGENDA_ITEM_PUT)
        .filter(pk=matter.procuratorate_id)
        .exists()
    )
    is_on_its_way = any(item.state in OPEN_STATES for item in items)
    asking = [
        work
        for work, decision in waiting_tasks(matter)
        if decision.awaits in ASKS
        and not is_on_its_way
        and may_complete(account, work)
        and may_put
    ]
    task = getattr(matter, "resolution_task", None)
    if not (items or asking or task):
        return SafeString("")
    return render_to_string(
        "meetings/matter_panel.html",
        {
            "items": [(item, item.pk in seen) for item in items],
            "asking": asking,
            "task": task,
            "sees_task": task is not None and task_seen(account, task.pk) is not None,
        },
        request=request,
    )


def work_asked(request: PageRequest, number: str) -> WorkItem | None:
    """The open task of a matter for which an item is put; None where none is named.

    Raises ``Http404`` for one that is not the reader's to do, or that no body answers.
    """
    if not number:
        return None
    found = (
        WorkItem.objects.select_related("matter__release", "matter__procuratorate")
        .filter(
            pk=int(number[:18]) if number.isdecimal() else 0,
            matter__in=matters_seen(request.user),
        )
        .first()
    )
    if (
        found is None
        or decision_of(found) is None
        or not may_complete(request.user, found)
    ):
        raise Http404(number)
    return found


def proposed(work: WorkItem) -> dict[str, Any]:
    """What the form of putting an item begins with for a matter's task."""
    decision, matter = decision_of(work), work.matter
    if decision is None:
        return {}
    values = matter.values

    def of(item: str) -> Any:
        return values.get(item) if item else None

    plan = decision.body or of(decision.body_item) or ""
    body = Body.objects.filter(
        procuratorate=matter.procuratorate, plan=plan, closed_on__isnull=True
    ).first()
    return {
        "body": str(body.pk) if body is not None else "",
        "title": matter.title,
        "summary": str(of(decision.summary_item) or ""),
        "scope": decision.scope or str(of(decision.scope_item) or ""),
        "is_case": _is_case(decision, matter),
        "case_number": str(of(decision.case_number_item) or ""),
        "is_restricted": matter.is_restricted,
        "task": str(work.pk),
    }


def _is_case(decision: Decision, matter: Matter) -> bool:
    if decision.case_item:
        return matter.values.get(decision.case_item) is True
    return decision.is_case
