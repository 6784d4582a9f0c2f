"""``hengjian matters record-of KIND``: where an office keeps the record of a kind."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, day, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "确定某类事项的记录在全国系统还是本平台",
    "settle whether the record of a kind is national or kept here",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help=said("种类(业务包名)", "the kind: a pack's name"))
    parser.add_argument(
        "record_of",
        choices=["national", "here"],
        help=said("全国系统，或者本平台", "national system, or here"),
    )
    parser.add_argument(
        "--unit", required=True, help=said("单位代码", "code of the office")
    )
    parser.add_argument(
        "--from",
        dest="from_on",
        type=day,
        required=True,
        help=said("启用日", "the first day"),
    )
    parser.add_argument("--reason", required=True, help=said("理由", "the reason"))
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.access.queries import visible_units
    from hengjian.audit.actions import coming_from
    from hengjian.matters.actions.recording import settle_record
    from hengjian.matters.kinds import kind_named
    from hengjian.matters.models import RecordOf

    account = acting_account(arguments, Permission.PACK_RELEASE)
    units = visible_units(account, Permission.PACK_RELEASE)
    unit = units.filter(code=arguments.unit).first()
    if unit is None:
        raise UserFault(
            Text(f"没有单位 {arguments.unit}", f"no office {arguments.unit}"),
            status=404,
        )
    with coming_from(command_origin()):
        made = settle_record(
            kind=kind_named(arguments.kind),
            unit=unit,
            record_of=RecordOf(arguments.record_of),
            from_on=arguments.from_on,
            reason=arguments.reason,
            by=account,
        )
    words = made.words.in_language(language())
    sys.stdout.write(f"{made.kind}\t{unit.code}\t{words}\t{made.from_on}\n")
    return 0
