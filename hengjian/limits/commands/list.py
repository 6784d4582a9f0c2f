"""``hengjian limits list``: limits as on the board, custody first, as far as one may see."""

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
    from hengjian.limits.queries.telling import Told

HELP = Text("列出案卡期限，在押的在前", "list limits of cards, custody first")
NEEDS_DATABASE = True
SPANS = ("near", "late", "today", "week", "next", "later", "suspended", "untold", "met")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_card(parser)
    add_procuratorate(parser)
    parser.add_argument(
        "--limit-number",
        default="",
        metavar="T01",
        help=said("只看一种期限", "one limit only"),
    )
    parser.add_argument(
        "--span",
        default="",
        choices=["", *SPANS],
        help=said("不写为全部进行中的", "without it: all that run"),
    )
    parser.add_argument(
        "--custody", action="store_true", help=said("只列在押", "in custody only")
    )
    parser.add_argument(
        "--limit", type=number, default=200, help=said("最多几条", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.limits.queries.board import READS, Wanted, listed
    from hengjian.limits.queries.telling import told
    from hengjian.organisation.queries import procuratorate_with

    code = arguments.procuratorate
    place = procuratorate_with(code) if code else None
    by = acting_account(arguments, READS, unit=place)
    wanted = Wanted(
        place=place,
        card=arguments.card,
        limit=arguments.limit_number,
        span=arguments.span,
        custody=arguments.custody,
    )
    rows = told(listed(by, wanted)[: max(0, arguments.limit)])
    write = _json_line if arguments.as_json else _line
    sys.stdout.write("".join(f"{write(row)}\n" for row in rows))
    return 0


def _json_line(row: "Told") -> str:
    from hengjian.limits.api import values

    return json.dumps(values(row), ensure_ascii=False, default=str)


def _line(row: "Told") -> str:
    limit = row.limit
    custody = Text("在押", "custody").in_language(language()) if limit.custody else ""
    parts = [
        str(limit.pk),
        limit.due_on.isoformat() if limit.due_on else "—",
        row.state.words.in_language(language()),
        custody,
        limit.limit,
        row.label.in_language(language()),
        limit.unit_code,
        row.person,
        limit.table.name,
        limit.card_key,
    ]
    return "\t".join(parts)
