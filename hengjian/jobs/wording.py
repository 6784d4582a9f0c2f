"""Jobs in words: their states, and what each task is called."""

from hengjian.jobs.models import JobState
from hengjian.jobs.schedule import SCHEDULE
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
_TASKS: dict[str, Text] = {
    "hengjian.warehouse.tasks.run_import": Text("导入案卡", "Import cards"),
    "hengjian.indicators.tasks.compute_run": Text("运行统计", "Run indicators"),
    "hengjian.indicators.tasks.raise_signals": Text("产生异动提示", "Raise signals"),
    "hengjian.indicators.listening.compute_after_import": Text(
        "导入后重新统计", "Compute after an import"
    ),
    "hengjian.calendars.tasks.reproject": Text(
        "按新日历重算期限", "Count limits by the new calendar"
    ),
    "hengjian.publication.tasks.make_report": Text("编制报告", "Make a report"),
}


def task_title(task: str) -> Text:
    """What a task is called; its dotted path where nobody named it."""
    scheduled = {entry.task: entry.title for entry in resolve(SCHEDULE)}
    return scheduled.get(task) or _TASKS.get(task) or Text.same(task)
