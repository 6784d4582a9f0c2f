"""The process of a pack: its drawing, and its routing tables with typed conditions."""

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.process.drawing import Drawing
from hengjian.engines.process.reading import read_all
from hengjian.engines.process.tables import RoutingTable, TableRow
from hengjian.lib.bilingual import Text


def build_drawing(draft: Draft, pack: str) -> Drawing | None:
    """The drawing of a pack; what it says that is not understood is noted."""
    source = draft.packs[pack]
    if source.process is None:
        return None
    shown = f"{source.shown_as}/process.bpmn"
    drawing, faults = read_all(source.process, file=shown)
    draft.faults.extend(faults)
    return None if faults else drawing


def build_tables(draft: Draft, pack: str) -> dict[str, RoutingTable]:
    """The routing tables of a pack, as far as they can be read."""
    return {
        name: _table(draft, pack, name, entry)
        for name, entry in draft.packs[pack].tables.items()
    }


def _table(draft: Draft, pack: str, name: str, entry: Entry) -> RoutingTable:
    return RoutingTable(
        name=name,
        label=entry.get("label", Text.same(name)),
        results=entry.get("results", {}),
        rows=tuple(_row(draft, pack, each) for each in entry.get("rows", ())),
        place=entry.place(),
        help=entry.get("help"),
    )


def _row(draft: Draft, pack: str, entry: Entry) -> TableRow:
    shape = draft.shapes.get(pack) or CardShape(pack, {})
    # a matter that runs is one card alone: linked cards are not at hand
    own = CardShape(shape.full_name, shape.items, broken=shape.broken)
    when = None
    if "when" in entry:
        scope = card_scope(
            draft, own, pack, personal=False, constants=frozenset({"as_of"})
        )
        when = parse_at(
            draft, entry.scalar("when"), scope, own.broken, ValueType.BOOLEAN
        )
    return TableRow(when, entry.get("then", ""), entry.place())
