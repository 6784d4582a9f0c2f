"""``hengjian warehouse matters``: matters against their cards; exit 1 when they differ."""

import argparse
import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_json, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.warehouse.matter_cards.reconciling import Reconciled

HELP = Text(
    "核对事项与案卡是否一致，必要时重建案卡",
    "hold matters against their cards, and write the cards anew where need be",
)
NEEDS_DATABASE = True

_NAMED = 20  # keys of each sort that are shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kinds", nargs="*", help=said("种类，不填为全部", "kinds; all when left out")
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help=said("重建全部案卡", "write all cards of these kinds anew"),
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import command_origin, require_key_owner
    from hengjian.audit.actions import coming_from
    from hengjian.audit.actors import System
    from hengjian.matters.kinds import kind_named
    from hengjian.packs.queries import current_release
    from hengjian.warehouse.matter_cards import reconciling

    require_key_owner()
    known = reconciling.kinds_with_cards()
    for kind in arguments.kinds:
        if kind not in known and current_release(kind) is None:
            kind_named(kind)  # a slip of the pen is no kind without matters
    told = []
    with coming_from(command_origin()):
        for kind in arguments.kinds or known:
            if arguments.rebuild:
                told.append(reconciling.rebuild(kind, by=System("matters")))
            else:
                told.append(reconciling.reconcile(kind))
    told = [_without_sealed(each) for each in told]
    if arguments.as_json:
        values = [asdict(each) for each in told]
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        lines = [line for each in told for line in _lines(each)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if all(each.agrees for each in told) else 1


def _without_sealed(told: "Reconciled") -> "Reconciled":
    """The same counts; no key of a sealed card is named."""
    from hengjian.warehouse.queries.sealed import WITHHELD, shown_keys

    def named(keys: list[str]) -> list[str]:
        shown = set(shown_keys(keys, told.kind))
        withheld = WITHHELD.in_language(language())
        return [key if key in shown else withheld for key in keys]

    return replace(
        told,
        missing=named(told.missing),
        differing=named(told.differing),
        left_over=named(told.left_over),
    )


def _lines(told: "Reconciled") -> list[str]:
    head = Text(
        f"{told.matters} 件事项，{told.cards} 张案卡；待写入 {told.waiting}，"
        f"无案卡 {told.without_card}",
        f"{told.matters} matters, {told.cards} cards; {told.waiting} waiting,"
        f" {told.without_card} without a card",
    )
    if told.from_files:
        head = Text(
            f"{head.zh}，全国系统导出 {told.from_files}",
            f"{head.en}, {told.from_files} of a national export",
        )
    mark = "✓" if told.agrees else "✗"
    lines = [f"{mark} {told.kind}: {head.in_language(language())}"]
    wrong = (
        (Text("缺少案卡", "no card"), told.missing),
        (Text("案卡不一致", "card differs"), told.differing),
        (Text("多余案卡", "card of no matter"), told.left_over),
    )
    for words, keys in wrong:
        if keys:
            shown = ", ".join(keys[:_NAMED]) + (" …" if len(keys) > _NAMED else "")
            lines.append(f"  {words.in_language(language())} {len(keys)}: {shown}")
    return lines
