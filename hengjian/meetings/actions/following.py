"""A resolution's task becomes a matter that is followed up, and reports back when done."""

from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.asking import Answer as LimitAnswer
from hengjian.engines.deadlines.asking import Question
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.forms.binding import bind
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course
from hengjian.matters.actions import registering
from hengjian.matters.filling import platform_values, rules_of
from hengjian.matters.kinds import REGISTER, Kind, kinds
from hengjian.matters.models import Matter
from hengjian.matters.people import place_of
from hengjian.meetings.answering import resolution_number
from hengjian.meetings.faults import TaskIncomplete
from hengjian.meetings.models import ResolutionTask, TaskState


KIND = "task_follow_up"
# limit T69: working rules of procuratorial committees 32
FEEDBACK_LENGTH = "5 calendar_days"
REPORTING = ("weekly", "daily", "fortnightly", "monthly")


@dataclass(frozen=True)
class Rhythm:
    """How often a task is reported upward; an emergency every day."""

    reporting: str = "weekly"
    is_emergency: bool = False


def following_kind() -> Kind | None:
    """The kind that follows tasks up, where it is in use; read before a transaction."""
    kind = kinds().get(KIND)
    if kind is not None:
        course.prepare(kind)
    return kind


@journal.action
def follow(*, task: ResolutionTask, rhythm: Rhythm, by: Actor) -> Matter | None:
    """Open the matter that follows a task up; None where that kind is not in use.

    Raises ``TaskIncomplete`` saying what the matter's form still lacks.
    """
    kind = following_kind()
    form = kind.form(REGISTER) if kind is not None else None
    if kind is None or form is None:
        journal.nothing_changed()
        return None
    unit = task.resolution.body.procuratorate
    place = place_of(task.owner, clock.today())
    department = place[1] if place is not None and place[0] == unit else None
    registrant = by.person if isinstance(by, Account) else None
    me = registrant.number if registrant is not None else ""
    start = platform_values(kind, unit, department, me)
    bound = bind(form, rules_of(kind, me), start, _typed(task, rhythm))
    if not bound.is_valid:
        raise TaskIncomplete(
            Text(
                f"督办事项不能立项：{'；'.join(words.zh for _, words in bound.faults)}",
                f"the follow-up is not opened:"
                f" {'; '.join(words.en for _, words in bound.faults)}",
            )
        )
    task.matter = registering.register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=department,
        registrant=registrant,
        title=task.what,
        by=by,
    )
    task.save()
    journal.enter(
        "meetings.task_followed", subject=task, new={"matter": task.matter.pk}
    )
    return task.matter


def _typed(task: ResolutionTask, rhythm: Rhythm) -> dict[str, str]:
    return {
        "source": "meeting",
        "source_reference": resolution_number(task.resolution),
        "content": task.what,
        "responsible": task.owner.number,
        "leader": task.leader.number if task.leader is not None else "",
        "method": task.how,
        "target": task.target,
        "measures": task.measures,
        "responsibility": task.responsibility,
        "due_on": task.due_on.isoformat(),
        "reporting": "daily" if rhythm.is_emergency else rhythm.reporting,
        "is_emergency": "true" if rhythm.is_emergency else "false",
    }


@journal.action
def report_back(*, matter: Matter, by: Actor) -> None:
    """The act ``meetings.report_back``: a followed-up task was verified as finished.

    Its resolution's task is executed by that, and the feedback form is due. A matter that
    no resolution asked for has nothing to report.
    """
    task = (
        ResolutionTask.objects.select_for_update(of=("self",))
        .select_related("resolution")
        .filter(matter=matter, state=TaskState.OPEN)
        .first()
    )
    if task is None:
        journal.nothing_changed()
        return
    told = matter.values.get("finished_on")
    finished = date.fromisoformat(str(told)) if told else clock.today()
    enter_execution(task, max(finished, task.resolution.decided_on))


def enter_execution(task: ResolutionTask, executed_on: date) -> None:
    """Inside an act, the task locked: it is executed, and its feedback due."""
    task.state, task.executed_on = TaskState.EXECUTED, executed_on
    task.feedback_due_on = feedback_due(executed_on)
    task.save()
    journal.enter(
        "meetings.task_executed",
        subject=task,
        new={"executed_on": executed_on, "feedback_due_on": task.feedback_due_on},
    )


def feedback_due(executed_on: date) -> date:
    """When the feedback form is due: counted as every limit is, on a working day."""
    return counted(executed_on).counted_due


def counted(executed_on: date) -> LimitAnswer:
    """The last day of the feedback with its steps."""
    question = Question(start=executed_on, length=parse_length(FEEDBACK_LENGTH))
    return explain(question, calendar_in_force())
