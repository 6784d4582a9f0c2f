"""``hengjian matters register-from KIND CARD``: a matter for each imported card."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, day, number, said
from hengjian.lib.language import language


HELP = Text(
    "按已导入的案卡成批登记事项", "register matters for imported cards, many at once"
)
NEEDS_DATABASE = True
_NAMED = 20  # refusals that are shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help=said("种类(业务包名)", "the kind: a pack's name"))
    parser.add_argument("card", help=said("它叠加的案卡", "the card that it overlays"))
    for name, words in (
        ("from", said("从哪天的案卡起", "cards of this day and later")),
        ("to", said("到哪天的案卡止", "cards of this day and earlier")),
    ):
        parser.add_argument(
            f"--{name}",
            type=day,
            dest=f"{name}_on",
            metavar="DATE",
            help=words,
        )
    parser.add_argument("--most", type=number, help=said("最多几件", "at most so many"))
    parser.add_argument(
        "--unit", default="", help=said("单位代码", "code of the office")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.matters.kinds import kind_named
    from hengjian.matters.queries.places import place_to_register
    from hengjian.warehouse.overlays.registering import (
        Place,
        WantedCards,
        register_from_cards,
    )

    account = acting_account(arguments, Permission.MATTER_REGISTER)
    unit, department = place_to_register(account, arguments.unit)
    acting_account(arguments, Permission.CARD_READ, unit=unit)
    with coming_from(command_origin()):
        told = register_from_cards(
            kind_named(arguments.kind),
            arguments.card,
            Place(unit, department, account),
            WantedCards(arguments.from_on, arguments.to_on, arguments.most),
        )
    if arguments.as_json:
        values = {
            "registered": told.registered,
            "known": told.known,
            "refused": [
                {"key": key, "zh": words.zh, "en": words.en}
                for key, words in told.refused
            ],
        }
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        return 0
    counted = Text(
        f"登记 {told.registered} 件，已有 {told.known} 件，未能登记 {len(told.refused)} 件",
        f"{told.registered} registered, {told.known} known before,"
        f" {len(told.refused)} refused",
    )
    lines = [counted.in_language(language())]
    lines += [
        f"  {key}: {words.in_language(language())}"
        for key, words in told.refused[:_NAMED]
    ]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
