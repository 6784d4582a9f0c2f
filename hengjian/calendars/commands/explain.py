"""``hengjian deadlines explain``: when a limit ends, and why.

Works on files alone: working days are those of the notices built in. What was released
in an installation counts there.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from hengjian.engines.deadlines.explaining import (
    Answer,
    Question,
    State,
    Suspension,
    explain,
)
from hengjian.engines.deadlines.lengths import Length, parse_length
from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "一个期限何时届满，以及每一步的理由(按内置的放假安排)",
    "when a limit ends, with the reason of each step (by the notices built in)",
)
NEEDS_DATABASE = False

CHINA = timezone(timedelta(hours=8))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_UNTOLD = {
    State.SUSPENDED: Text("届满日待恢复后确定", "no last day until it resumes"),
    State.UNKNOWN: Text("届满日无从得知", "the last day cannot be told"),
}
Read = TypeVar("Read")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    day = said("日期", "DATE")
    length = said("时长", "LENGTH")
    add(
        "--start",
        required=True,
        metavar=day,
        help=said("起算之日，如 2025-09-28[T14:00]", "2025-09-28[T14:00]"),
    )
    add(
        "--length",
        required=True,
        metavar=length,
        help=said("如", "such as") + ' "7 calendar_days"',
    )
    add(
        "--custody",
        action="store_true",
        help=said("当事人在押", "the person is in custody"),
    )
    add(
        "--suspended",
        action="append",
        default=[],
        metavar=said("起..止", "FROM..TO"),
        help=said(
            "中止，止为恢复之日；尚未恢复的只写 起..",
            "a suspension, TO the day it resumes; FROM.. while it goes on",
        ),
    )
    add(
        "--extended",
        action="append",
        default=[],
        metavar=length,
        help=said("延长，自顺延前的届满之日起算", "an extension, from the expiry"),
    )
    add(
        "--reset",
        metavar=day,
        help=said("自该日重新计算", "the count starts anew on this day"),
    )
    add("--done", metavar=day, help=said("办结之日", "the day of the act"))
    add("--as-of", metavar=day, help=said("状态截至该日", "the state on this day"))
    add("--json", action="store_true", help=said("输出 JSON", "as JSON"))


def run(arguments: argparse.Namespace) -> int:
    answer = explain(
        Question(
            start=_when(arguments.start, "--start"),
            length=_at("--length", parse_length, arguments.length),
            custody=arguments.custody,
            suspensions=[_suspension(text) for text in arguments.suspended],
            extensions=[_extension(text) for text in arguments.extended],
            reset_on=_when_given(arguments.reset, "--reset"),
            done_on=_when_given(arguments.done, "--done"),
            as_of=_when_given(arguments.as_of, "--as-of"),
        )
    )
    if arguments.json:
        sys.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(answer)))
    return 0


def _lines(answer: Answer) -> list[str]:
    spoken = language()
    bracket = Text("({})", " ({})").in_language(spoken)
    lines = [
        step.text.in_language(spoken)
        + bracket.format(step.rule_text.in_language(spoken))
        for step in answer.steps
    ]
    due = answer.as_json()["due"]
    untold = _UNTOLD.get(State(answer.state), Text("", ""))
    lines.append(str(due) if due else untold.in_language(spoken))
    return lines


def _at(name: str, read: Callable[[str], Read], text: str) -> Read:
    try:
        return read(text)
    except UserFault as fault:
        fault.where = fault.where or name
        raise


def _extension(text: str) -> Length:
    return _at("--extended", parse_length, text)


def _when_given(text: str | None, name: str) -> date | datetime | None:
    return None if text is None else _when(text, name)


def _when(text: str, name: str) -> date | datetime:
    """A day, or a moment of China's time; another offset is turned into it."""
    try:
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(CHINA)
            return moment.replace(tzinfo=None)
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except (ValueError, OverflowError):
        pass
    raise UserFault(
        Text(
            f"“{text}”不是日期：应写成 2025-10-09",
            f'"{text}" is not a date: write 2025-10-09',
        ),
        where=name,
    )


def _day(text: str, name: str) -> date:
    when = _when(text, name)
    return when.date() if isinstance(when, datetime) else when


def _suspension(text: str) -> Suspension:
    name = "--suspended"
    begun, dots, resumed = text.partition("..")
    if not dots:
        raise UserFault(
            Text(
                f"“{text}”读不懂：应写成 起..止，例如 2025-10-01..2025-10-03",
                f'cannot read "{text}": write FROM..TO, such as 2025-10-01..2025-10-03',
            ),
            where=name,
        )
    return Suspension(_day(begun, name), _day(resumed, name) if resumed else None)
