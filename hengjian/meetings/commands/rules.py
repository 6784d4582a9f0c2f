"""``hengjian meetings rules``: which rule a body votes by on a day, and where it stands."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, day, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.meetings.models import Body

HELP = Text("某一天各会议适用的表决规则", "the voting rules of bodies on a day")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        type=day,
        metavar="DATE",
        help=said("哪一天(默认今天)", "which day (today)"),
    )
    parser.add_argument(
        "--body", metavar="BODY", help=said("只看一种会议", "one kind of body only")
    )
    parser.add_argument(
        "--scope", default="", help=said("某项议事范围", "for one scope")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.lib import clock
    from hengjian.meetings.queries.bodies import bodies_seen

    by = acting_account(arguments, Permission.BODY_READ)
    on = arguments.on or clock.today()
    found = bodies_seen(by, on)
    if arguments.body:
        found = found.filter(plan=arguments.body)
    for body in found:
        values = _values(body, on, arguments.scope)
        line = (
            json.dumps(values, ensure_ascii=False)
            if arguments.as_json
            else "\t".join(str(value) for value in values.values())
        )
        sys.stdout.write(f"{line}\n")
    return 0


def _values(body: "Body", on: date, scope: str) -> dict[str, Any]:
    from hengjian.meetings import catalogue

    found = catalogue.rule_in_force(body, on, scope)
    rule = found.as_json()
    majority = rule.get("majority")
    return {
        "procuratorate": body.procuratorate.code,
        "body": body.plan,
        "name": catalogue.name_of(body).in_language(language()),
        "on": on.isoformat(),
        "from": found.dated.from_on.isoformat() if found.dated.from_on else "",
        "own": found.is_own,
        "quorum": rule["quorum"]["share"],
        "majority": f"{majority['share']} {majority['of']}" if majority else "",
        "chair": str(rule["chair"]),
        "recused": str(rule["recused"]),
        "basis": found.dated.basis.in_words().in_language(language()),
    }
