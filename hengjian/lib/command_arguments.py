"""Arguments that many commands share."""

import argparse

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


def said(zh: str, en: str) -> str:
    """A help text in the language of the command line."""
    return Text(zh, en).in_language(language())


def add_account(parser: argparse.ArgumentParser) -> None:
    """``--as ACCOUNT``: who acts; see ``access.command_line.acting_account``."""
    parser.add_argument(
        "--as",
        dest="account",
        required=True,
        metavar="ACCOUNT",
        help=said("以哪个账号办理", "the account that acts"),
    )
