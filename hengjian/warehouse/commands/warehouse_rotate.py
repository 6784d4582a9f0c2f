"""``hengjian warehouse rotate``: wrap every data key by a new master key."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "更换主密钥：案卡、事项、文书的密钥都用新的主密钥重新封装，内容不动",
    "change the master key: the keys of cards, matters and documents are wrapped anew,"
    " what they sealed is not touched",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import command_origin, require_key_owner
    from hengjian.audit.actions import coming_from
    from hengjian.audit.actors import System
    from hengjian.warehouse.actions.vault import rotate_master_key

    require_key_owner()
    with coming_from(command_origin()):
        count = rotate_master_key(by=System("key-rotation"))
    said = Text(
        f"已用新的主密钥重新封装 {count} 个密钥。请另存一份密钥备份（hengjian backup --keys）。",
        f"{count} keys are wrapped by the new master key. Make a new copy of the keys"
        " (hengjian backup --keys).",
    )
    sys.stdout.write(f"{said.in_language(language())}\n")
    return 0
