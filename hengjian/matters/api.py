"""The API of matters and of the inbox: the same queries and actions as the pages."""

from datetime import date
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.matters import filling
from hengjian.matters.actions import completing, pressing, registering
from hengjian.matters.faults import MatterFault
from hengjian.matters.kinds import kind_named, kind_of
from hengjian.matters.models import Matter, MatterState, WorkItem
from hengjian.matters.queries.inbox import InboxFilter, inbox, inbox_counts
from hengjian.matters.queries.lists import at_hand
from hengjian.matters.queries.places import place_to_register
from hengjian.matters.queries.sight import (
    matters_seen,
    may_complete,
    may_do,
)
from hengjian.organisation.models import Person


matters_router = Router(tags=["matters"])
inbox_router = Router(tags=["matters"])
MOST = 200


class TaskOut(Schema):
    """One open piece of work."""

    id: int
    matter: int
    number: str
    title: str
    kind: str
    task: str
    label: str
    form: str
    role: str
    person: str
    unit: str
    since_on: date
    due_on: date | None
    times_urged: int


class InboxOut(Schema):
    """The most urgent of what one has to do, with exact counts of all of it."""

    total: int
    late: int
    today: int
    week: int
    suspended: int
    items: list[TaskOut]


class MatterOut(Schema):
    """One matter; personal items are never among its values."""

    id: int
    kind: str
    number: str
    title: str
    state: str
    unit: str
    department: str
    registrant: str
    handler: str
    leader_in_charge: str
    registered_on: date
    closed_on: date | None
    version: int
    values: dict[str, str | int | bool | None]
    tasks: list[TaskOut]


class MattersOut(Schema):
    """A page of matters; ``next`` is the cursor of the following page."""

    items: list[MatterOut]
    next: int | None


class RegisterIn(Schema):
    """``values`` are texts as they would be typed on the form of registration."""

    kind: str
    unit: str = ""
    values: dict[str, str] = {}  # noqa: RUF012 (ninja copies it)
    answers: dict[str, str] = {}  # noqa: RUF012 (to integrity gates, by name)


class CompleteIn(Schema):
    """``version`` is the matter's as it was read; another means that it has changed."""

    version: int
    values: dict[str, str] = {}  # noqa: RUF012 (ninja copies it)
    answers: dict[str, str] = {}  # noqa: RUF012 (to integrity gates, by name)
    reason: str = ""


class UrgeIn(Schema):
    """What is said to whoever has the task."""

    words: str = ""


Scope = Literal["mine", "free", "others"]
Due = Literal["", "late", "today", "week", "later", "none", "suspended"]


@inbox_router.get("", response=InboxOut, summary="待办")
@api_door(Permission.MATTER_READ)
def read_inbox(
    request: HttpRequest,
    scope: Scope = "mine",
    due: Due = "",
    kind: str = "",
    limit: int = 50,
) -> InboxOut:
    """What the caller has to do, most urgent first; ``scope``: mine, free, others."""
    account = caller(request)
    wanted = InboxFilter(scope=scope, due=due, kind=kind)
    counts = inbox_counts(account, wanted)
    found = inbox(account, wanted)[: max(1, min(limit, MOST))]
    return InboxOut(
        total=counts.total,
        late=counts.late,
        today=counts.today,
        week=counts.week,
        suspended=counts.suspended,
        items=[_task(item) for item in found],
    )


@matters_router.get("", response=MattersOut, summary="事项")
@api_door(Permission.MATTER_READ)
def list_matters(
    request: HttpRequest,
    kind: str = "",
    state: MatterState | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> MattersOut:
    """Matters that the caller sees, newest first."""
    found = matters_seen(caller(request)).select_related(
        "procuratorate", "department", "registrant", "handler", "leader_in_charge"
    )
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    page, following = page_of(found, after, limit)
    waiting = at_hand(page)
    items = [_matter(each, waiting.get(each.pk, [])) for each in page]
    return MattersOut(items=items, next=following)


@matters_router.post("", response={201: MatterOut}, summary="登记事项")
@api_door(Permission.MATTER_REGISTER)
def register_matter(request: HttpRequest, body: RegisterIn) -> tuple[int, MatterOut]:
    """Register a matter; what is wrong with the values is told for each of them."""
    account = caller(request)
    kind = kind_named(body.kind)
    unit, department = place_to_register(account, body.unit)
    person = Person.objects.filter(pk=account.duty_person_id or 0).first()
    bound = filling.registration(kind, unit, department, account, body.values)
    matter = registering.register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=department,
        registrant=person,
        answers=body.answers,
        by=account,
    )
    return 201, _one(matter)


@matters_router.get("/{number}", response=MatterOut, summary="一件事项")
@api_door(Permission.MATTER_READ)
def one_matter(request: HttpRequest, number: int) -> MatterOut:
    """One matter with its open tasks."""
    return _one(_seen(caller(request), number))


@matters_router.post(
    "/{number}/tasks/{item}/complete", response=MatterOut, summary="办理一步"
)
@api_door(Permission.MATTER_HANDLE)
def complete_task(
    request: HttpRequest, number: int, item: int, body: CompleteIn
) -> MatterOut:
    """Complete an open task with the values of its form."""
    account = caller(request)
    matter = _seen(account, number)
    task = _item(matter, item)
    if not may_complete(account, task):
        raise Http404(str(item))
    bound = (
        filling.task_form(task, account, body.values, kind_of(matter.release))
        if task.form
        else None
    )
    completing.complete(
        item=task,
        bound=bound,
        version=body.version,
        reason=body.reason,
        answers=body.answers,
        by=account,
    )
    return _one(_seen(account, number))


@matters_router.post("/{number}/tasks/{item}/urge", response=MatterOut, summary="催办")
@api_door(Permission.MATTER_READ)
def urge_task(request: HttpRequest, number: int, item: int, body: UrgeIn) -> MatterOut:
    """Urge whoever has a task."""
    account = caller(request)
    matter = _seen(account, number)
    if not may_do(account, matter).urge:
        raise MatterFault(Text("不能催办这件事项", "this matter is not yours to urge"))
    pressing.urge(item=_item(matter, item), words=body.words, by=account)
    return _one(_seen(account, number))


def _seen(account: Account, number: int) -> Matter:
    found = (
        matters_seen(account)
        .filter(pk=number)
        .select_related(
            "release",
            "procuratorate",
            "department",
            "registrant",
            "handler",
            "leader_in_charge",
        )
        .first()
    )
    if found is None:
        raise Http404(str(number))
    return found


def _item(matter: Matter, number: int) -> WorkItem:
    found = matter.work_items.filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    found.matter = matter
    return found


def _one(matter: Matter) -> MatterOut:
    return _matter(matter, at_hand([matter]).get(matter.pk, []))


def _matter(each: Matter, waiting: list[WorkItem]) -> MatterOut:
    for item in waiting:
        item.matter = each
    passing = kind_of(each.release).transient_items
    return MatterOut(
        id=each.pk,
        kind=each.kind,
        number=each.number,
        title=each.title,
        state=each.state,
        unit=each.procuratorate.code,
        department=each.department.name if each.department else "",
        registrant=each.registrant.number if each.registrant else "",
        handler=each.handler.number if each.handler else "",
        leader_in_charge=each.leader_in_charge.number if each.leader_in_charge else "",
        registered_on=each.registered_on,
        closed_on=each.closed_on,
        version=each.version,
        values={n: v for n, v in each.values.items() if n not in passing},
        tasks=[_task(item) for item in waiting],
    )


def _task(item: WorkItem) -> TaskOut:
    return TaskOut(
        id=item.pk,
        matter=item.matter_id,
        number=item.matter.number,
        title=item.matter.title,
        kind=item.matter_kind,
        task=item.element or item.kind,
        label=item.label_zh,
        form=item.form,
        role=item.role,
        person=item.person.number if item.person else "",
        unit=item.matter.procuratorate.code,
        since_on=item.since_at.astimezone(clock.SHANGHAI).date(),
        due_on=item.due_on,
        times_urged=item.times_urged,
    )
