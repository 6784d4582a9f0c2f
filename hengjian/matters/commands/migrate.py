"""``hengjian matters migrate KIND``: running matters go on by the newest release."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.language import language


HELP = Text(
    "把在办事项换到业务包的新版，不能换的逐件说明理由",
    "move running matters to the newest release; who cannot move is told why",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help=said("种类(业务包名)", "the kind: a pack's name"))
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=said("只看结果，不写入", "say what would happen, write nothing"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.matters.actions.moving_release import move_all
    from hengjian.matters.kinds import kind_named
    from hengjian.matters.models import Matter
    from hengjian.matters.queries.releases import to_move, unit_keys
    from hengjian.matters.queries.unsealed import unsealed

    account = acting_account(arguments, Permission.PACK_RELEASE)
    kind = kind_named(arguments.kind)
    running = to_move(kind, unit_keys(account))
    with coming_from(command_origin()):
        found = move_all(
            matters=running, to=kind, by=account, dry_run=arguments.dry_run
        )
    told = set(
        Matter.objects.filter(
            unsealed(), pk__in=[each.matter.pk for each in found]
        ).values_list("pk", flat=True)
    )
    can = Text("可以换", "can move") if arguments.dry_run else Text("已换", "moved")
    for each in found:
        if each.matter.pk not in told:  # sealed: counted, not named
            continue
        words = (each.reason or can).in_language(language())
        unit = each.matter.procuratorate.code
        sys.stdout.write(f"{unit}\t{each.matter.number}\t{words}\n")
    stayed = sum(each.reason is not None for each in found)
    total = Text(
        f"{len(found)} 件，{stayed} 件不能换", f"{len(found)} matters, {stayed} stay"
    )
    sys.stdout.write(f"{total.in_language(language())}\n")
    return 0
