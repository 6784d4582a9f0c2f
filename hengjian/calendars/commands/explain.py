"""``hengjian deadlines explain``: when a limit ends, and why."""

import argparse
import json
import sys
from datetime import date, datetime

from hengjian.engines.deadlines.explaining import Question, Suspension, explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "一个期限何时届满,以及每一步的理由",
    "when a limit ends, with the reason of each step",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--start", required=True, metavar="DATE", help="2025-09-28[T14:00]")
    add("--length", required=True, help='"7 calendar_days"')
    add("--custody", action="store_true", help="the person is in custody")
    add("--suspended", action="append", default=[], metavar="FROM..TO")
    add("--extended", action="append", default=[], metavar="LENGTH")
    add("--reset", metavar="DATE")
    add("--done", metavar="DATE")
    add("--as-of", metavar="DATE")
    add("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    answer = explain(
        Question(
            start=_when(arguments.start, "--start"),
            length=parse_length(arguments.length),
            custody=arguments.custody,
            suspensions=[_suspension(text) for text in arguments.suspended],
            extensions=[parse_length(text) for text in arguments.extended],
            reset_on=_day(arguments.reset, "--reset") if arguments.reset else None,
            done_on=_when(arguments.done, "--done") if arguments.done else None,
            as_of=_day(arguments.as_of, "--as-of") if arguments.as_of else None,
        )
    )
    if arguments.json:
        sys.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False) + "\n")
        return 0
    for step in answer.steps:
        sys.stdout.write(f"{step.text.in_language(language())}({step.rule})\n")
    sys.stdout.write(f"{answer.as_json()['due']}\n")
    return 0


def _when(text: str, name: str) -> date | datetime:
    try:
        if "T" in text:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=None)
        return date.fromisoformat(text)
    except ValueError as error:
        raise _unreadable(text, name) from error


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _unreadable(text, name) from error


def _suspension(text: str) -> Suspension:
    begun, dots, resumed = text.partition("..")
    if not dots:
        raise UserFault(
            Text(
                f"“{text}”读不懂:应写成 起..止,例如 2025-10-01..2025-10-03",
                f'cannot read "{text}": write FROM..TO, such as 2025-10-01..2025-10-03',
            ),
            where="--suspended",
        )
    return Suspension(_day(begun, "--suspended"), _day(resumed, "--suspended"))


def _unreadable(text: str, name: str) -> UserFault:
    return UserFault(
        Text(
            f"“{text}”不是日期:应写成 2025-10-09",
            f'"{text}" is not a date: write 2025-10-09',
        ),
        where=name,
    )
