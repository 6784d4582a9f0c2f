"""The arguments by which the commands on findings narrow their list."""

import argparse
from typing import TYPE_CHECKING

from hengjian.lib.command_arguments import said


if TYPE_CHECKING:
    from hengjian.access.models import Account
    from hengjian.warehouse.queries.findings import FindingFilter


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """``--card --procuratorate --person --state --rule --import``."""
    parser.add_argument("--card", default="", metavar="NAME")
    parser.add_argument("--procuratorate", default="", metavar="CODE")
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
    )
    parser.add_argument("--rule", default="")
    parser.add_argument("--import", type=int, default=None, dest="card_import")


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
