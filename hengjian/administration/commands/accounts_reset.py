"""``hengjian accounts reset USERNAME [--second-factor] --as ACCOUNT``."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said


HELP = Text(
    "发一次性密码，只显示一次；可同时重置第二因素",
    "give a one-time password, shown once; the second factor too if asked",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help=said("账号名", "the account's name"))
    parser.add_argument(
        "--second-factor",
        action="store_true",
        help=said("手机丢失：同时重置第二因素", "the telephone is lost: reset it too"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import accounts, second_factor
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.access.queries import account_named
    from hengjian.audit.actions import coming_from

    by = acting_account(arguments, Permission.ACCOUNT_CHANGE)
    account = account_named(arguments.username)
    with coming_from(command_origin()):
        password = accounts.give_one_time_password(account=account, by=by)
        if arguments.second_factor:
            second_factor.reset(account=account, by=by)
    sys.stdout.write(f"{account.username}\t{password}\n")
    return 0
