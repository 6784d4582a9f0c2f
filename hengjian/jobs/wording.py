"""Jobs in words: their states, and what each task is called."""

from hengjian.jobs.models import JobState
from hengjian.jobs.schedule import SCHEDULE
from hengjian.jobs.task_titles import TASK_TITLES
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import resolve


STATES: dict[str, Text] = {
    JobState.QUEUED.value: Text("排队", "Waiting"),
    JobState.RUNNING.value: Text("进行中", "Running"),
    JobState.FAILED.value: Text("失败", "Failed"),
    JobState.DONE.value: Text("完成", "Done"),
    JobState.CANCELLED.value: Text("已取消", "Cancelled"),
}
MARKS: dict[str, str] = {
    JobState.QUEUED.value: "soft",
    JobState.RUNNING.value: "blue",
    JobState.FAILED.value: "red",
    JobState.DONE.value: "green",
    JobState.CANCELLED.value: "soft",
}


def task_title(task: str) -> Text:
    """What a task is called; its dotted path where nobody named it."""
    scheduled = {entry.task: entry.title for entry in resolve(SCHEDULE)}
    return scheduled.get(task) or TASK_TITLES.get(task) or Text.same(task)
