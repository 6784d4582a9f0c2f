"""The arguments by which the commands on findings narrow their list."""

import argparse
from typing import TYPE_CHECKING

from hengjian.lib.command_arguments import add_card, add_procuratorate, number, said


if TYPE_CHECKING:
    from hengjian.access.models import Account
    from hengjian.warehouse.queries.findings import FindingFilter


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """``--card --procuratorate --person --state --rule --import``."""
    add_card(parser)
    add_procuratorate(parser)
    parser.add_argument(
        "--person",
        default="",
        metavar="NUMBER",
        help=said("填录人的工号", "staff number"),
    )
    parser.add_argument(
        "--state",
        action="append",
        default=[],
        choices=["open", "corrected", "explained", "closed", "reopened"],
        help=said("状态，可多次给出", "a state; may be given again"),
    )
    parser.add_argument(
        "--rule", default="", help=said("只看一条规则", "one rule only")
    )
    parser.add_argument(
        "--import",
        type=number,
        default=None,
        dest="card_import",
        help=said("只看一次导入，写其编号", "one import only, by its number"),
    )


def narrowed(arguments: argparse.Namespace) -> "FindingFilter":
    """The filter that the arguments ask for. Raises ``OrganisationFault``."""
    from hengjian.organisation.queries import person_by_number, procuratorate_with
    from hengjian.warehouse.models import FindingState
    from hengjian.warehouse.queries.findings import FindingFilter

    code, number = arguments.procuratorate, arguments.person
    return FindingFilter(
        card=arguments.card,
        place=procuratorate_with(code) if code else None,
        person=person_by_number(number) if number else None,
        states=[FindingState(state) for state in arguments.state],
        rule=arguments.rule,
        card_import=arguments.card_import,
    )


def reader(arguments: argparse.Namespace, wanted: "FindingFilter") -> "Account":
    """The account that may read findings there. Raises ``NotAllowed``."""
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission

    return acting_account(arguments, Permission.FINDING_READ, unit=wanted.place)
