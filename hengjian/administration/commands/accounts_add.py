"""``hengjian accounts add USERNAME --as ACCOUNT``."""

import argparse
import secrets
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said


HELP = Text("开立账号，口令只显示一次", "open an account; its password is shown once")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help=said("账号名", "the account's name"))
    parser.add_argument("--person", help=said("人员工号", "a person's staff number"))
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import accounts
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.organisation.queries import person_by_number

    by = acting_account(arguments, Permission.ACCOUNT_CHANGE)
    person = person_by_number(arguments.person) if arguments.person else None
    password = secrets.token_urlsafe(12)
    with coming_from(command_origin()):
        account = accounts.add(
            username=arguments.username, password=password, person=person, by=by
        )
    sys.stdout.write(f"{account.username}\t{password}\n")
    return 0
