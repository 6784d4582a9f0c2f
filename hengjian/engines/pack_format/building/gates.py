"""Integrity gates from their file: typed conditions over the card and the people."""

from dataclasses import replace

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.gate_model import PEOPLE, Gate, GateCount
from hengjian.engines.pack_format.model import Pack
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def build_gates(draft: Draft, pack: Pack) -> dict[str, Gate]:
    """The gates of a pack, as far as they can be read."""
    shape = draft.shapes.get(pack.name) or CardShape(pack.name, {})
    own = CardShape(shape.full_name, shape.items, broken=shape.broken)
    constants = frozenset({"as_of"})
    scope = card_scope(draft, own, pack.name, personal=False, constants=constants)
    tasks = pack.process.tasks if pack.process is not None else {}
    people = {f"people.{name}": ValueType.TEXT for name in PEOPLE}
    people |= {f"done_by.{task}": ValueType.TEXT for task in tasks}
    return {
        name: _gate(draft, own, name, entry, scope, people)
        for name, entry in draft.packs[pack.name].integrity.items()
    }


def _gate(
    draft: Draft,
    shape: CardShape,
    name: str,
    entry: Entry,
    scope: Scope,
    people: dict[str, ValueType],
) -> Gate:
    counts: dict[str, Entry] = entry.get("counts", {})
    counted = {f"counted.{each}": ValueType.INTEGER for each in counts}
    wider = replace(scope, names={**scope.names, **people, **counted})
    basis = entry.get("basis")
    return Gate(
        name=name,
        at=entry.get("at", ()),
        does=entry.get("does", "warn"),
        message=entry.get("message", Text.same(name)),
        place=entry.place(),
        when=_parsed(draft, shape, entry, "when", wider),
        counts={n: _count(draft, shape, c, scope) for n, c in counts.items()},
        expected=entry.get("expected", "no"),
        tell=entry.get("tell", ()),
        basis=reference_of(basis) if basis is not None else None,
    )


def _count(draft: Draft, shape: CardShape, entry: Entry, scope: Scope) -> GateCount:
    overlap = entry.get("overlap")
    return GateCount(
        same=entry.get("same", ()),
        overlap=(overlap[0], overlap[1]) if overlap and len(overlap) == 2 else None,
        where=_parsed(draft, shape, entry, "where", scope),
        months=entry.get("within", 12),
    )


def _parsed(
    draft: Draft, shape: CardShape, entry: Entry, key: str, scope: Scope
) -> Expression | None:
    if key not in entry:
        return None
    return parse_at(draft, entry.scalar(key), scope, shape.broken, ValueType.BOOLEAN)
