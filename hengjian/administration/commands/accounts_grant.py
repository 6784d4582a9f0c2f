"""``hengjian accounts grant USERNAME ROLE [--unit CODE] --reason … --as ACCOUNT``."""

import argparse

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, day, said


HELP = Text("授予角色", "grant a role")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help=said("授予给", "granted to"))
    parser.add_argument("role", help=said("角色", "the role"))
    parser.add_argument(
        "--unit",
        default="",
        metavar="CODE[/DEPARTMENT]",
        help=said(
            "单位编码，可加部门编码", "a procuratorate's code, and a department's"
        ),
    )
    parser.add_argument(
        "--stays",
        action="store_true",
        help=said("角色不随岗位调动(借调、检查)", "tied to the place, not to the post"),
    )
    parser.add_argument(
        "--from",
        dest="from_on",
        type=day,
        help=said("自哪一天(默认今天)", "the first day (today)"),
    )
    parser.add_argument(
        "--until", dest="until_on", type=day, help=said("至哪一天", "the last day")
    )
    parser.add_argument(
        "--reason",
        required=True,
        help=said("理由，记入留痕", "why; it is kept in the journal"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.actions import grants, refusals
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.faults import AdministratorsApart
    from hengjian.access.granting import place_asked
    from hengjian.access.permissions import Permission
    from hengjian.access.queries import account_named
    from hengjian.audit.actions import coming_from
    from hengjian.lib import clock

    by = acting_account(arguments, Permission.ROLE_GRANT)
    place, _, within = arguments.unit.partition("/")
    unit, department = place_asked(by, place, within)
    with coming_from(command_origin()):
        try:
            grants.grant(
                account=account_named(arguments.username),
                role=arguments.role,
                unit=unit,
                department=department,
                from_on=arguments.from_on or clock.today(),
                until_on=arguments.until_on,
                goes_with_post=False if arguments.stays else None,
                reason=arguments.reason.strip(),
                by=by,
            )
        except AdministratorsApart as refused:
            name = "hengjian accounts grant"
            refusals.note(door=name, asked=name, why=str(refused), by=by)
            raise
    return 0
