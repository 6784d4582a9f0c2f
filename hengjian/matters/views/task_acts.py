"""Acts on one task of a matter, each a short form on its page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hengjian.access.doors import PageRequest, door, note_refusal
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import drafts, filling
from hengjian.matters.actions import (
    allocating,
    asking_beside,
    completing,
    extending,
    moving_back,
    pressing,
)
from hengjian.matters.actions.allocating import Method
from hengjian.matters.faults import ChangedMeanwhile, MatterFault, NotFilled, NotYours
from hengjian.matters.gates import passing
from hengjian.matters.gates.passing import MustAnswer
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Extension, Matter, WorkItem
from hengjian.matters.queries.conflicts import differing
from hengjian.matters.queries.sight import may_complete, may_do, may_take
from hengjian.matters.views.asked import day, item_of, person_given, seen
from hengjian.matters.views.matter import shown
from hengjian.matters.views.typed import typed_on
from hengjian.organisation.models import Person
from hengjian.ui.templatetags.say import in_reader_language


NOT_YOURS = Text("这项任务不由您办理", "this task is not yours to do")
NOBODY = Text("请选择人员", "choose somebody")
DONE_ALREADY = Text(
    "这项任务已经办完或撤回，没有再办一次；下面是事项现在的情况。",
    "The task is done or withdrawn already and was not done again; the matter stands as"
    " below.",
)


@door(Permission.MATTER_HANDLE, methods=("POST",))
def complete(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Complete a task with its filled form; a conflict shows both values side by side."""
    matter, task = _both(request, number, item)
    if not task.is_open:  # sent twice, or from a page that stood open meanwhile
        said = in_reader_language(DONE_ALREADY)
        return shown(request, matter, fault=said, status=409)
    if not may_complete(request.user, task):
        raise UserFault(NOT_YOURS, status=403)
    kind = kind_of(matter.release)
    typed = typed_on(request, kind.form(task.form))
    bound = filling.task_form(task, request.user, typed, kind) if task.form else None

    def kept(fault: UserFault, **more: Any) -> HttpResponse:
        """The page with the fault; what was typed stays on the form and as a draft."""
        now = seen(request.user, number)
        if now.is_under_way:
            drafts.save(
                request.user,
                kind.name,
                task.form,
                typed,
                personal=kind.personal_items,
                matter=now,
                version=matter.version,
            )
        said = in_reader_language(fault.message)
        more = {"bound": bound, "fault": said, "status": fault.status} | more
        return shown(request, now, **more)

    version = request.POST.get("version", "")
    try:
        completing.complete(
            item=task,
            bound=bound,
            version=int(version) if version.isdecimal() else 0,
            reason=request.POST.get("reason", ""),
            answers=passing.typed(request.POST),
            by=request.user,
        )
    except NotFilled as fault:
        return shown(request, matter, bound=fault.form, status=422)
    except MustAnswer as fault:
        return shown(request, matter, bound=bound, gates=fault.gates, status=422)
    except ChangedMeanwhile as fault:
        conflict = differing(matter, kind, bound) if bound is not None else {}
        return kept(fault, conflict=conflict)
    except UserFault as fault:
        note_refusal(request, Permission.MATTER_HANDLE, fault)
        return kept(fault)
    return done(request, matter, Text("已办理。", "Done."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def claim(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Take a task that one's role may take."""
    matter, task = _both(request, number, item)
    person = Person.objects.filter(pk=request.user.duty_person_id or 0).first()
    if not may_complete(request.user, task):
        raise UserFault(NOT_YOURS, status=403)
    if person is None or not may_take(request.user, task):
        raise NotYours(NOT_YOURS)
    allocating.claim(item=task, person=person, by=request.user)
    return done(request, matter, Text("已领办。", "Taken."))


@door(Permission.MATTER_ALLOCATE, methods=("POST",))
def allocate(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Give a task to somebody: named, by rotation, by load."""
    matter, task = _both(request, number, item)
    if not may_do(request.user, matter).allocate:
        raise Http404(str(number))
    method = request.POST.get("method", Method.NAMED)
    found = allocating.allocate(
        item=task,
        method=Method(method) if method in set(Method) else Method.NAMED,
        person=person_given(request),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    name = found.person.name if found.person is not None else ""
    return done(request, matter, Text(f"已分派给{name}。", f"Given to {name}."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def delegate(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Hand one's task on to somebody else, with a reason."""
    matter, task = _own(request, number, item)
    person = _somebody(request, matter)
    allocating.delegate(
        item=task, person=person, reason=request.POST.get("reason", ""), by=request.user
    )
    return done(
        request, matter, Text(f"已转给{person.name}。", f"Handed on to {person.name}.")
    )


@door(Permission.MATTER_HANDLE, methods=("POST",))
def send_back(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Return a task to one done before it, with a reason."""
    matter, task = _own(request, number, item)
    moving_back.send_back(
        item=task,
        element=request.POST.get("element", ""),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    return done(request, matter, Text("已退回。", "Returned."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def recall(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Recall what one has just completed, with a reason."""
    matter, task = _both(request, number, item)
    is_own = task.done_by == request.user.journal_name
    if not (is_own or may_do(request.user, matter).for_others):
        raise UserFault(NOT_YOURS, status=403)
    moving_back.recall(
        item=task, reason=request.POST.get("reason", ""), by=request.user
    )
    return done(request, matter, Text("已撤回。", "Recalled."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def countersign(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Ask somebody to countersign."""
    return _ask(request, number, item, asking_beside.countersign)


@door(Permission.MATTER_HANDLE, methods=("POST",))
def assist(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Ask somebody to help."""
    return _ask(request, number, item, asking_beside.assist)


def _ask(
    request: PageRequest, number: int, item: int, act: Callable[..., WorkItem]
) -> HttpResponse:
    matter, task = _own(request, number, item)
    person = _somebody(request, matter)
    due_on: date | None = day(request.POST.get("due_on", ""))
    act(
        item=task,
        person=person,
        words=request.POST.get("words", ""),
        due_on=due_on,
        by=request.user,
    )
    return done(request, matter, Text(f"已请{person.name}。", f"{person.name} asked."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def answer(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Answer what one was asked beside the process."""
    matter, task = _both(request, number, item)
    if not may_complete(request.user, task):
        raise UserFault(NOT_YOURS, status=403)
    asking_beside.answer(
        item=task, words=request.POST.get("words", ""), by=request.user
    )
    return done(request, matter, Text("已答复。", "Answered."))


@door(Permission.MATTER_READ, methods=("POST",))
def urge(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Urge whoever has a task."""
    matter, task = _both(request, number, item)
    if not may_do(request.user, matter).urge:
        raise NotYours(Text("不能催办这件事项", "this matter is not yours to urge"))
    pressing.urge(item=task, words=request.POST.get("words", ""), by=request.user)
    return done(request, matter, Text("已催办。", "Urged."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def ask_extension(request: PageRequest, number: int, item: int) -> HttpResponse:
    """Ask for a longer limit."""
    matter, task = _own(request, number, item)
    given = request.POST
    extending.ask_extension(
        item=task,
        length=f"{given.get('number', '')} {given.get('unit', '')}",
        reason=given.get("reason", ""),
        by=request.user,
    )
    return done(request, matter, Text("已申请延长。", "Asked for."))


@door(Permission.MATTER_EXTEND, methods=("POST",))
def decide_extension(request: PageRequest, number: int, extension: int) -> HttpResponse:
    """Grant or refuse a longer limit."""
    matter = seen(request.user, number)
    found = Extension.objects.filter(pk=extension, work_item__matter=matter).first()
    if found is None or not may_do(request.user, matter).extend:
        raise Http404(str(extension))
    granted = request.POST.get("granted") == "1"
    extending.decide_extension(
        extension=found,
        granted=granted,
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    said = (
        Text("已批准延长。", "Extended.") if granted else Text("未批准。", "Refused.")
    )
    return done(request, matter, said)


def done(request: PageRequest, matter: Matter, said: Text) -> HttpResponse:
    """Back to the page of the matter, which says what was done."""
    messages.success(request, in_reader_language(said))
    return redirect("matters:matter", matter.pk)


def _both(request: PageRequest, number: int, item: int) -> tuple[Matter, WorkItem]:
    matter = seen(request.user, number)
    return matter, item_of(matter, item)


def _own(request: PageRequest, number: int, item: int) -> tuple[Matter, WorkItem]:
    """A task that the account may do. Raises ``UserFault`` (403) for others'."""
    matter, task = _both(request, number, item)
    if not may_complete(request.user, task):
        raise UserFault(NOT_YOURS, status=403)
    return matter, task


def _somebody(request: PageRequest, matter: Matter) -> Person:
    person = person_given(request)
    if person is None:
        raise MatterFault(NOBODY, status=422)
    return person
