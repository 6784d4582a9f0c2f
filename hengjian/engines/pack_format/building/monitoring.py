"""Rules of process monitoring: ``monitoring.yaml`` with typed expressions."""

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.engines.pack_format.records import Entry


_NEEDED = frozenset({"label", "level", "ground"})


def build_monitoring(draft: Draft, pack: str) -> dict[str, MonitoringRule]:
    """The rules of a pack whose cards are known; those that cannot be read are left out."""
    found = {
        name: _rule(draft, pack, name, entry)
        for name, entry in draft.packs[pack].monitoring.items()
        if entry.values.keys() >= _NEEDED
    }
    return {name: rule for name, rule in found.items() if rule is not None}


def _rule(draft: Draft, pack: str, name: str, entry: Entry) -> MonitoringRule | None:
    card = entry.get("card", pack)
    shape = draft.shapes.get(card)
    if shape is None:
        return None  # a rule of packs tells it
    when = None
    if "when" in entry:
        scope = card_scope(
            draft, shape, pack, personal=False, constants=frozenset({"as_of"})
        )
        when = parse_at(
            draft, entry.scalar("when"), scope, shape.broken, ValueType.BOOLEAN
        )
        if when is None:
            return None
    basis = (reference_of(value) for value in entry.get("basis", ()))
    return MonitoringRule(
        name=name,
        pack=pack,
        card=card,
        level=entry["level"],
        ground=entry["ground"],
        label=entry["label"],
        place=entry.place(),
        when=when,
        late=entry.get("late"),
        limit=entry.get("limit"),
        reply=entry.get("reply"),
        message=entry.get("message"),
        basis=tuple(each for each in basis if each is not None),
    )
