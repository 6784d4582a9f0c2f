"""``hengjian matters list``: matters, newest first, as far as the account may see."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said


if TYPE_CHECKING:
    from hengjian.matters.models import Matter

HELP = Text("列出事项", "list matters")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", default="", help=said("种类", "the kind"))
    parser.add_argument(
        "--state",
        default="under_way",
        choices=["under_way", "open", "suspended", "closed", "archived", "all"],
        help=said("状态，默认在办", "its state; under way without it"),
    )
    parser.add_argument(
        "--limit", type=number, default=200, help=said("最多几条", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.matters.queries.lists import MatterFilter, listed

    account = acting_account(arguments, Permission.MATTER_READ)
    wanted = MatterFilter(kind=arguments.kind, state=arguments.state)
    found = listed(account, wanted)[: arguments.limit]
    lines = [_json(each) if arguments.as_json else _line(each) for each in found]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _json(matter: "Matter") -> str:
    return json.dumps(
        {
            "id": matter.pk,
            "kind": matter.kind,
            "number": matter.number,
            "title": matter.title,
            "state": matter.state,
            "procuratorate": matter.procuratorate.code,
            "registered_on": matter.registered_on.isoformat(),
        },
        ensure_ascii=False,
    )


def _line(matter: "Matter") -> str:
    parts = [
        str(matter.pk),
        matter.kind,
        matter.number,
        str(matter.state),
        matter.procuratorate.code,
        matter.registered_on.isoformat(),
        matter.title,
    ]
    return "\t".join(parts)
