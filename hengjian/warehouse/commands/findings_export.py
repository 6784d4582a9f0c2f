"""``hengjian findings export --card NAME --out FILE.xlsx``: to correct and import again."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.language import language
from hengjian.warehouse.commands.narrowing import add_narrowing, narrowed, reader


HELP = Text(
    "把有问题的案卡导出为 xlsx，改正后可再导入",
    "export cards with findings as xlsx, to be corrected and imported again",
)
NEEDS_DATABASE = True

CARD_NEEDED = Text("请用 --card 指明案卡", "name the card with --card")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_narrowing(parser)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE.xlsx",
        help=said("写到的文件", "the file to write"),
    )
    parser.add_argument(
        "--personal",
        default="",
        metavar="REASON",
        help=said(
            "连同个人信息导出的理由(留痕)",
            "why personal items are exported too (journaled)",
        ),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import exports
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.lib.faults import UserFault
    from hengjian.warehouse import exporting
    from hengjian.warehouse.models import AWAITING
    from hengjian.warehouse.queries.findings import findings
    from hengjian.warehouse.queries.sight import seen_by

    if not arguments.card:
        raise UserFault(CARD_NEEDED)
    wanted = narrowed(arguments)
    by = reader(arguments, wanted)
    if arguments.personal:
        permission = Permission.PERSONAL_ITEM_UNMASK
        by = acting_account(arguments, permission, unit=wanted.place)
    found = findings(wanted).filter(seen_by(by))
    if not arguments.state:
        found = found.filter(state__in=AWAITING)
    with coming_from(command_origin()):
        cards = exporting.write_findings(
            arguments.out, arguments.card, found, reason=arguments.personal, by=by
        )
        asked = {"card": arguments.card, "command": "findings export"}
        exports.note(table=arguments.out.name, asked=asked, rows=cards, by=by)
    done = Text(f"{cards} 张案卡：{arguments.out}", f"{cards} cards: {arguments.out}")
    sys.stdout.write(done.in_language(language()) + "\n")
    return 0
