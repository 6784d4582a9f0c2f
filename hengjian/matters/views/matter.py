"""One matter: where it stands, what is to be done, by when and why, what happened."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.documents.queries.documents import documents_of
from hengjian.documents.queries.received import received_of, words_of
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.pack_format.gate_model import Gate
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.registers import registered
from hengjian.matters import drafts, filling, likeness
from hengjian.matters.actions.allocating import METHODS
from hengjian.matters.actions.moving_back import returnable
from hengjian.matters.gates import passing
from hengjian.matters.gates.holding import questions
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter, MatterState, WorkItem, WorkKind
from hengjian.matters.models.matter_link import LINK_KINDS
from hengjian.matters.people import candidates, colleagues
from hengjian.matters.queries.detail import (
    filled_forms,
    names_in,
    tasks_of,
    time_line,
)
from hengjian.matters.queries.leading import led_to
from hengjian.matters.queries.national import records_of
from hengjian.matters.queries.sight import (
    matters_seen,
    may_complete,
    may_do,
    may_take,
    may_unmask,
    may_work_on,
)
from hengjian.matters.views.asked import item_of, seen
from hengjian.matters.views.typed import choices_of, typed_on
from hengjian.workflow.queries import diagram


@door(Permission.MATTER_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The page of a matter; ``?task=`` opens the form of one of its open tasks."""
    return shown(request, seen(request.user, number))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def draft(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Keep what is being typed on a task's form, and show what follows from it."""
    matter = seen(request.user, number)
    task = item_of(matter, item)
    if not may_complete(request.user, task):
        raise UserFault(
            Text("这项任务不由您办理", "this task is not yours to do"), status=403
        )
    kind = kind_of(matter.release)
    typed = typed_on(request, kind.form(task.form))
    version = request.POST.get("version", "")
    drafts.save(
        request.user,
        kind.name,
        task.form,
        typed,
        personal=kind.personal_items,
        matter=matter,
        version=int(version) if version.isdecimal() else matter.version,
    )
    bound = filling.task_form(task, request.user, typed, kind, judged=False)
    context = {
        "bound": bound,
        "saved_at": clock.now(),
        "outline": request.POST.get("outline", ""),
        "choices": choices_of(bound, matter.procuratorate),
        "names": names_in(bound),
    }
    return render(request, "matters/draft_saved.html", context)


def shown(
    request: PageRequest,
    matter: Matter,
    *,
    bound: BoundForm | None = None,
    fault: str = "",
    conflict: dict[str, Any] | None = None,
    gates: list[Gate] | None = None,
    unmasked: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that could not be taken where there is one."""
    kind = kind_of(matter.release)
    tasks = tasks_of(matter)
    waiting = [task.item for task in tasks if task.item.is_open]
    at_hand = _at_hand(request, waiting)
    may = may_do(request.user, matter)
    draft = None
    if bound is None and at_hand is not None and at_hand.form and _fillable(matter):
        bound, draft = _form(request, matter, kind, at_hand)
    forms = filled_forms(matter, kind)
    names: dict[str, str] = {}
    for each in (*forms, *((bound,) if bound is not None else ())):
        names |= names_in(each)
    context: dict[str, Any] = {
        "matter": matter,
        "kind": kind,
        "tasks": tasks,
        "item": at_hand,
        "bound": bound if at_hand is not None else None,
        "gates": gates or (questions(kind, at_hand.element) if at_hand else []),
        "answers": passing.typed(request.POST),
        "draft": draft,
        "fault": fault,
        "conflict": conflict,
        "forms": forms,
        "unmasked": unmasked,
        "has_personal": any(
            each.item.personal and each.value is not None
            for form in forms
            for each in form.fields
        ),
        "may_unmask": may_unmask(request.user, matter),
        "names": names,
        "choices": choices_of(bound, matter.procuratorate) if bound else {},
        "lines": time_line(matter),
        **_papers(request, matter, kind),
        "links": _links(request, matter),
        "link_kinds": LINK_KINDS.items(),
        "recusals": matter.recusals.select_related("person"),
        "suspensions": matter.suspensions.all(),
        "diagram": diagram(matter.process) if matter.process is not None else None,
        "may": may,
        "may_take": at_hand is not None and may_take(request.user, at_hand),
        "may_complete": at_hand is not None and may_complete(request.user, at_hand),
        "returnable": returnable(matter, at_hand) if at_hand is not None else [],
        "candidates": candidates(at_hand)
        if at_hand is not None and may.allocate
        else [],
        "people": list(colleagues(matter.procuratorate)),
        "methods": METHODS.items(),
        "recallable": _recallable(request, tasks),
        "address": reverse("matters:matter", args=[matter.pk]),
        "may_extend": may.extend,
        "records": records_of(matter, kind) if matter.is_national else [],
        "led_to": led_to(kind),
        "duplicates": _duplicates(request, matter, kind),
        # what upper apps have to say of the matter
        "panels": [
            part(request, matter) for part in registered("PANELS", "matters.matter")
        ],
    }
    answer = render(request, "matters/matter.html", context, status=status)
    # whoever comes back is shown the draft, not the form as it was first opened
    answer["Cache-Control"] = "no-store"
    return answer


def _papers(request: PageRequest, matter: Matter, kind: Kind) -> dict[str, Any]:
    """The documents of the matter, and what the viewer may add to it."""
    works = may_work_on(request.user, matter)
    return {
        "documents": list(documents_of(matter.pk)),
        "received": [(each, words_of(each)) for each in received_of(matter.pk)],
        "document_kinds": list(kind.pack.documents.values()),
        "may_draft": matter.is_under_way and works,
        # what was asked for may come after the matter is closed
        "may_receive": matter.archived_on is None and works,
        "may_note": matter.state != MatterState.ARCHIVED and works,
    }


def _duplicates(request: PageRequest, matter: Matter, kind: Kind) -> list[Matter]:
    """Matters that may be the same thing, as far as they are seen."""
    if not (kind.pack.duplicates and matter.is_under_way):
        return []
    alike = likeness.perhaps_the_same(matter).values("pk")
    return list(matters_seen(request.user).filter(pk__in=alike).order_by("-pk")[:10])


def _at_hand(request: PageRequest, waiting: list[WorkItem]) -> WorkItem | None:
    """The open task that was asked for, else the first that the viewer may do."""
    wanted = request.GET.get("task") or request.POST.get("task", "")
    for item in waiting:
        if str(item.pk) == wanted:
            return item
    for item in waiting:
        if may_take(request.user, item):
            return item
    for item in waiting:
        if item.kind == WorkKind.TASK:
            return item
    return waiting[0] if waiting else None


def _fillable(matter: Matter) -> bool:
    return matter.is_under_way


def _form(
    request: PageRequest, matter: Matter, kind: Kind, item: WorkItem
) -> tuple[BoundForm | None, Any]:
    if not may_complete(request.user, item):
        form = kind.form(item.form)
        return (filling.shown(matter, kind, form) if form is not None else None), None
    draft = drafts.of(request.user, kind.name, item.form, matter)
    typed = draft.texts if draft is not None else None
    return filling.task_form(item, request.user, typed, kind, judged=False), draft


def _links(request: PageRequest, matter: Matter) -> list[tuple[Any, Matter, bool]]:
    """Links both ways, each with whether the viewer may open the other matter."""
    found = [
        (LINK_KINDS[each.kind], each.to)  # type: ignore[index]
        for each in matter.links.select_related("to")
    ]
    found += [
        (LINK_KINDS[each.kind], each.of)  # type: ignore[index]
        for each in matter.linked_from.select_related("of")
    ]
    visible = set(
        matters_seen(request.user)
        .filter(pk__in=[other.pk for _, other in found])
        .values_list("pk", flat=True)
    )
    return [(words, other, other.pk in visible) for words, other in found]


def _recallable(request: PageRequest, tasks: list[Any]) -> WorkItem | None:
    """The task the viewer has just completed, while it is the last one done."""
    done = [
        t.item for t in tasks if not t.item.is_open and t.item.kind == WorkKind.TASK
    ]
    completed = [item for item in done if item.outcome == "completed"]
    if not completed or completed[0].done_by != request.user.journal_name:
        return None
    return completed[0] if completed[0].matter.is_under_way else None
