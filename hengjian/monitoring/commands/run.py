"""``hengjian monitoring run``: ask the rules of every card now."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text("按监控规则核对案卡", "ask the rules of monitoring of every card")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--card",
        default="",
        metavar="NAME",
        help=said("只核对这种案卡", "of this card only"),
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.monitoring.rules import monitored_cards
    from hengjian.monitoring.tasks import check_cards

    by = acting_account(arguments, Permission.PROMPT_DECIDE)
    cards = monitored_cards()
    if arguments.card:
        if arguments.card not in cards:
            raise UserFault(
                Text(
                    f"没有规则读案卡“{arguments.card}”",
                    f"no rule reads the card “{arguments.card}”",
                )
            )
        cards = [arguments.card]
    for card, entered in check_cards(cards, by=by).items():
        if arguments.as_json:
            told = json.dumps({"card": card, **vars(entered)})
        else:
            told = Text(
                f"{card}：命中 {entered.holding:,}，新 {entered.new:,}，"
                f"重现 {entered.again:,}，消除 {entered.ended:,}",
                f"{card}: {entered.holding:,} hold, {entered.new:,} new, "
                f"{entered.again:,} again, {entered.ended:,} ended",
            ).in_language(language())
        sys.stdout.write(f"{told}\n")
    return 0
