"""Holds the matters of a kind against their cards, and writes all cards anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from hengjian.audit.actors import Actor
from hengjian.matters.actions import taking as matters_taking
from hengjian.matters.models import ChangedMatter, Matter
from hengjian.warehouse import card_files, card_layout, card_merge, definitions
from hengjian.warehouse.card_merge import RowState
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.importing import placing
from hengjian.warehouse.importing.stored_rows import stored
from hengjian.warehouse.matter_cards import taking, values
from hengjian.warehouse.models import (
    CardTable,
    Import,
    ImportState,
    MatterCard,
    Origin,
)


@dataclass
class Reconciled:
    """How the matters of a kind and its card table agree.

    ``waiting`` changed and were not taken yet; ``without_card`` were merged into another
    or lack an item of the key; ``missing`` and ``differing`` should not be, nor
    ``left_over``: keys of cards that no matter has. ``from_files`` counts
    cards that a national export brought and no matter has.
    """

    kind: str
    matters: int = 0
    cards: int = 0
    waiting: int = 0
    without_card: int = 0
    missing: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    from_files: int = 0

    @property
    def agrees(self) -> bool:
        """Whether nothing is missing, different or left over."""
        return not (self.missing or self.differing or self.left_over)


def kinds_with_cards() -> list[str]:
    """Kinds of which there are matters."""
    found = Matter.objects.order_by("kind").values_list("kind", flat=True)
    return list(found.distinct())


def reconcile(kind: str) -> Reconciled:
    """Compare every matter of a kind with its card; writes nothing.

    Raises ``CardUnknown``, ``Tampered``.
    """
    told = Reconciled(kind)
    table = CardTable.objects.filter(name=kind).first()
    base = placing.base_version(table) if table is not None else None
    told.cards = base.rows if base is not None else 0
    seen: set[str] = set()
    for together in _in_parts(kind):
        _compare(together, base, told, seen)
    if base is not None and table is not None:
        without_matter = _keys(base, kind) - seen
        exported = _from_files(table, without_matter)
        told.from_files = len(exported)
        told.left_over = sorted(without_matter - exported)
    return told


def _from_files(table: CardTable, keys: set[str]) -> set[str]:
    """Cards that no matter has because a file brought them: a national export's own."""
    if not Import.objects.filter(
        table=table, origin=Origin.FILE, state=ImportState.LIVE
    ).exists():
        return set()
    held = MatterCard.objects.filter(table=table).order_by("pk")
    return keys - set(held.values_list("card_key", flat=True))


def rebuild(kind: str, *, by: Actor) -> Reconciled:
    """Write the cards of all matters of a kind anew, and take out what is left over."""
    left_over = reconcile(kind).left_over
    matters_taking.take_all_anew(kind=kind, by=by)
    taking.take(kind, by=by, leaving=left_over)
    return reconcile(kind)


def _in_parts(kind: str) -> Iterator[list[int]]:
    numbers = list(
        Matter.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True)
    )
    for at in range(0, len(numbers), taking.TOGETHER):
        yield numbers[at : at + taking.TOGETHER]


def _compare(
    numbers: list[int], base: Snapshot | None, told: Reconciled, seen: set[str]
) -> None:
    definition = definitions.in_force(told.kind)
    changed = ChangedMatter.objects.filter(kind=told.kind)
    waiting = set(changed.values_list("matter_id", flat=True))
    matters = values.read(numbers)
    read, keys = taking.cards_of(
        matters, definition.card, taking.read_options(definition)
    )
    told.matters += len(matters)
    told.waiting += sum(matter.pk in waiting for matter in matters)
    told.without_card += sum(not key for key in keys)
    kept = []
    for matter, key in zip(matters, keys, strict=True):
        if key:
            # of two with one national number the first is asked; who waits is not
            kept.append(key not in seen and matter.pk not in waiting)
            seen.add(key)
    rows = read.table.filter(pa.array(kept, pa.bool_()))
    incoming = stored(rows, definition.card).incoming
    texts = incoming.texts.to_pylist()
    if base is None:
        told.missing += texts
        return
    states = card_merge.compare(base, incoming).states.tolist()
    told.missing += _in_state(texts, states, RowState.NEW)
    told.differing += _in_state(texts, states, RowState.CHANGED)


def _in_state(texts: list[str], states: list[int], wanted: RowState) -> list[str]:
    return [text for text, state in zip(texts, states, strict=True) if state == wanted]


def _keys(base: Snapshot, kind: str) -> set[str]:
    layout = card_layout.layout_of(definitions.in_force(kind).card)
    found: set[str] = set()
    for path in base.paths:
        found |= set(
            card_layout.key_texts(card_files.read_rows(path), layout).to_pylist()
        )
    return found
