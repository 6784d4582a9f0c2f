"""The limits board as a sheet: exactly the rows and columns that are shown."""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.models import CardLimit
from hengjian.limits.queries.groups import Line
from hengjian.limits.queries.telling import told
from hengjian.limits.wording import ACTS, CUSTODY, key_parts, task_limit_words
from hengjian.matters.models import WorkItem
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


def board_sheet(
    columns: ShownColumns,
    limits: Iterable[CardLimit],
    titles: Mapping[str, Text],
    note: str,
) -> Sheet:
    """The board as it was asked for."""
    values = {
        "due": lambda row: row.limit.due_on,
        "state": lambda row: say(row.state.words),
        "limit": lambda row: f"{row.limit.limit} {say(row.label)}",
        "custody": lambda row: custody_words(row.limit.custody),
        "card": lambda row: say(titles.get(row.limit.table.name)),
        "key": lambda row: " ".join(key_parts(row.limit.card_key)),
        "person": lambda row: row.person,
        "department": lambda row: row.limit.department_text,
        "unit": lambda row: str(row.limit.procuratorate or row.limit.unit_code),
        "started": lambda row: row.limit.started_on,
        "done": lambda row: row.limit.done_on,
        "working": lambda row: row.working_days_left,
        "acts": lambda row: say(ACTS[row.limit.acts]),
        "provisional": lambda row: row.limit.provisional,
    }
    return columns.sheet(Text("期限看板", "Limits board"), told(limits), values, note)


def summary_sheet(
    columns: ShownColumns, head: Text, lines: Iterable[Line], note: str
) -> Sheet:
    """The summary as it was asked for; ``head`` says what the groups are."""
    values = {name: _number(name) for name in columns.names}
    values["name"] = lambda line: f"{line.name} {line.more}".strip()
    title = Text(f"期限汇总（{head.zh}）", f"Limits in sum ({head.en})")
    return columns.sheet(title, lines, values, note)


def _number(name: str) -> Callable[[Line], object]:
    return lambda line: line.numbers.get(name)


def tasks_sheet(
    columns: ShownColumns, found: Iterable[WorkItem], titles: Mapping[str, Text]
) -> Sheet:
    """The tasks of matters as they were asked for."""
    values: dict[str, Callable[[WorkItem], object]] = {
        "due": lambda item: item.due_on,
        "task": lambda item: say(item.label),
        "matter": lambda item: item.matter.title,
        "kind": lambda item: say(titles.get(item.matter_kind)) or item.matter_kind,
        "number": lambda item: item.matter.number,
        "person": lambda item: item.person.name if item.person else "",
        "why": lambda item: say(task_limit_words(item.limit)),
        "unit": lambda item: str(item.procuratorate),
        "department": lambda item: str(item.department or ""),
        "since": lambda item: item.since_at.astimezone(clock.SHANGHAI),
        "urged": lambda item: item.times_urged,
    }
    return columns.sheet(Text("事项任务期限", "Limits of tasks"), found, values)


def task_groups_sheet(
    columns: ShownColumns, head: Text, lines: Iterable[Mapping[str, Any]]
) -> Sheet:
    """The groups of tasks; ``head`` says by what."""
    values = {name: itemgetter(name) for name in columns.names}
    title = Text(f"事项任务期限（{head.zh}）", f"Limits of tasks ({head.en})")
    return columns.sheet(title, lines, values)


def custody_words(custody: bool | None) -> str:
    """In custody, not, or not said by the card."""
    if custody is None:
        return say(Text("卡上未写明", "not said by the card"))
    return say(CUSTODY) if custody else ""
