"""Agenda items: those that wait, putting one, one item with its reviews and papers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import REFUSALS, PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.documents.paper_types import TYPES
from hengjian.engines.voting.bodies import RequiredPaper
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.models import WorkItem
from hengjian.matters.queries.sight import matters_seen
from hengjian.meetings import catalogue, files
from hengjian.meetings.actions import items as acts
from hengjian.meetings.actions.items import MENDABLE, Wording
from hengjian.meetings.faults import CaseRefused, MeetingFault, NotYourDuty
from hengjian.meetings.files import KeptPaper
from hengjian.meetings.models import (
    OPEN_STATES,
    AgendaItem,
    Body,
    ItemState,
    ReviewResult,
)
from hengjian.meetings.queries.agenda import points_of
from hengjian.meetings.queries.awaited import items_to_review
from hengjian.meetings.queries.duties import (
    bodies_with_duty,
    may_review,
    require_review,
    serves,
)
from hengjian.meetings.queries.sight import item_seen, items_seen
from hengjian.meetings.table_columns import ITEMS
from hengjian.meetings.templatetags.meeting_words import scope_name
from hengjian.meetings.views.asked import (
    Given,
    colleagues,
    done,
    number_asked,
    person_asked,
)
from hengjian.meetings.views.from_matter import proposed, work_asked
from hengjian.meetings.views.meetings import as_file
from hengjian.meetings.wording import ITEM_STATES
from hengjian.organisation.queries import main_appointment_on
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


PAGE_SIZE = 50
METHODS = ("GET", "HEAD", "POST")
MOST_SUMMARY = 5000


@door(Permission.MEETING_READ)
def listed(request: PageRequest) -> HttpResponse:
    """Items: those that wait first; those the reader is to review with ``?mine=1``."""
    asked = {name: request.GET.get(name, "") for name in ("body", "state", "mine")}
    found = (items_to_review if asked["mine"] else items_seen)(request.user)
    found = _narrowed(found, asked)
    columns = columns_for(request, ITEMS)
    if request.GET.get("export"):
        return exported_sheet(
            request, _sheet(columns, found), f"items-{clock.today()}", by=request.user
        )
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "columns": columns,
        "bodies": bodies_with_duty(request.user),
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "states": ITEM_STATES.items(),
        "may_put": may(request.user, Permission.AGENDA_ITEM_PUT),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "meetings/items.html", context)


def _narrowed(
    found: QuerySet[AgendaItem], asked: Mapping[str, str]
) -> QuerySet[AgendaItem]:
    if asked["body"].isdecimal():
        found = found.filter(body_id=int(asked["body"][:9]))
    if asked["state"] in ItemState.values:
        return found.filter(state=asked["state"])
    return found if asked["state"] == "all" else found.filter(state__in=OPEN_STATES)


@door(Permission.AGENDA_ITEM_PUT, methods=METHODS)
def put(request: PageRequest) -> HttpResponse:
    """Put an item: the form, then the act; a case for the wrong body is told where to."""
    bodies = _bodies_to_put(request)
    given: Mapping[str, Any] = request.POST if request.method == "POST" else request.GET
    work = work_asked(request, str(given.get("task", "")))
    if request.method != "POST" and work is not None:
        given = proposed(work)
    fault, status = "", 200
    if request.method == "POST":
        try:
            return redirect("meetings:item", _put(request, bodies, work).pk)
        except UserFault as refused:
            fault, status = in_reader_language(refused.message), refused.status
            if refused.is_refusal and not isinstance(refused, CaseRefused):
                raise
            if refused.status in REFUSALS:
                raise
    body = bodies.filter(pk=number_asked(given, "body")).first() or bodies.first()
    context = {
        "bodies": bodies,
        "body": body,
        "papers": _papers_of(bodies),
        "scopes": catalogue.bodies().plans.values(),
        "people": colleagues(body.procuratorate) if body is not None else [],
        "given": given,
        "work": work,
        "fault": fault,
        "types": ",".join(TYPES),
    }
    return render(request, "meetings/put_item.html", context, status=status)


def _papers_of(bodies: QuerySet[Body]) -> Iterable[RequiredPaper]:
    """The papers that one of the bodies asks for; the intake check says which are needed."""
    plans = catalogue.bodies().plans
    names = dict.fromkeys(bodies.values_list("plan", flat=True))
    return {
        paper.part: paper
        for name in names
        if name in plans
        for paper in plans[name].papers
    }.values()


def _bodies_to_put(request: PageRequest) -> QuerySet[Body]:
    units = visible_units(request.user, Permission.AGENDA_ITEM_PUT)
    return (
        Body.objects.filter(procuratorate__in=units, closed_on__isnull=True)
        .select_related("procuratorate")
        .order_by("procuratorate__level", "procuratorate__code", "pk")
    )


def _put(
    request: PageRequest, bodies: QuerySet[Body], work: WorkItem | None
) -> AgendaItem:
    given = request.POST
    body = bodies.filter(pk=number_asked(given, "body")).first()
    if body is None:
        raise MeetingFault(Text("请选择会议", "choose the body"), status=422)
    wording = _wording(given)
    person = request.user.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    papers: list[KeptPaper] = []
    for part, brought in _brought(request, body):
        kept = files.take_in(brought.name or "", brought.chunks(), part)
        if kept.digest not in {each.digest for each in papers}:
            papers.append(kept)
    return acts.put(
        body=body,
        wording=wording,
        papers=papers,
        bodies=catalogue.bodies(),
        person=person,
        department=sitting.department if sitting else None,
        reporter=person_asked(body.procuratorate, given.get("reporter", "")),
        matter=work.matter if work is not None else None,
        by=request.user,
    )


def _brought(request: PageRequest, body: Body) -> list[tuple[str, Any]]:
    """The uploaded files with the required paper each of them is."""
    found: list[tuple[str, Any]] = [
        (paper.part, brought)
        for paper in catalogue.plan_of(body).papers
        if (brought := request.FILES.get(f"paper-{paper.part}")) is not None
    ]
    return [*found, *(("", each) for each in request.FILES.getlist("paper"))]


def _wording(given: Given) -> Wording:
    return Wording(
        title=given.get("title", "")[:200],
        summary=given.get("summary", "")[:MOST_SUMMARY],
        scope=given.get("scope", "")[:60],
        is_case=bool(given.get("is_case")),
        case_number=given.get("case_number", "")[:100],
        is_restricted=bool(given.get("is_restricted")),
    )


@door(Permission.MEETING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One item: what it says, its intake check, papers, reviews and votes."""
    item = _item(request, number)
    plan = catalogue.plan_of(item.body)
    person = request.user.duty_person_id
    reviews = list(item.reviews.all())
    waits_for = (
        plan.reviews[item.review_step]
        if item.state == ItemState.IN_REVIEW and item.review_step < len(plan.reviews)
        else None
    )
    others = Body.objects.filter(
        procuratorate=item.body.procuratorate, closed_on__isnull=True
    ).exclude(pk=item.body_id)
    context = {
        "item": item,
        "plan": plan,
        "point": points_of([item])[0],
        "papers": item.papers.all(),
        "parts": {paper.part: paper.label for paper in plan.papers},
        "reviews": reviews,
        "waits_for": waits_for,
        "may_review": may_review(request.user, item),
        "is_own": person is not None and item.put_by_person_id == person,
        "is_mendable": item.state in MENDABLE,
        "serves": serves(request.user, item.body),
        "others": others,
        "suggested": {each["send_to"] for each in item.found},
        "scopes": catalogue.bodies().plans.values(),
        "sees_meeting": bodies_with_duty(request.user).filter(pk=item.body_id).exists(),
        "sees_matter": item.matter_id is not None
        and matters_seen(request.user).filter(pk=item.matter_id).exists(),
        "names": actor_names([item.put_by, *(each.reviewed_by for each in reviews)]),
        "types": ",".join(TYPES),
    }
    return render(request, "meetings/item.html", context)


@door(Permission.MEETING_READ, methods=("POST",))
def review(request: PageRequest, number: int) -> HttpResponse:
    """Give the review that the item waits for."""
    item = _item(request, number)
    require_review(request.user, item)
    given = request.POST
    wanted = given.get("result", "")
    if wanted not in ReviewResult.values:
        raise MeetingFault(Text("请选择审查结果", "choose a result"), status=422)
    send_to = Body.objects.filter(
        pk=number_asked(given, "send_to"), procuratorate=item.body.procuratorate
    ).first()
    return done(
        request,
        lambda: acts.review(
            item=item,
            result=ReviewResult(wanted),
            opinion=given.get("opinion", "")[:MOST_SUMMARY],
            bodies=catalogue.bodies(),
            send_to=send_to,
            by=request.user,
        ),
        Text("审查意见已记录。", "The review is recorded."),
        "meetings:item",
        item.pk,
    )


@door(Permission.AGENDA_ITEM_PUT, methods=("POST",))
def add_paper(request: PageRequest, number: int) -> HttpResponse:
    """Add a paper to one's own item."""
    item = _own(request, number)
    brought = request.FILES.get("paper")
    if brought is None:
        raise MeetingFault(Text("请选择文件", "choose a file"), status=422)
    part = request.POST.get("part", "")
    known = {paper.part for paper in catalogue.plan_of(item.body).papers}

    def act() -> None:
        kept = files.take_in(
            brought.name or "", brought.chunks(), part if part in known else ""
        )
        acts.add_paper(
            item=item, paper=kept, bodies=catalogue.bodies(), by=request.user
        )

    said = Text("材料已添加。", "The paper is added.")
    return done(request, act, said, "meetings:item", item.pk)


@door(Permission.AGENDA_ITEM_PUT, methods=("POST",))
def put_again(request: PageRequest, number: int) -> HttpResponse:
    """Put one's own returned item again."""
    item = _own(request, number)
    wording = _wording(request.POST)
    return done(
        request,
        lambda: acts.put_again(
            item=item, wording=wording, bodies=catalogue.bodies(), by=request.user
        ),
        Text("已重新提请。", "The item is put again."),
        "meetings:item",
        item.pk,
    )


@door(Permission.AGENDA_ITEM_PUT, methods=("POST",))
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Withdraw one's own item."""
    item = _own(request, number)
    reason = request.POST.get("reason", "")
    return done(
        request,
        lambda: acts.withdraw(item=item, reason=reason, by=request.user),
        Text("议题已撤回。", "The item is withdrawn."),
        "meetings:item",
        item.pk,
    )


@door(Permission.MEETING_READ)
def paper(request: PageRequest, number: int, which: int) -> HttpResponse:
    """A paper as a file, held to its digest."""
    item = _item(request, number)
    kept = item.papers.filter(pk=which).first()
    if kept is None:
        raise Http404(str(which))
    content = files.opened(files.papers_folder(), kept.stored_as, kept.digest)
    # the name may tell of the matter: the journal keeps which paper it was
    note_export(request, f"item-{item.pk}-paper-{kept.pk}", by=request.user)
    return as_file(content, kept.name)


def _item(request: PageRequest, number: int) -> AgendaItem:
    item = item_seen(request.user, number)
    if item is None:
        raise Http404(str(number))
    return item


def _own(request: PageRequest, number: int) -> AgendaItem:
    item = _item(request, number)
    person = request.user.duty_person_id
    if person is None or item.put_by_person_id != person:
        raise NotYourDuty(
            Text("只有提请人可以办理。", "Only who put the item may do this.")
        )
    return item


def _sheet(columns: ShownColumns, found: QuerySet[AgendaItem]) -> Sheet:
    return columns.sheet(
        Text("议题", "Items"),
        found,
        {
            "id": lambda each: each.pk,
            "put": lambda each: each.put_at.astimezone(clock.SHANGHAI).date(),
            "body": lambda each: in_reader_language(catalogue.name_of(each.body)),
            "item": lambda each: each.title,
            "scope": lambda each: scope_name(each.scope),
            "department": lambda each: each.department.name if each.department else "",
            "reporter": lambda each: each.reporter.name if each.reporter else "",
            "intake": lambda each: len(each.found),
            "state": lambda each: in_reader_language(ITEM_STATES[each.state]),
        },
    )
