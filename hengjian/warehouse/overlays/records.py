"""National records of matters, read from the card tables they were imported into."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from hengjian.engines.forms.cells import Stored, as_stored
from hengjian.engines.pack_format.model import CaseCard, Overlay
from hengjian.matters import recording
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter, MatterState, RecordOf
from hengjian.warehouse import card_layout, card_store, definitions
from hengjian.warehouse.models import NO_VERSION, CardTable
from hengjian.warehouse.queries.cards import cards_by_key


TOGETHER = 2_000  # matters whose cards are looked for at once


@dataclass(frozen=True)
class Arrived:
    """The card of one matter: its key there, its values by items of the matter's card."""

    matter: Matter
    kind: Kind
    overlay: Overlay
    key: str
    values: dict[str, Stored] = field(default_factory=dict)


def arrived(table: CardTable) -> Iterator[Arrived]:
    """The cards of a table that are the national record of matters here.

    Matters that are archived, or whose record is kept here, are not asked for; sealed
    cards do not arrive.
    """
    if table.current_version == NO_VERSION:
        return
    card = definitions.in_force(table.name).card
    layout = card_layout.layout_of(card)
    snapshot = card_store.open_version(table.location, table.current_version)
    for matters in _batches(_overlaying(table.name)):
        asked = {each.key: each for each in _asked(matters, card)}
        cards = cards_by_key(snapshot, layout, list(asked))
        texts = card_layout.key_texts(cards, layout).to_pylist()
        for key, row in zip(texts, cards.to_pylist(), strict=True):
            one = asked[key]
            values = {
                own: as_stored(row[there])
                for own, there in one.overlay.items.items()
                if row.get(there) is not None
            }
            yield Arrived(one.matter, one.kind, one.overlay, key, values)


def _overlaying(card: str) -> Iterator[Matter]:
    packs = definitions.in_force(card).packs.packs.values()
    kinds = [p.name for p in packs if any(o.card == card for o in p.overlays)]
    found = (
        Matter.objects.filter(kind__in=kinds, record_of=RecordOf.NATIONAL)
        .exclude(national_number="")
        .exclude(state=MatterState.ARCHIVED)
        .filter(merged_into__isnull=True)
        .select_related("release", "procuratorate")
        .order_by("pk")
    )
    return found.iterator(chunk_size=TOGETHER)


def _asked(matters: list[Matter], card: CaseCard) -> Iterator[Arrived]:
    kinds: dict[int, Kind] = {}
    for matter in matters:
        kind = kinds.setdefault(matter.release_id, kind_of(matter.release))
        for overlay in kind.pack.overlays:
            if overlay.card != card.name:
                continue
            key = recording.key_there(overlay, card.key, matter.values)
            if key:
                yield Arrived(matter, kind, overlay, key)


def _batches(matters: Iterable[Matter]) -> Iterator[list[Matter]]:
    remaining = iter(matters)
    while batch := list(islice(remaining, TOGETHER)):
        yield batch
