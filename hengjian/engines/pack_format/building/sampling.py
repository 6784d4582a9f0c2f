"""Populations of review: ``sampling.yaml`` with typed expressions."""

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.sampling_model import Population


_NEEDED = frozenset({"label", "card", "mode", "dated_by"})


def build_sampling(draft: Draft, pack: str) -> dict[str, Population]:
    """The populations of a pack whose cards are known; those unreadable are left out."""
    found = {
        name: _population(draft, pack, name, entry)
        for name, entry in draft.packs[pack].sampling.items()
        if entry.values.keys() >= _NEEDED
    }
    return {name: each for name, each in found.items() if each is not None}


def _population(draft: Draft, pack: str, name: str, entry: Entry) -> Population | None:
    shape = draft.shapes.get(entry["card"])
    if shape is None:
        return None  # a rule of packs tells it
    where = None
    if "where" in entry:
        scope = card_scope(draft, shape, pack, personal=False)
        where = parse_at(
            draft, entry.scalar("where"), scope, shape.broken, ValueType.BOOLEAN
        )
        if where is None:
            return None
    basis = (reference_of(value) for value in entry.get("basis", ()))
    return Population(
        name=name,
        pack=pack,
        card=entry["card"],
        mode=entry["mode"],
        dated_by=entry["dated_by"],
        label=entry["label"],
        place=entry.place(),
        where=where,
        case=entry.get("case"),
        by=entry.get("by"),
        kept_away=tuple(entry.get("kept_away", ())),
        basis=tuple(each for each in basis if each is not None),
    )
