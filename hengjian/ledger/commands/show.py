"""``hengjian ledger show``: the entries of a person that the account may see."""

import argparse
import json
import sys
from datetime import date

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, day, said
from hengjian.lib.language import language


HELP = Text("列出一个人的记分和奖励", "list a person's points and awards")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", help=said("工号", "staff number"))
    parser.add_argument(
        "--since",
        type=day,
        default=date(2000, 1, 1),
        help=said("自哪一天", "the first day"),
    )
    parser.add_argument(
        "--until",
        type=day,
        default=date(2199, 1, 1),
        help=said("至哪一天", "the last day"),
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.engines.points.amounts import written
    from hengjian.ledger.queries.sight import entries_seen
    from hengjian.organisation.queries import person_by_number

    account = acting_account(arguments, Permission.LEDGER_READ)
    person = person_by_number(arguments.person)
    found = (
        entries_seen(account)
        .filter(
            account__person=person,
            happened_on__range=(arguments.since, arguments.until),
        )
        .order_by("happened_on", "id")
    )
    for each in found:
        title = each.rule.title if each.rule is not None else each.how_text
        told = {
            "entry": each.pk,
            "purpose": each.account.purpose,
            "happened_on": each.happened_on.isoformat(),
            "how": each.how,
            "amount": written(each.hundredths),
            "title": title.in_language(language()),
            "digest": each.digest,
        }
        line = (
            json.dumps(told, ensure_ascii=False)
            if arguments.as_json
            else "\t".join(str(value) for value in told.values())
        )
        sys.stdout.write(f"{line}\n")
    return 0
