"""``hengjian meetings rules``: which rule a body votes by on a day, and where it stands."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.meetings.models import Body

HELP = Text("某一天各会议适用的表决规则", "the voting rules of bodies on a day")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="DATE", help=said("哪一天(默认今天)", "which day (today)")
    )
    parser.add_argument(
        "--body", metavar="BODY", help=said("只看一种会议", "one kind of body only")
    )
    parser.add_argument(
        "--scope", default="", help=said("某项议事范围", "for one scope")
    )
    add_account(parser)
    parser.add_argument("--json", action="store_true", dest="as_json")


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.lib import clock
    from hengjian.meetings.queries.bodies import bodies_seen

    by = acting_account(arguments, Permission.BODY_READ)
    day = _day(arguments.on) if arguments.on else clock.today()
    found = bodies_seen(by, day)
    if arguments.body:
        found = found.filter(plan=arguments.body)
    for body in found:
        values = _values(body, day, arguments.scope)
        line = (
            json.dumps(values, ensure_ascii=False)
            if arguments.as_json
            else "\t".join(str(value) for value in values.values())
        )
        sys.stdout.write(f"{line}\n")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserFault(
            Text("日期写作 2026-10-20", "a date reads 2026-10-20"), where=text
        ) from None


def _values(body: "Body", day: date, scope: str) -> dict[str, Any]:
    from hengjian.meetings import catalogue

    found = catalogue.rule_in_force(body, day, scope)
    rule = found.as_json()
    majority = rule.get("majority")
    return {
        "procuratorate": body.procuratorate.code,
        "body": body.plan,
        "name": catalogue.name_of(body).in_language(language()),
        "on": day.isoformat(),
        "from": found.dated.from_on.isoformat() if found.dated.from_on else "",
        "own": found.is_own,
        "quorum": rule["quorum"]["share"],
        "majority": f"{majority['share']} {majority['of']}" if majority else "",
        "chair": str(rule["chair"]),
        "recused": str(rule["recused"]),
        "basis": found.dated.basis.in_words().in_language(language()),
    }
