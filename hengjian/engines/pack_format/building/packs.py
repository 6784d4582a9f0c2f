"""A pack from its file and the parts already built."""

from dataclasses import replace

from hengjian.engines.pack_format.building.cards import build_card
from hengjian.engines.pack_format.building.deadlines import build_deadlines
from hengjian.engines.pack_format.building.decisions import build_decisions
from hengjian.engines.pack_format.building.documents import build_documents
from hengjian.engines.pack_format.building.forms import build_forms
from hengjian.engines.pack_format.building.gates import build_gates
from hengjian.engines.pack_format.building.indicators import (
    build_balances,
    build_indicators,
)
from hengjian.engines.pack_format.building.measures import build_measures
from hengjian.engines.pack_format.building.monitoring import build_monitoring
from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.building.processes import (
    build_drawing,
    build_tables,
)
from hengjian.engines.pack_format.building.rolled import build_rolled_cards
from hengjian.engines.pack_format.building.sampling import build_sampling
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import Followed, Opens, Overlay, Pack, Parameter
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


_RECORD_OF = {"imported": "national", "handled": "here"}


def _opens(entry: Entry | None) -> Opens | None:
    if entry is None or not {"day", "role"} <= entry.values.keys():
        return None
    return Opens(entry["day"], entry["role"], entry.get("prepared", ""))


def build_pack(draft: Draft, name: str, parameters: dict[str, Parameter]) -> Pack:
    """One pack; parts with faults are left out, the faults stand in the draft."""
    source = draft.packs[name]
    entry = source.pack
    values = {} if entry is None else dict(entry.values)
    kind = values.get("kind", "imported")
    basis = (reference_of(value) for value in values.get("basis", ()))
    pack = Pack(
        name=name,
        folder=source.folder,
        title=values.get("title", Text.same(name)),
        line_of_work=values.get("line_of_work", ""),
        kind=kind,
        record_of=values.get("record_of", _RECORD_OF[kind]),
        sensitivity=values.get("sensitivity", "internal"),
        effective_from=values.get("effective_from"),
        effective_to=values.get("effective_to"),
        basis=tuple(reference for reference in basis if reference is not None),
        uses=tuple(values.get("uses", ())),
        card=build_card(draft, name),
        rolled_cards=build_rolled_cards(draft, name),
        measures=build_measures(draft, name),
        balances=build_balances(draft, name),
        parameters=parameters,
        indicators=build_indicators(draft, name),
        deadlines=build_deadlines(draft, name),
        monitoring=build_monitoring(draft, name),
        sampling=build_sampling(draft, name),
        forms=build_forms(draft, name),
        process=build_drawing(draft, name),
        tables=build_tables(draft, name),
        documents=build_documents(draft, name),
        decisions=build_decisions(draft, name),
        opens=_opens(values.get("opens")),
        titled_by=tuple(values.get("titled_by", ())),
        leads_to=tuple(values.get("leads_to", ())),
        follows=tuple(
            Followed(each["kind"], dict(each["items"]))
            for each in values.get("follows", ())
            if {"kind", "items"} <= each.values.keys()
        ),
        duplicates=tuple(tuple(each) for each in values.get("duplicates", ())),
        overlays=tuple(
            Overlay(each["card"], dict(each["key"]), dict(each["items"]))
            for each in values.get("overlays", ())
            if {"card", "key", "items"} <= each.values.keys()
        ),
    )
    # a gate may speak of who did a task: the drawing is read before
    return replace(pack, gates=build_gates(draft, pack))
