"""A national export of the very kind that is handled here: files for a matter's own card.

Beside the cards that a pack overlays, the national system may give out a file of the same
kind (petitions, suggestions, reviews). It is imported into the kind's own card table. For
the matters that run here it is what any national record is: it answers their tasks, and
what was noted otherwise is a finding; a card that no matter has stands by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from hengjian.audit.actors import Actor
from hengjian.engines.forms.cells import as_stored
from hengjian.engines.pack_format.model import Overlay
from hengjian.matters.actions import taking
from hengjian.matters.kinds import (
    APPLICANT,
    CLOSED_ON,
    NUMBER,
    REGISTERED_ON,
    Kind,
    kind_of,
)
from hengjian.matters.models import Matter, MatterState, RecordOf
from hengjian.matters.recording import RECORD_OF
from hengjian.warehouse import card_files, card_layout, card_store, definitions
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.models import Import, MatterCard
from hengjian.warehouse.overlays.records import Arrived
from hengjian.warehouse.queries.cards import cards_by_key


T = TypeVar("T")
_LOOKED_UP = 500  # keys in one query
_PLATFORM = {NUMBER, REGISTERED_ON, CLOSED_ON, APPLICANT, RECORD_OF}


def own_overlay(kind: Kind) -> Overlay | None:
    """A kind's own card as its national record; None for what is handled here alone.

    What the platform fills, computes, deletes at closing, and personal items do not arrive.
    """
    if kind.pack.record_of != RecordOf.NATIONAL:
        return None
    card = kind.card
    left = {*card.key, *card.computed, card.unit, card.department, *_PLATFORM}
    arriving = [
        item.name
        for item in card.items.values()
        if not (item.personal or item.transient or item.name in left)
    ]
    return Overlay(kind.name, {n: n for n in card.key}, {n: n for n in arriving})


def arrived(card_import: Import) -> Iterator[Arrived]:
    """What a file brought into the cards of the matters' own kind, matter by matter.

    Only what stands in the file's own columns, and only where it changed the card: the
    rest of the table is the matters' own word.
    """
    pair = _versions(card_import)
    if pair is None:
        return
    before, after = pair
    matched = set((card_import.header or {}).get("matched", {}))
    layout = card_layout.layout_of(definitions.in_force(card_import.table.name).card)
    for matters in _parts(_concerned(card_import, pair)):
        keys = dict(matters)
        texts = list(keys.values())
        old = _rows(before, layout, texts)
        new = _rows(after, layout, texts)
        running = Matter.objects.filter(pk__in=keys, record_of=RecordOf.NATIONAL)
        running = running.exclude(state=MatterState.ARCHIVED)
        for matter in (
            running.filter(merged_into__isnull=True)
            .select_related("release", "procuratorate", "handler", "department")
            .order_by("pk")
        ):
            key = keys[matter.pk]
            kind = kind_of(matter.release)
            overlay = own_overlay(kind)
            if overlay is None or key not in new or new[key] == old.get(key):
                continue
            values = {
                name: as_stored(new[key][name])
                for name in overlay.items
                if name in matched and new[key].get(name) is not None
            }
            yield Arrived(matter, kind, overlay, key, values)


def write_matters_anew(card_import: Import, *, by: Actor) -> int:
    """Have the matters whose card a file changed write it again, whole; how many."""
    pair = _versions(card_import)
    matters = [matter for matter, _ in _concerned(card_import, pair)] if pair else []
    if matters:
        taking.take_anew(matters=matters, by=by)
    return len(matters)


def _versions(card_import: Import) -> tuple[Snapshot, Snapshot] | None:
    """The table before and after an import of a file for a handled kind; else None."""
    if not (card_import.rows_new or card_import.rows_changed):
        return None
    if not card_import.version:
        return None
    if definitions.in_force(card_import.table.name).pack.kind != "handled":
        return None
    location = card_import.table.location
    after = card_store.open_version(location, card_import.version)
    return card_store.open_version(location, card_import.version - 1), after


def _concerned(
    card_import: Import, pair: tuple[Snapshot, Snapshot]
) -> list[tuple[int, str]]:
    """Matters whose card lies in a file of the table that the import wrote, and its key."""
    before, after = pair
    layout = card_layout.layout_of(definitions.in_force(card_import.table.name).card)
    known = {file.path for file in before.files}
    digests: dict[str, str] = {}
    for file in after.files:
        if file.path not in known:
            rows = card_files.read_rows(after.location / file.path)
            for text in card_layout.key_texts(rows, layout).to_pylist():
                digests[card_layout.key_digest(text).hex()] = text
    found: list[tuple[int, str]] = []
    for some in _parts(sorted(digests)):
        held = MatterCard.objects.filter(
            table=card_import.table, card_digest__in=some
        ).order_by("matter")
        found += [
            (matter, digests[digest])
            for matter, digest in held.values_list("matter_id", "card_digest")
        ]
    return found


def _rows(
    snapshot: Snapshot, layout: card_layout.Layout, keys: Sequence[str]
) -> dict[str, dict[str, Any]]:
    rows = cards_by_key(snapshot, layout, keys)
    texts = card_layout.key_texts(rows, layout).to_pylist()
    return dict(zip(texts, rows.to_pylist(), strict=True))


def _parts(every: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(every), _LOOKED_UP):
        yield every[at : at + _LOOKED_UP]
