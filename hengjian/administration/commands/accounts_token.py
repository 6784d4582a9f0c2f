"""``hengjian accounts token NAME --as ACCOUNT``: a token of one's own."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said


HELP = Text("为本账号生成令牌，只显示一次", "make a token of one's own; shown once")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help=said("令牌用途", "what the token is for"))
    parser.add_argument(
        "--scope",
        action="append",
        choices=["read", "write", "command"],
        help=said("范围，可多次给出", "a scope; may be given again"),
    )
    parser.add_argument(
        "--days",
        type=int,
        default=90,
        help=said("有效天数(默认 90)", "for how many days (90)"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import tokens
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from

    by = acting_account(arguments, Permission.TOKEN_MAKE)
    with coming_from(command_origin()):
        _, text = tokens.make(
            account=by,
            name=arguments.name,
            scopes=arguments.scope or ["read"],
            days=arguments.days,
            by=by,
        )
    sys.stdout.write(text + "\n")
    return 0
