"""Arguments that the commands of matters share."""

import argparse

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.faults import UserFault


def add_values(parser: argparse.ArgumentParser) -> None:
    """``--set ITEM=TEXT``, as often as there are items."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="values",
        metavar="ITEM=TEXT",
        help=said("填一项，可写多次", "fill one item; may be given again"),
    )


def values_of(arguments: argparse.Namespace) -> dict[str, str]:
    """What ``--set`` gave. Raises ``UserFault`` for one without an equals sign."""
    found = {}
    for given in arguments.values:
        item, equals, text = given.partition("=")
        if not equals:
            raise UserFault(
                Text(f"“{given}”应写成 项=值", f"write “{given}” as ITEM=TEXT")
            )
        found[item.strip()] = text
    return found
