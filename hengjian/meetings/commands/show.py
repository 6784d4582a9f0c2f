"""``hengjian meetings show``: one meeting's agenda, its votes, and the rule that says so."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.meetings.queries.agenda import Point

HELP = Text("查看一次会议的议程和表决", "show one meeting's agenda and votes")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", type=number, metavar="ID", help=said("会议编号", "the meeting's id")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.meetings.queries.agenda import agenda_of
    from hengjian.meetings.queries.sight import meeting_seen

    by = acting_account(arguments, Permission.MEETING_READ)
    meeting = meeting_seen(by, arguments.number)
    if meeting is None:
        raise UserFault(
            Text(
                "没有这次会议，或您无权查看", "there is no such meeting, or not for you"
            ),
            where=str(arguments.number),
            status=404,
        )
    for point in agenda_of(meeting):
        values = _values(point)
        line = (
            json.dumps(values, ensure_ascii=False)
            if arguments.as_json
            else "\t".join(str(value) for value in values.values())
        )
        sys.stdout.write(f"{line}\n")
    return 0


def _values(point: "Point") -> dict[str, Any]:
    standing = point.standing
    return {
        "id": point.item.pk,
        "title": point.item.title,
        "state": str(point.item.state),
        "result": standing.vote.result if standing else "",
        "reason": standing.reason.in_language(language()) if standing else "",
    }
