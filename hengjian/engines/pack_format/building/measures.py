"""Measures from ``measures.yaml``: aggregates with typed expressions."""

from decimal import Decimal

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.pack_format.building.scopes import CONSTANTS, card_scope, parse_at
from hengjian.engines.pack_format.building.shapes import unknown_card_advice
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.model import Measure, Open
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


_NUMBERS = (ValueType.INTEGER, ValueType.DECIMAL)
NUMERIC_AGGREGATES = frozenset({"sum", "mean", "median", "quantile", "min", "max"})


def build_measures(draft: Draft, pack: str) -> dict[str, Measure]:
    """The measures of a pack whose card is known."""
    measures = {}
    scopes: dict[str, Scope] = {}
    for name, entry in draft.packs[pack].measures.items():
        card = measured_card(draft, pack, entry)
        if card is None or "agg" not in entry:
            continue
        scope = scopes.get(card.full_name)
        if scope is None:
            scope = card_scope(draft, card, pack, personal=False, constants=CONSTANTS)
            scopes[card.full_name] = scope
        measure = _measure(draft, pack, name, entry, card, scope)
        if _is_whole(measure, entry):
            measures[name] = measure
    return measures


def measured_card(draft: Draft, pack: str, entry: Entry) -> CardShape | None:
    """The card that a measure counts; a card that does not exist is a fault."""
    name = entry.get("card", pack)
    target = draft.card_named(name, pack)
    if target is not None:
        return draft.shapes.get(target)
    if "card" in entry:
        draft.faults.add(
            entry.place("card"),
            Text(f"没有案卡“{name}”", f"there is no card “{name}”"),
            unknown_card_advice(draft, name, pack),
            rule="measure_card",
        )
    else:
        draft.faults.add(
            entry.place(),
            Text(
                "本包没有 case_card.yaml，须写 card",
                "the pack has no case_card.yaml; card is needed",
            ),
            rule="measure_card",
        )
    return None


def _is_whole(measure: Measure, entry: Entry) -> bool:
    """Whether every expression was read; a measure without its where would lie."""
    return all(
        getattr(measure, key) is not None
        for key in ("of", "where", "open", "q")
        if entry.node.get(key) is not None
    )


def _measure(
    draft: Draft,
    pack: str,
    name: str,
    entry: Entry,
    card: CardShape,
    scope: Scope,
) -> Measure:
    opened = entry.get("open")
    quantile = entry.get("q")
    return Measure(
        name=name,
        pack=pack,
        card=card.full_name.removeprefix(f"{pack}."),
        agg=entry["agg"],
        place=entry.place(),
        of=_expression(draft, entry, card, scope, "of"),
        where=_expression(draft, entry, card, scope, "where"),
        dated_by=entry.get("dated_by"),
        open=(
            Open(opened["from"], opened["until"])
            if opened is not None and "from" in opened and "until" in opened
            else None
        ),
        at=entry.get("at"),
        q=(
            Decimal(quantile.numerator) / Decimal(quantile.denominator)
            if quantile is not None
            else None
        ),
        label=entry.get("label"),
    )


def _expression(
    draft: Draft, entry: Entry, card: CardShape, scope: Scope, key: str
) -> Expression | None:
    if key not in entry:
        return None
    wanted: tuple[ValueType, ...] = ()
    if key == "where":
        wanted = (ValueType.BOOLEAN,)
    elif entry["agg"] in NUMERIC_AGGREGATES:
        wanted = _NUMBERS
    return parse_at(draft, entry.scalar(key), scope, card.broken, *wanted)
