"""``hengjian matters register KIND``: register a matter from the command line."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, said
from hengjian.lib.language import language
from hengjian.matters.commands.arguments import add_values, values_of


HELP = Text("登记事项", "register a matter")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help=said("种类(业务包名)", "the kind: a pack's name"))
    parser.add_argument(
        "--unit", default="", help=said("单位代码", "code of the office")
    )
    add_values(parser)
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.matters import filling
    from hengjian.matters.actions.registering import register
    from hengjian.matters.kinds import kind_named
    from hengjian.matters.queries.places import place_to_register
    from hengjian.organisation.models import Person

    account = acting_account(arguments, Permission.MATTER_REGISTER)
    kind = kind_named(arguments.kind)
    unit, department = place_to_register(account, arguments.unit)
    bound = filling.registration(kind, unit, department, account, values_of(arguments))
    with coming_from(command_origin()):
        matter = register(
            kind=kind,
            bound=bound,
            unit=unit,
            department=department,
            registrant=Person.objects.filter(pk=account.duty_person_id or 0).first(),
            by=account,
        )
    said_of_it = {"id": matter.pk, "kind": matter.kind, "number": matter.number}
    if arguments.as_json:
        line = json.dumps(said_of_it, ensure_ascii=False)
    else:
        line = f"{matter.pk}\t{kind.title.in_language(language())}\t{matter.number}"
    sys.stdout.write(f"{line}\n")
    return 0
