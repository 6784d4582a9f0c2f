"""Papers about what was decided, as Word files in the office's own template.

The feedback form of one task, the report on the follow-up of resolutions, and the summing
up of a half-year. They are made when they are asked for, from the records alone.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from hengjian.engines.documents.content import (
    Block,
    Heading,
    Number,
    Paper,
    Paragraph,
    Table,
)
from hengjian.engines.documents.word import write_word
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue, files
from hengjian.meetings.answering import resolution_number
from hengjian.meetings.models import ResolutionTask
from hengjian.meetings.queries.half_year import HalfYear, Summary
from hengjian.meetings.queries.tasks import TaskCounts, days_late
from hengjian.meetings.wording import TASK_STATES


def as_word(paper: Paper) -> bytes:
    """The paper as a Word file."""
    passing = files.minutes_folder() / f".{secrets.token_hex(8)}.docx"
    try:
        write_word(paper, files.minutes_template(), passing)
        return passing.read_bytes()
    finally:
        passing.unlink(missing_ok=True)


def feedback_form(task: ResolutionTask, made_on: date) -> Paper:
    """The form on how a decision was carried out (working rules of committees 32)."""
    body = task.resolution.body
    rows = (
        ("决定事项", task.what),
        ("决议", resolution_number(task.resolution)),
        ("决定日期", _day(task.resolution.decided_on)),
        ("决议内容", task.resolution.text),
        ("责任人", task.owner.name),
        ("目标", task.target),
        ("措施", task.measures),
        ("完成时限", _day(task.due_on)),
        ("执行完毕日期", _day(task.executed_on)),
        ("反馈表报送期限", _day(task.feedback_due_on)),
        ("执行情况和结果", task.feedback or "（未填写）"),
        ("状态", TASK_STATES[task.state].zh),
    )
    table = Table("执行情况", ("项目", "内容"), rows, widths=(1, 3))
    title = f"{catalogue.name_of(body).zh}决定事项执行情况反馈表"
    return _paper(body.procuratorate.name, title, [table], made_on)


def follow_up_report(
    tasks: Iterable[ResolutionTask], counts: TaskCounts, office: str, today: date
) -> Paper:
    """How far the tasks of resolutions are: counts, then every task with its state."""
    listed = list(tasks)
    blocks: list[Block] = [
        Heading("总体情况"),
        Paragraph(
            (
                "截至",
                _day(today),
                "，未办结",
                _count("open", counts.open),
                "项，其中七日内到期",
                _count("due", counts.due),
                "项、逾期",
                _count("late", counts.late),
                "项；已办结",
                _count("closed", counts.closed),
                "项。",
            )
        ),
    ]
    if listed:
        blocks += [Heading("逐项情况"), _tasks(listed, today)]
    return _paper(office, "会议决议督办情况报告", blocks, today)


def _tasks(listed: Sequence[ResolutionTask], today: date) -> Table:
    rows = tuple(
        (
            resolution_number(each.resolution),
            each.what,
            each.owner.name,
            _day(each.due_on),
            _standing(each, today),
        )
        for each in listed
    )
    heads = ("决议", "任务", "责任人", "期限", "进展")
    return Table("决议任务", heads, rows, widths=(3, 4, 2, 2, 3))


def _standing(task: ResolutionTask, today: date) -> str:
    words = TASK_STATES[task.state].zh
    late = days_late(task, today)
    return f"{words}，逾期{late}天" if late else words


def half_year_paper(
    found: Sequence[Summary], half: HalfYear, columns: dict[str, Text], today: date
) -> Paper:
    """The summing up that is sent upward: each body's counts, and what is late."""
    offices = {each.body.procuratorate.name for each in found}
    title = f"{half.year}年{'上' if half.half == 1 else '下'}半年会议工作总结"
    rows: tuple[tuple[str | Number, ...], ...] = tuple(
        (
            columns[name].zh,
            *(_count(f"{each.body.pk}-{name}", getattr(each, name)) for each in found),
        )
        for name in columns
    )
    heads = ("项目", *(catalogue.name_of(each.body).zh for each in found))
    blocks: list[Block] = [
        Paragraph(
            (f"{_day(half.first_on)}至{_day(half.last_on)}，各会议运行情况如下。",)
        ),
        Table("会议运行情况", heads, rows, frozenset(range(1, len(heads)))),
        Heading("决议执行"),
        *(_carried_out(each) for each in found if each.tasks),
    ]
    return _paper("、".join(sorted(offices)), title, blocks, today)


def _carried_out(of: Summary) -> Paragraph:
    key = f"{of.body.pk}-told"
    return Paragraph(
        (
            f"{catalogue.name_of(of.body).zh}：形成决议",
            _count(f"{key}-resolutions", of.resolutions),
            "件，任务",
            _count(f"{key}-tasks", of.tasks),
            "项，办结",
            _count(f"{key}-closed", of.closed),
            "项，逾期",
            _count(f"{key}-late", of.late),
            "项。",
        )
    )


def _paper(office: str, title: str, blocks: Sequence[Block], day: date) -> Paper:
    facts = {"issuer": office, "signature": office, "issued_on": _day(day)}
    return Paper(f"{office}\n{title}", tuple(blocks), facts)


def _count(name: str, value: int) -> Number:
    return Number(name, str(value), Decimal(value), {"count": name})


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else "—"
