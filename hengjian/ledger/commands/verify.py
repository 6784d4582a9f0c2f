"""``hengjian ledger verify``: the ledger against the journal; exit 1 for a fault."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_json, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from collections.abc import Sequence

    from hengjian.ledger.verifying import Report

HELP = Text(
    "台账与留痕比对，指出被改、被删、插入、调换的记录",
    "compare the ledger with the journal; name what was altered",
)
NEEDS_DATABASE = True

SOUND = Text("台账与留痕一致。", "The ledger is as the journal says.")
CANNOT = Text("以下情形本核对发现不了：", "What this comparison cannot find:")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument(
        "--ledger-only",
        action="store_true",
        help=said("不另核对留痕链", "do not walk the journal's own chain"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.audit.verifying import verify as verify_journal
    from hengjian.ledger.verifying import verify

    report = verify()
    journal: Sequence[Text] = ()
    if not arguments.ledger_only:
        journal = [fault.message for fault in verify_journal().faults]
    if arguments.as_json:
        told = json.dumps(_values(report, len(journal)), ensure_ascii=False)
        sys.stdout.write(f"{told}\n")
    else:
        sys.stdout.write("\n".join(_lines(report, journal)) + "\n")
    return 1 if report.faults or journal else 0


def _values(report: "Report", journal_faults: int) -> dict[str, object]:
    return {
        "entries": report.entries,
        "rules": report.rules,
        "lists": report.lists,
        "faults": [
            {
                "kind": fault.kind.value,
                "what": fault.what,
                "number": fault.number,
                "zh": fault.message.zh,
                "en": fault.message.en,
            }
            for fault in report.faults
        ],
        "journal_faults": journal_faults,
        "cannot_find": [{"zh": each.zh, "en": each.en} for each in report.limits],
    }


def _lines(report: "Report", journal: "Sequence[Text]") -> list[str]:
    counted = Text(
        f"已核对记录 {report.entries} 笔、规则 {report.rules} 版、"
        f"已批准的发放清单 {report.lists} 份。",
        f"{report.entries} entries, {report.rules} versions of rules and"
        f" {report.lists} approved payment lists compared.",
    )
    faults = [*(fault.message for fault in report.faults), *journal]
    texts = [counted, *(faults or [SOUND]), CANNOT]
    lines = [each.in_language(language()) for each in texts]
    return lines + [f"  · {each.in_language(language())}" for each in report.limits]
