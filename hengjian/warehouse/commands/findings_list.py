"""``hengjian findings list``: findings, most urgent first, as far as the account may see."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said
from hengjian.lib.language import language
from hengjian.warehouse.commands.narrowing import add_narrowing, narrowed, reader


if TYPE_CHECKING:
    from hengjian.warehouse.models import Finding

HELP = Text("列出案卡问题", "list findings")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_narrowing(parser)
    parser.add_argument(
        "--limit", type=number, default=200, help=said("最多几条", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.warehouse.queries.findings import findings
    from hengjian.warehouse.queries.sight import seen_by

    wanted = narrowed(arguments)
    by = reader(arguments, wanted)
    found = list(findings(wanted).filter(seen_by(by))[: arguments.limit])
    if arguments.as_json:
        lines = [json.dumps(_values(each), ensure_ascii=False) for each in found]
    else:
        lines = [_line(each) for each in found]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _values(finding: "Finding") -> dict[str, object]:
    from hengjian.warehouse.wording import mend_of

    mend = mend_of(finding)
    return {
        "id": finding.pk,
        "card": finding.table.name,
        "key": finding.card_key,
        "rule": finding.rule,
        "state": finding.state,
        "message": {"zh": finding.message_zh, "en": finding.message_en},
        "mend": {"zh": mend.zh, "en": mend.en},
        "procuratorate": finding.unit_code,
        "handler": finding.handler,
        "raised_on": finding.raised_on.isoformat(),
        "due_on": finding.due_on.isoformat(),
    }


def _line(finding: "Finding") -> str:
    message = Text(finding.message_zh, finding.message_en).in_language(language())
    parts = [
        str(finding.pk),
        str(finding.state),
        finding.due_on.isoformat(),
        finding.unit_code,
        finding.handler,
        finding.table.name,
        finding.card_key,
        message,
    ]
    return "\t".join(parts)
