"""Tasks of resolutions by what is due: open, due soon, late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from hengjian.meetings.models import ResolutionTask, TaskState


SOON = timedelta(days=7)
NARROWINGS = ("open", "due", "late", "closed")


def late_on(day: date) -> Q:
    """The condition that a task is late: not executed, or not fed back in time."""
    return Q(state=TaskState.OPEN, due_on__lt=day) | Q(
        state=TaskState.EXECUTED, feedback_due_on__lt=day
    )


def narrowed(
    tasks: QuerySet[ResolutionTask], wanted: str, day: date
) -> QuerySet[ResolutionTask]:
    """Open ones, those due within a week, late ones, closed ones; else all."""
    still_open = tasks.exclude(state=TaskState.CLOSED)
    if wanted == "open":
        return still_open
    if wanted == "late":
        return tasks.filter(late_on(day))
    if wanted == "due":
        until = day + SOON
        near = Q(state=TaskState.OPEN, due_on__range=(day, until))
        return tasks.filter(
            near | Q(state=TaskState.EXECUTED, feedback_due_on__range=(day, until))
        )
    return tasks.filter(state=TaskState.CLOSED) if wanted == "closed" else tasks


@dataclass(frozen=True)
class TaskCounts:
    """How many tasks are open, due within a week, late and closed."""

    open: int
    due: int
    late: int
    closed: int


def counts(tasks: QuerySet[ResolutionTask], day: date) -> TaskCounts:
    """The exact counts."""
    return TaskCounts(*(narrowed(tasks, each, day).count() for each in NARROWINGS))


def days_late(task: ResolutionTask, day: date) -> int:
    """By how many days a task is late; 0 where it is not."""
    due = {
        TaskState.OPEN.value: task.due_on,
        TaskState.EXECUTED.value: task.feedback_due_on,
    }.get(task.state)
    return max(0, (day - due).days) if due is not None else 0
