"""Resolutions and what became of them: made, referred up, executed, fed back, checked."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.queries.sight import matters_seen
from hengjian.meetings import catalogue
from hengjian.meetings.actions import referrals
from hengjian.meetings.actions import resolutions as acts
from hengjian.meetings.actions.following import (
    REPORTING,
    Rhythm,
    counted,
    following_kind,
)
from hengjian.meetings.actions.resolutions import PARTS, TaskPlan
from hengjian.meetings.answering import choosing
from hengjian.meetings.faults import MeetingFault, NotYourDuty
from hengjian.meetings.making_papers import (
    as_word,
    feedback_form,
    follow_up_report,
)
from hengjian.meetings.models import (
    ReferredTo,
    Resolution,
    ResolutionTask,
    TaskState,
    Vote,
)
from hengjian.meetings.queries import tasks
from hengjian.meetings.queries.duties import (
    bodies_with_duty,
    require_service,
    serves,
)
from hengjian.meetings.queries.followed import followed_by
from hengjian.meetings.queries.sight import task_seen, tasks_seen, vote_seen
from hengjian.meetings.table_columns import TASKS
from hengjian.meetings.views.asked import (
    Given,
    colleagues,
    day_asked,
    day_or_none,
    done,
    person_asked,
)
from hengjian.meetings.views.meetings import as_file
from hengjian.meetings.wording import REPORTING_WORDS, TASK_STATES
from hengjian.organisation.models import Procuratorate
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
PAGE_SIZE = 50
MOST_WORDS = 5000
MORE = ("owner", "due_on", "leader", "reporting", "is_emergency")
ROWS = 3  # lines for tasks on the form; more come by saving and adding
NARROWINGS = {
    "open": Text("未办结", "Open"),
    "due": Text("七日内到期", "Due within a week"),
    "late": Text("已逾期", "Late"),
    "closed": Text("已办结", "Closed"),
}


@door(P.MEETING_READ)
def listed(request: PageRequest) -> HttpResponse:
    """Tasks of resolutions: open, due, late; the nearest limit first."""
    asked = {name: request.GET.get(name, "") for name in ("body", "due")}
    found = tasks_seen(request.user)
    if asked["body"].isdecimal():
        found = found.filter(resolution__body_id=int(asked["body"][:9]))
    counts = tasks.counts(found, clock.today())
    found = tasks.narrowed(found, asked["due"] or "open", clock.today())
    columns = columns_for(request, TASKS)
    if request.GET.get("export") == "docx":
        return _report(request, found, counts)
    if request.GET.get("export"):
        return exported_sheet(
            request,
            _sheet(columns, found),
            f"resolutions-{clock.today()}",
            by=request.user,
        )
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "columns": columns,
        "bodies": bodies_with_duty(request.user),
        "asked": asked,
        "counts": [
            (name, NARROWINGS[name], getattr(counts, name)) for name in tasks.NARROWINGS
        ],
        "chosen": asked["due"] or "open",
        "may_export": may(request.user, P.EXPORT_MAKE),
    }
    return render(request, "meetings/resolutions.html", context)


def _report(
    request: PageRequest, found: QuerySet[ResolutionTask], counts: tasks.TaskCounts
) -> HttpResponse:
    """The report on the follow-up, as a Word file."""
    name = f"follow-up-{clock.today()}.docx"
    note_export(request, name, rows=found.count(), by=request.user)
    offices = {each.resolution.body.procuratorate.name for each in found}
    paper = follow_up_report(found, counts, "、".join(sorted(offices)), clock.today())
    return as_file(as_word(paper), name)


@door(P.MEETING_READ)
def form(request: PageRequest, number: int) -> HttpResponse:
    """The feedback form of a task as a Word file."""
    found = _task(request, number)
    name = f"feedback-{found.pk}.docx"
    note_export(request, name, by=request.user)
    return as_file(as_word(feedback_form(found, clock.today())), name)


@door(P.MEETING_HOLD, methods=("GET", "HEAD", "POST"))
def make(request: PageRequest, number: int) -> HttpResponse:
    """Make a vote's resolution with its tasks: the form, then the act."""
    vote = _vote_served(request, number)
    unit = vote.item.body.procuratorate
    fault, status = "", 200
    if request.method == "POST":
        try:
            acts.make(
                vote=vote,
                text=request.POST.get("text", "")[:MOST_WORDS],
                tasks=list(_plans(request.POST, unit)),
                chosen=request.POST.get("chosen", "")[:60],
                by=request.user,
            )
        except MeetingFault as refused:
            fault, status = in_reader_language(refused.message), refused.status
        else:
            said = Text("决议已形成。", "The resolution is made.")
            messages.success(request, in_reader_language(said))
            return redirect("meetings:vote", vote.pk)
    given = request.POST
    lines = [
        {name: given.get(f"{name}-{row}", "") for name in (*PARTS, *MORE)}
        | {"row": row}
        for row in range(1, ROWS + 1)
    ]
    context = {
        "vote": vote,
        "given": given,
        "choosing": choosing(vote.item),
        "lines": lines,
        "parts": PARTS.items(),
        "people": colleagues(unit),
        "reporting": REPORTING_WORDS.items(),
        "is_followed": following_kind() is not None,
        "fault": fault,
    }
    return render(request, "meetings/make_resolution.html", context, status=status)


def _plans(given: Given, unit: Procuratorate) -> Iterable[TaskPlan]:
    """The tasks of the form; lines that are wholly empty are none."""
    for row in range(1, ROWS + 1):
        words = {name: given.get(f"{name}-{row}", "")[:MOST_WORDS] for name in PARTS}
        owner, due = given.get(f"owner-{row}", ""), given.get(f"due_on-{row}", "")
        if any(text.strip() for text in words.values()) or owner or due:
            yield TaskPlan(
                owner=person_asked(unit, owner),
                due_on=day_or_none(given, f"due_on-{row}"),
                leader=person_asked(unit, given.get(f"leader-{row}", "")),
                rhythm=_rhythm(given, row),
                **words,
            )


def _rhythm(given: Given, row: int) -> Rhythm:
    wanted = given.get(f"reporting-{row}", "")
    return Rhythm(
        wanted if wanted in REPORTING else REPORTING[0],
        bool(given.get(f"is_emergency-{row}")),
    )


@door(P.MEETING_HOLD, methods=("POST",))
def refer_up(request: PageRequest, number: int) -> HttpResponse:
    """Enter that the chair refers the item up."""
    vote = _vote_served(request, number)
    to = request.POST.get("to", "")
    if to not in ReferredTo.values:
        raise MeetingFault(Text("请选择报请对象", "choose to whom"), status=422)
    return done(
        request,
        lambda: referrals.refer_up(
            vote=vote,
            to=ReferredTo(to),
            reason=request.POST.get("reason", "")[:MOST_WORDS],
            referred_on=day_asked(request.POST, "referred_on", Text("日期", "day")),
            by=request.user,
        ),
        Text("已登记报请上级决定。", "The referral is entered."),
        "meetings:vote",
        vote.pk,
    )


@door(P.MEETING_HOLD, methods=("POST",))
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Enter the answer from above."""
    vote = _vote_served(request, number)
    referral = getattr(vote, "referral", None)
    if referral is None:
        raise Http404(str(number))
    return done(
        request,
        lambda: referrals.answer(
            referral=referral,
            answer=request.POST.get("answer", "")[:MOST_WORDS],
            answered_on=day_asked(request.POST, "answered_on", Text("日期", "day")),
            by=request.user,
        ),
        Text("答复已登记。", "The answer is entered."),
        "meetings:vote",
        vote.pk,
    )


@door(P.MEETING_READ)
def task(request: PageRequest, number: int) -> HttpResponse:
    """One task: what, how, target, measures, limit, responsibility, and its progress."""
    found = _task(request, number)
    progress = list(found.progress.all())
    names = [found.fed_back_by, found.closed_by, *(each.told_by for each in progress)]
    followed = followed_by(found)
    context = {
        "followed": followed,
        "sees_matter": followed is not None
        and matters_seen(request.user).filter(pk=followed.matter.pk).exists(),
        "is_followed": followed is not None and followed.matter.is_under_way,
        "feedback_limit": counted(found.executed_on) if found.executed_on else None,
        "task": found,
        "resolution": found.resolution,
        "progress": progress,
        "names": actor_names(names),
        "is_owner": found.owner_id == request.user.duty_person_id,
        "serves": serves(request.user, found.resolution.body),
        "sees_vote": bodies_with_duty(request.user)
        .filter(pk=found.resolution.body_id)
        .exists(),
        "is_open": found.state == TaskState.OPEN,
        "is_executed": found.state == TaskState.EXECUTED,
        "is_fed_back": found.state == TaskState.FED_BACK,
    }
    return render(request, "meetings/task.html", context)


@door(P.MEETING_READ, methods=("POST",))
def progress(request: PageRequest, number: int) -> HttpResponse:
    """The owner or the office tells how far it is."""
    found = _followed(request, number)
    text = request.POST.get("text", "")[:MOST_WORDS]
    return done(
        request,
        lambda: acts.tell_progress(task=found, text=text, by=request.user),
        Text("进展已记录。", "The progress is recorded."),
        "meetings:task",
        found.pk,
    )


@door(P.MEETING_READ, methods=("POST",))
def execute(request: PageRequest, number: int) -> HttpResponse:
    """The owner enters that it is executed."""
    found = _followed(request, number)
    return done(
        request,
        lambda: acts.execute(
            task=found,
            executed_on=day_asked(request.POST, "executed_on", Text("日期", "day")),
            by=request.user,
        ),
        Text("已登记执行完毕。", "The execution is entered."),
        "meetings:task",
        found.pk,
    )


@door(P.MEETING_READ, methods=("POST",))
def feed_back(request: PageRequest, number: int) -> HttpResponse:
    """The owner fills in the feedback form."""
    found = _followed(request, number)
    text = request.POST.get("feedback", "")[:MOST_WORDS]
    return done(
        request,
        lambda: acts.feed_back(task=found, feedback=text, by=request.user),
        Text("反馈表已提交。", "The feedback is given."),
        "meetings:task",
        found.pk,
    )


@door(P.MEETING_HOLD, methods=("POST",))
def send_back(request: PageRequest, number: int) -> HttpResponse:
    """The office sends the feedback back."""
    found = _task_served(request, number)
    reason = request.POST.get("reason", "")[:MOST_WORDS]
    return done(
        request,
        lambda: acts.send_back(task=found, reason=reason, by=request.user),
        Text("反馈表已退回。", "The feedback is sent back."),
        "meetings:task",
        found.pk,
    )


@door(P.MEETING_HOLD, methods=("POST",))
def close(request: PageRequest, number: int) -> HttpResponse:
    """The office closes a task whose feedback it has checked."""
    found = _task_served(request, number)
    return done(
        request,
        lambda: acts.close_task(task=found, by=request.user),
        Text("任务已办结。", "The task is closed."),
        "meetings:task",
        found.pk,
    )


def _vote_served(request: PageRequest, number: int) -> Vote:
    vote = vote_seen(request.user, number)
    if vote is None:
        raise Http404(str(number))
    require_service(request.user, vote.item.body)
    return vote


def _task(request: PageRequest, number: int) -> ResolutionTask:
    found = task_seen(request.user, number)
    if found is None:
        raise Http404(str(number))
    return found


def _task_served(request: PageRequest, number: int) -> ResolutionTask:
    found = _task(request, number)
    require_service(request.user, found.resolution.body)
    return found


def _followed(request: PageRequest, number: int) -> ResolutionTask:
    """A task of one's own, or of a body whose office work one does."""
    found = _task(request, number)
    is_owner = found.owner_id == request.user.duty_person_id
    if not is_owner and not serves(request.user, found.resolution.body):
        raise NotYourDuty(
            Text(
                "只有责任人和会务人员可以办理。",
                "Only the owner and the secretaries may do this.",
            )
        )
    return found


def _sheet(columns: ShownColumns, found: QuerySet[ResolutionTask]) -> Sheet:
    return columns.sheet(
        Text("决议督办", "Follow-up"),
        found,
        {
            "due": lambda each: each.due_on,
            "body": lambda each: in_reader_language(
                catalogue.name_of(each.resolution.body)
            ),
            "resolution": lambda each: _number(each.resolution),
            "task": lambda each: each.what,
            "target": lambda each: each.target,
            "owner": lambda each: each.owner.name,
            "state": lambda each: in_reader_language(TASK_STATES[each.state]),
            "late": lambda each: tasks.days_late(each, clock.today()),
        },
    )


def _number(resolution: Resolution) -> str:
    return f"{resolution.year}-{resolution.number}"
