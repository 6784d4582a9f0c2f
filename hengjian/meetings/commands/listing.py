"""``hengjian meetings list``: the meetings that an account may see, the newest first."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said
from hengjian.lib.language import language


HELP = Text("列出会议", "list meetings")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=number, default=50, help=said("最多几次", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.meetings import catalogue
    from hengjian.meetings.queries.sight import meetings_seen
    from hengjian.meetings.wording import MEETING_STATES

    by = acting_account(arguments, Permission.MEETING_READ)
    for each in meetings_seen(by)[: max(0, arguments.limit)]:
        name = catalogue.name_of(each.body)
        values = {
            "id": each.pk,
            "body": each.body.plan,
            "procuratorate": each.body.procuratorate.code,
            "number": f"{each.year}-{each.number}",
            "held_on": each.held_on.isoformat(),
            "state": str(each.state),
        }
        if arguments.as_json:
            sys.stdout.write(f"{json.dumps(values, ensure_ascii=False)}\n")
            continue
        told = [
            str(each.pk),
            each.held_on.isoformat(),
            each.body.procuratorate.code,
            name.in_language(language()),
            values["number"],
            MEETING_STATES[each.state].in_language(language()),
        ]
        sys.stdout.write("\t".join(map(str, told)) + "\n")
    return 0
