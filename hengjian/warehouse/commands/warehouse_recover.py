"""``hengjian warehouse recover``: bring tables and imports in line after a crash."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "恢复：已写入的导入生效，未写完的清除",
    "recover: imports that were written go live, unfinished ones are cleared",
)
NEEDS_DATABASE = True

IN_LINE = Text("各案卡表均已一致。", "Every card table is in line.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import command_origin, require_key_owner
    from hengjian.audit.actions import coming_from
    from hengjian.audit.actors import System
    from hengjian.warehouse.importing.recovering import recover_all

    require_key_owner()
    with coming_from(command_origin()):
        recovered = recover_all(by=System("recovery"))
    lines = recovered or [IN_LINE.in_language(language())]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
