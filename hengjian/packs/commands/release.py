"""``hengjian packs release [DIR …] --as ACCOUNT``."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.language import language


HELP = Text(
    "发布业务包：把文件夹里与最近发布不同的业务包存为新版本",
    "release packs: store those that differ from their newest release",
)
NEEDS_DATABASE = True

NOTHING = Text(
    "各业务包与最近发布一致，没有新版本。", "Every pack is as released; nothing is new."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="DIR",
        help=said(
            "业务包的文件夹，或其上一级；不写则为 HENGJIAN_PACKS 或随程序带来的",
            "a pack's folder, or a folder of packs; left out, those of HENGJIAN_PACKS"
            " or that came with the program",
        ),
    )
    add_account(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help=said("只检查，不发布", "only check")
    )


def run(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.packs import actions

    by = acting_account(arguments, Permission.PACK_RELEASE)
    prepared = actions.prepare(arguments.folders or [Path(settings.HENGJIAN_PACKS)])
    if not arguments.dry_run:
        with coming_from(command_origin()):
            actions.release(prepared=prepared, by=by)
    for each in prepared:
        title = each.title.in_language(language())
        sys.stdout.write(f"{each.name} {each.after + 1} {each.digest[:12]} {title}\n")
    if not prepared:
        sys.stdout.write(NOTHING.in_language(language()) + "\n")
    return 0
