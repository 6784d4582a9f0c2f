"""Acts on resolutions: made from an adopted vote, executed, fed back, checked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.actions import following
from hengjian.meetings.actions.following import Rhythm
from hengjian.meetings.answering import Answered, answer, choosing
from hengjian.meetings.faults import MeetingFault, TaskIncomplete
from hengjian.meetings.models import (
    Body,
    Resolution,
    ResolutionTask,
    TaskProgress,
    TaskState,
    Vote,
    VoteState,
)
from hengjian.organisation.models import Person


PARTS = {
    "what": Text("做什么", "what"),
    "how": Text("怎么做", "how"),
    "target": Text("目标", "target"),
    "measures": Text("措施", "measures"),
    "responsibility": Text("责任", "responsibility"),
}


@dataclass(frozen=True)
class TaskPlan:
    """What is asked of whom until when; nothing of it may be missing.

    ``leader`` hears the reports: who held the meeting, where nobody is named.
    """

    owner: Person | None
    due_on: date | None
    what: str
    how: str
    target: str
    measures: str
    responsibility: str
    leader: Person | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)


@journal.action
def make(
    *,
    vote: Vote,
    text: str,
    tasks: Sequence[TaskPlan],
    chosen: str = "",
    by: Actor,
) -> Resolution:
    """Make the resolution of an adopted vote, numbered by body and year, with its tasks.

    ``chosen`` is what the body chose for the matter that waits for it (``choosing``).
    Raises ``TaskIncomplete`` for a task that lacks something, ``MeetingFault`` where the
    vote carries no resolution.
    """
    refuse_marked_words(text)
    body = Body.objects.select_for_update().get(pk=vote.item.body_id)
    vote = Vote.objects.select_for_update().get(pk=vote.pk)
    meeting = vote.meeting
    if (
        vote.state != VoteState.CLOSED
        or not vote.is_adopted
        or hasattr(vote, "referral")
    ):
        raise MeetingFault(
            Text(
                "只有通过的表决可以形成决议",
                "only an adopted vote becomes a resolution",
            )
        )
    if Resolution.objects.filter(vote=vote).exists():
        raise MeetingFault(Text("已经形成决议", "the resolution is made already"))
    if not text.strip():
        raise MeetingFault(Text("请写明决议内容", "say what was resolved"), status=422)
    _require_choice(vote, chosen)
    year = meeting.held_on.year
    last = body.resolutions.filter(year=year).order_by("-number").first()
    resolution = Resolution(
        body=body,
        vote=vote,
        year=year,
        number=last.number + 1 if last else 1,
        text=text.strip(),
        decided_on=meeting.held_on,
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    resolution.save()
    opened = [_open(resolution, plan, by) for plan in tasks]
    journal.enter(
        "meetings.resolution_made",
        subject=resolution,
        new={
            "vote": vote.pk,
            "number": f"{year}-{resolution.number}",
            **({"chosen": chosen} if chosen else {}),
            "tasks": [
                {"task": each.pk, "owner": each.owner.number, "due_on": each.due_on}
                for each in opened
            ],
        },
        detail={"text": Personal(resolution.text)},
    )
    told = Answered(
        "decided",
        "adopted",
        resolution.text,
        resolution.decided_on,
        resolution,
        chosen,
    )
    answer(vote.item, told, by=by)
    if not opened:
        _tell_carried_out(resolution, by)
    return resolution


@journal.action
def tell_progress(*, task: ResolutionTask, text: str, by: Actor) -> TaskProgress:
    """Report progress on a task that is not closed and that no matter follows."""
    task = _standing(task, TaskState.OPEN, TaskState.EXECUTED)
    _refuse_followed(task)
    _require(text)
    told = TaskProgress(
        task=task, text=text.strip(), told_by=by.journal_name, told_at=clock.now()
    )
    told.save()
    journal.enter(
        "meetings.task_progressed", subject=task, detail={"text": Personal(told.text)}
    )
    return told


@journal.action
def execute(*, task: ResolutionTask, executed_on: date, by: Actor) -> ResolutionTask:
    """Enter that a task is executed; the feedback form is due five days later.

    Raises ``MeetingFault`` while a matter follows it: that one reports back by itself.
    """
    task = _standing(task, TaskState.OPEN)
    _refuse_followed(task)
    if not task.resolution.decided_on <= executed_on <= clock.today():
        raise MeetingFault(
            Text(
                "执行完毕日期应在决议之后、今天之前",
                "the day lies between the resolution and today",
            ),
            status=422,
        )
    following.enter_execution(task, executed_on)
    return task


@journal.action
def feed_back(*, task: ResolutionTask, feedback: str, by: Actor) -> ResolutionTask:
    """Fill in the feedback form after the execution."""
    task = _standing(task, TaskState.EXECUTED)
    _require(feedback)
    task.state, task.feedback = TaskState.FED_BACK, feedback.strip()
    task.fed_back_by, task.fed_back_at = by.journal_name, clock.now()
    task.save()
    journal.enter(
        "meetings.task_fed_back",
        subject=task,
        detail={"feedback": Personal(task.feedback)},
    )
    return task


@journal.action
def send_back(*, task: ResolutionTask, reason: str, by: Actor) -> ResolutionTask:
    """Send the feedback back for more; what was written stays as progress."""
    task = _standing(task, TaskState.FED_BACK)
    _require(reason)
    for text in (task.feedback, reason.strip()):
        TaskProgress(
            task=task, text=text, told_by=by.journal_name, told_at=clock.now()
        ).save()
    task.state, task.feedback = TaskState.EXECUTED, ""
    task.fed_back_by, task.fed_back_at = "", None
    task.save()
    journal.enter(
        "meetings.task_sent_back",
        subject=task,
        detail={"reason": Personal(reason.strip())},
    )
    return task


@journal.action
def close_task(*, task: ResolutionTask, by: Actor) -> ResolutionTask:
    """Close a task whose feedback was checked. Raises ``MeetingFault`` by who gave it."""
    task = _standing(task, TaskState.FED_BACK)
    if task.fed_back_by == by.journal_name:
        raise MeetingFault(
            Text("填表人不能审核自己的反馈表", "nobody checks their own feedback")
        )
    task.state = TaskState.CLOSED
    task.closed_by, task.closed_at = by.journal_name, clock.now()
    task.save()
    journal.enter("meetings.task_closed", subject=task)
    if not task.resolution.tasks.exclude(state=TaskState.CLOSED).exists():
        _tell_carried_out(task.resolution, by)
    return task


def _open(resolution: Resolution, plan: TaskPlan, by: Actor) -> ResolutionTask:
    words = {name: str(getattr(plan, name)).strip() for name in PARTS}
    refuse_marked_words(*words.values())
    missing = [PARTS[name] for name, text in words.items() if not text]
    if plan.owner is None:
        missing.append(Text("责任人", "who"))
    if plan.due_on is None:
        missing.append(Text("期限", "limit"))
    if missing or plan.owner is None or plan.due_on is None:
        raise TaskIncomplete(
            Text(
                f"决议任务缺少：{'、'.join(each.zh for each in missing)}",
                f"the task lacks: {', '.join(each.en for each in missing)}",
            )
        )
    if plan.due_on < resolution.decided_on:
        raise TaskIncomplete(
            Text("期限不能早于决议之日", "the limit lies before the resolution")
        )
    leader = plan.leader or resolution.vote.meeting.chair
    if leader == plan.owner:
        raise TaskIncomplete(
            Text(
                "分管领导与责任人不能是同一人，请另选听取报告的领导",
                "the leader who hears the reports is somebody else than the owner",
            )
        )
    task = ResolutionTask(
        resolution=resolution,
        owner=plan.owner,
        leader=leader,
        due_on=plan.due_on,
        **{**words, "what": words["what"][:300]},
    )
    task.save()
    following.follow(task=task, rhythm=plan.rhythm, by=by)
    return task


def _tell_carried_out(resolution: Resolution, by: Actor) -> None:
    told = Answered(
        "carried_out", "carried_out", resolution.text, clock.today(), resolution
    )
    answer(resolution.vote.item, told, by=by)


def _refuse_followed(task: ResolutionTask) -> None:
    if task.matter is not None and task.matter.is_under_way:
        raise MeetingFault(
            Text(
                f"进展在督办事项 {task.matter.number} 里报告",
                f"progress is reported on the matter {task.matter.number}",
            )
        )


def _standing(task: ResolutionTask, *states: TaskState) -> ResolutionTask:
    found: ResolutionTask = ResolutionTask.objects.select_for_update().get(pk=task.pk)
    if found.state not in states:
        raise MeetingFault(
            Text(
                "任务现在的状态不能这样办，请刷新后再看",
                "the task does not stand there now: reload and look again",
            )
        )
    return found


def _require_choice(vote: Vote, chosen: str) -> None:
    asked = choosing(vote.item)
    if asked is None and not chosen:
        return
    if asked is None or chosen not in asked.choices:
        name = asked.label if asked is not None else Text("选项", "choice")
        raise MeetingFault(
            Text(f"请选择会议议定的{name.zh}", f"say what was chosen: {name.en}"),
            status=422,
        )


def _require(text: str) -> None:
    refuse_marked_words(text)
    if not text.strip():
        raise MeetingFault(Text("请填写内容", "say something"), status=422)
