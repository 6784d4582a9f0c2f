"""``hengjian accounts end USERNAME ROLE [--unit CODE] --reason … --as ACCOUNT``."""

import argparse

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, day, said


HELP = Text("终止角色", "end a role")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help=said("谁的角色", "whose role"))
    parser.add_argument("role", help=said("角色", "the role"))
    parser.add_argument(
        "--unit",
        default="",
        metavar="CODE[/DEPARTMENT]",
        help=said(
            "在哪里授予的(只有一处时可不填)",
            "where it was granted (where there is only one, not needed)",
        ),
    )
    parser.add_argument(
        "--until",
        dest="until_on",
        type=day,
        help=said("最后一天，不填为今天", "the last day; today where none is given"),
    )
    parser.add_argument(
        "--reason",
        required=True,
        help=said("理由，记入留痕", "why; it is kept in the journal"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import grants
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.granting import grant_named, require_endable
    from hengjian.access.permissions import Permission
    from hengjian.access.queries import account_named
    from hengjian.audit.actions import coming_from
    from hengjian.lib import clock

    by = acting_account(arguments, Permission.ROLE_GRANT)
    account = account_named(arguments.username)
    found = grant_named(by, account, arguments.role, arguments.unit)
    until_on = arguments.until_on or clock.today()
    require_endable(found, until_on)
    with coming_from(command_origin()):
        grants.end(grant=found, until_on=until_on, reason=arguments.reason, by=by)
    return 0
