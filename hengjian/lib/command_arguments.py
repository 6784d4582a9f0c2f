"""Arguments that many commands share."""

import argparse
from datetime import date

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


_LARGEST = 2**63 - 1  # what a database can hold
_LAST_PORT = 65535


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


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``: the answer for programs, as ``as_json``."""
    parser.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help=said("以 JSON 输出", "print JSON"),
    )


def add_card(parser: argparse.ArgumentParser) -> None:
    """``--card NAME``: one kind of case card; empty for all."""
    parser.add_argument(
        "--card", default="", metavar="NAME", help=said("只看一种案卡", "one card only")
    )


def add_procuratorate(parser: argparse.ArgumentParser) -> None:
    """``--procuratorate CODE``: one office; empty for all that may be seen."""
    parser.add_argument(
        "--procuratorate",
        default="",
        metavar="CODE",
        help=said("只看一个院，写院代码", "one office only, by its code"),
    )


def number(text: str) -> int:
    """An argument's ``type``: a whole number from 1 on, no larger than a database holds."""
    return _within(text, _LARGEST)


def port(text: str) -> int:
    """An argument's ``type``: a port to listen on."""
    return _within(text, _LAST_PORT)


def day(text: str) -> date:
    """An argument's ``type``: a day such as 2026-10-20."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            said(f"日期应写作 2025-12-31：{text}", f"a date reads 2025-12-31: {text}")
        ) from None


def _within(text: str, largest: int) -> int:
    # twenty digits are more than any bound here; int() need not read more of them
    if text.isascii() and text.isdigit() and len(text) < 20:
        read = int(text)
        if 1 <= read <= largest:
            return read
    raise argparse.ArgumentTypeError(
        said(
            f"应为 1 到 {largest} 的整数：{text}",
            f"a whole number from 1 to {largest}: {text}",
        )
    )
