"""``hengjian accounts setup``: the three administrators of a new installation."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "为新装系统开立三个管理员账号，口令只显示一次",
    "open the three administrators' accounts; the passwords are shown once",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions.setup import open_administrators
    from hengjian.access.command_line import command_origin, require_key_owner
    from hengjian.audit.actions import coming_from
    from hengjian.audit.actors import System

    require_key_owner()
    with coming_from(command_origin()):
        opened = open_administrators(by=System("installation"))
    for account, password in opened:
        sys.stdout.write(f"{account.username}\t{password}\n")
    said = Text("首次登录须更改口令。", "Change each password at the first sign-in.")
    sys.stdout.write(said.in_language(language()) + "\n")
    return 0
