"""Each morning: tasks of resolutions that are due or late, to owner and secretaries."""

from datetime import date
from typing import Any

from django.urls import reverse

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.meetings.models import Duty, ResolutionTask, TaskState
from hengjian.meetings.queries.duties import duties_on
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")
BEFORE = 2  # days
LATE = (1, 7, 30)  # days after the last day


def due_words(task: ResolutionTask, today: date) -> tuple[str, Text] | None:
    """The name and the words of what falls on a day; None where nothing does.

    A task that a matter follows is reminded of there until it is executed.
    """
    if task.state == TaskState.OPEN:
        if task.matter is not None and task.matter.is_under_way:
            return None
        due, what = task.due_on, Text("决议任务", "task of a resolution")
    elif task.state == TaskState.EXECUTED and task.feedback_due_on is not None:
        due, what = task.feedback_due_on, Text("执行情况反馈表", "feedback form")
    else:
        return None
    left = (due - today).days
    if left == BEFORE:
        words = Text(f"还有 {left} 天到期", f"{left} days left")
    elif left == 0:
        words = Text("今天到期", "due today")
    elif -left in LATE:
        words = Text(f"已逾期 {-left} 天", f"{-left} days late")
    else:
        return None
    number = f"{task.resolution.year}-{task.resolution.number}"
    return (
        f"{task.state}:{due}:{left}",
        Text(f"{what.zh}{words.zh}：{number}", f"{what.en}, {words.en}: {number}"),
    )


@task
def remind_of_tasks(context: JobContext) -> dict[str, Any]:
    """Send what falls on today; run again on the same day it tells nobody twice."""
    today = clock.today()
    told = 0
    standing = ResolutionTask.objects.filter(
        state__in=(TaskState.OPEN, TaskState.EXECUTED)
    ).select_related("resolution", "owner", "matter")
    for each in standing.order_by("pk").iterator(chunk_size=1000):
        found = due_words(each, today)
        if found is None:
            continue
        name, words = found
        helpers = duties_on(today).filter(
            body=each.resolution.body_id, duty=Duty.SECRETARY
        )
        people = [each.owner, *(helper.person for helper in helpers)]
        to = [account_of(person) for person in people]
        telling = Telling(
            Kind.MEETING,
            f"meetings.task_due:{each.pk}:{name}",
            words,
            reverse("meetings:task", args=[each.pk]),
            is_urgent="-" in name.rpartition(":")[2] or name.endswith(":0"),
        )
        told += notices.send(
            telling=telling, to=[account for account in to if account], by=BY
        )
    return {"told": told}
