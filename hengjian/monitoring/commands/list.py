"""``hengjian monitoring list``: prompts as on their page, as far as one may see."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import (
    add_account,
    add_card,
    add_json,
    add_procuratorate,
    number,
    said,
)
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.monitoring.queries.telling import Told

HELP = Text("列出流程监控提示", "list prompts of process monitoring")
NEEDS_DATABASE = True
SPANS = ("waiting", "ended", "raised", "set_aside", "all")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_card(parser)
    parser.add_argument(
        "--rule",
        default="",
        metavar="PACK.RULE",
        help=said("只看一条规则", "one rule only"),
    )
    add_procuratorate(parser)
    parser.add_argument(
        "--span",
        default="waiting",
        choices=SPANS,
        help=said("默认为待处理的", "those that wait without it"),
    )
    parser.add_argument(
        "--limit", type=number, default=200, help=said("最多几条", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.monitoring.queries.prompts import Wanted, listed
    from hengjian.monitoring.queries.telling import told
    from hengjian.organisation.queries import procuratorate_with

    code = arguments.procuratorate
    place = procuratorate_with(code) if code else None
    by = acting_account(arguments, Permission.CARD_READ, unit=place)
    wanted = Wanted(
        span=arguments.span, place=place, card=arguments.card, rule=arguments.rule
    )
    rows = told(listed(by, wanted)[: max(0, arguments.limit)])
    write = _json_line if arguments.as_json else _line
    sys.stdout.write("".join(f"{write(row)}\n" for row in rows))
    return 0


def _json_line(row: "Told") -> str:
    from hengjian.monitoring.api import values

    return json.dumps(values(row), ensure_ascii=False, default=str)


def _line(row: "Told") -> str:
    prompt = row.prompt
    parts = [
        str(prompt.pk),
        row.state.in_language(language()),
        row.level.in_language(language()),
        row.label.in_language(language()),
        prompt.limit,
        prompt.due_on.isoformat() if prompt.due_on else "",
        prompt.unit_code,
        row.person,
        prompt.table.name,
        prompt.card_key,
    ]
    return "\t".join(parts)
