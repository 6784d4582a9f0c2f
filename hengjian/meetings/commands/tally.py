"""``hengjian meetings tally``: whether a vote passed, and which rule says so."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from hengjian.engines.voting.ballots import Result
from hengjian.engines.voting.tallying import Outcome, tally
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language
from hengjian.meetings.file_tool.tally_file import read_tally


HELP = Text(
    "一次表决的结果，以及依据哪条规则",
    "the result of a vote, and which rule says so",
)
NEEDS_DATABASE = False

RESULTS = {
    Result.PASSED: Text("通过", "passed"),
    Result.NOT_PASSED: Text("不通过", "not passed"),
    Result.NO_QUORUM: Text("不足法定人数", "no quorum"),
    Result.CHAIR_DECIDES: Text("由检察长决定", "the chief decides"),
}
REFER_UP = Text(
    "检察长与多数意见不一致，可以报请上一级决定",
    "the chief voted against the majority and may refer the item up",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=Text(
            "写明规则与票数的 YAML 文件", "a YAML file with rule and votes"
        ).in_language(language()),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=Text("以 JSON 输出", "print JSON").in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    rule, ballot = read_tally(arguments.file)
    outcome = tally(rule, ballot)
    if arguments.json:
        text = json.dumps(_as_json(outcome), ensure_ascii=False)
    else:
        text = _as_lines(outcome)
    sys.stdout.write(f"{text}\n")
    return 0


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "quorum_met": outcome.quorum_met,
        "result": outcome.result.value,
        "may_refer_up": outcome.may_refer_up,
        "needed": outcome.needed,
        "reason": {"zh": outcome.reason.zh, "en": outcome.reason.en},
    }


def _as_lines(outcome: Outcome) -> str:
    told = [RESULTS[outcome.result], outcome.reason]
    if outcome.may_refer_up:
        told.append(REFER_UP)
    return "\n".join(text.in_language(language()) for text in told)
