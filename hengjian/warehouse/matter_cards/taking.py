"""Takes the net change of matters into the card table of their kind.

The same way as an import's cards: everything written down first, one commit, one short
transaction that turns it on and forgets the changes that were taken. Whatever dies in
between leaves them to be taken again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from hengjian.audit.actors import Actor, System
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import CardTable as ReadCards
from hengjian.engines.tables.from_values import cards_of_values, has_key
from hengjian.engines.tables.options import Progress, ReadOptions
from hengjian.lib import clock
from hengjian.matters.actions.taking import Change
from hengjian.matters.models import ChangedMatter, Matter
from hengjian.warehouse import card_layout, data_keys, definitions, table_leases
from hengjian.warehouse.actions.tables import open_table
from hengjian.warehouse.definitions import CardUnknown, Definition
from hengjian.warehouse.importing import recovering, running
from hengjian.warehouse.importing.running import Run, Taken
from hengjian.warehouse.matter_cards import values
from hengjian.warehouse.models import (
    CardTable,
    Import,
    ImportState,
    MatterCard,
    Origin,
)
from hengjian.warehouse.seams import Seam, pass_by


BY = System("matters")
TOGETHER = 5_000
"""Matters in one version of the table: the last transaction stays short."""
WAIT_FOR_TABLE_SECONDS = 60.0
_LOOKED_UP = 500  # keys in one query


def kinds_changed() -> list[str]:
    """Kinds with matters whose change was not taken yet."""
    found = ChangedMatter.objects.order_by("kind").values_list("kind", flat=True)
    return list(found.distinct())


def take_all(
    *, by: Actor = BY, progress: Progress = lambda done, total, doing: None
) -> dict[str, int]:
    """Take what changed of every kind; how many matters of each.

    A kind whose table somebody else writes at the moment is left for the next time.
    """
    told: dict[str, int] = {}
    for kind in kinds_changed():
        try:
            told[kind] = take(kind, by=by, progress=progress, wait_seconds=0)
        except (table_leases.TableBusy, CardUnknown):
            continue
    return told


def take(
    kind: str,
    *,
    by: Actor = BY,
    progress: Progress = lambda done, total, doing: None,
    wait_seconds: float = WAIT_FOR_TABLE_SECONDS,
    leaving: Sequence[str] = (),
) -> int:
    """Take every change of a kind that stands at this moment; returns how many.

    ``leaving`` are keys of cards that no matter has: they go with the first taken.
    Raises ``TableBusy``, ``CardUnknown``, ``Tampered``.
    """
    definition = definitions.in_force(kind)
    if not _changed(kind):
        return 0
    table = open_table(name=kind, by=by)
    with table_leases.held(table, wait_seconds=wait_seconds) as holding:
        recovering.recover(holding, by=by)
        # who held the table until now has taken what it found
        changed = _changed(kind)
        for at in range(0, len(changed), TOGETHER):
            together = changed[at : at + TOGETHER]
            attempt, read = _prepared(table, definition, together, by, progress)
            if at == 0 and attempt.taken is not None:
                gone = (*attempt.taken.leaving, *leaving)
                attempt = replace(attempt, taken=replace(attempt.taken, leaving=gone))
            running.write(attempt, [read], holding)
            pass_by(Seam.LIVE)
            holding.renew()
    return len(changed)


def _changed(kind: str) -> list[int]:
    """Keys of matters; what changes while these are taken waits for the next time."""
    found = ChangedMatter.objects.filter(kind=kind).order_by("pk")
    return list(found.values_list("matter_id", flat=True))


def _prepared(
    table: CardTable,
    definition: Definition,
    changed: Sequence[int],
    by: Actor,
    progress: Progress,
) -> tuple[Run, ReadCards]:
    options = read_options(definition)
    changes = _changes(changed)  # before the matters: what comes between stays
    matters = values.read(changes)
    read, keys = cards_of(matters, definition.card, options)
    before = _keys_before(changed)
    held = _held(table, {m.pk: k for m, k in zip(matters, keys, strict=True)})
    read, keys = _one_of_each(read, keys, matters, held)
    after = {matter.pk: key for matter, key in zip(matters, keys, strict=True)}
    taken = Taken(
        rows=[
            _row(table, matter, changes[matter.pk], after[matter.pk])
            for matter in matters
        ],
        leaving=[k for matter, k in before.items() if k and k != after.get(matter)],
    )
    card_import = _staged(table, by)
    return Run(card_import, definition, options, by, progress, None, taken), read


def _keys_before(matters: Sequence[int]) -> dict[int, str]:
    """Matter → the key of its card as it is in force."""
    found: dict[int, str] = {}
    for at in range(0, len(matters), _LOOKED_UP):
        part = matters[at : at + _LOOKED_UP]
        rows = MatterCard.objects.filter(matter__in=part)
        found |= dict(rows.order_by("pk").values_list("matter_id", "card_key"))
    return found


def _held(table: CardTable, wanted: Mapping[int, str]) -> dict[str, int]:
    """Key → the matter that has its card in force and is not about to leave it."""
    digests = [card_layout.key_digest(key).hex() for key in wanted.values() if key]
    found: dict[str, int] = {}
    for at in range(0, len(digests), _LOOKED_UP):
        rows = MatterCard.objects.filter(
            table=table, card_digest__in=digests[at : at + _LOOKED_UP]
        )
        found |= dict(rows.order_by("-pk").values_list("card_key", "matter_id"))
    return {
        key: matter for key, matter in found.items() if wanted.get(matter, key) == key
    }


def _staged(table: CardTable, by: Actor) -> Import:
    """What carries the cards: one that a crash left, or a new one; no act of its own."""
    left = Import.objects.filter(
        table=table, origin=Origin.MATTERS, state=ImportState.STAGED
    ).first()
    if left is not None:
        return left
    return Import.bookkeeping.bulk_create(
        [
            Import(
                table=table,
                origin=Origin.MATTERS,
                file_bytes=0,
                staged_by=by.journal_name,
                staged_at=clock.now(),
            )
        ]
    )[0]


def _changes(matters: Sequence[int]) -> dict[int, Change]:
    found: dict[int, Change] = {}
    for at in range(0, len(matters), _LOOKED_UP):
        part = matters[at : at + _LOOKED_UP]
        rows = ChangedMatter.objects.filter(matter__in=part)
        found |= {row.matter_id: Change.of(row) for row in rows}
    return found


def _row(table: CardTable, matter: Matter, change: Change, key: str) -> dict[str, Any]:
    return {
        "matter_id": matter.pk,
        "matter_version": change.version,
        "changed_at_us": change.at,
        "table_id": table.pk,
        "card_digest": card_layout.key_digest(key).hex() if key else "",
        "card_key": key[:400],
    }


def read_options(definition: Definition) -> ReadOptions:
    """How the values of matters become cards."""
    return ReadOptions(
        match_key=data_keys.match_key(),
        parameters=definition.parameters,
        calendar=calendar_in_force(),
    )


def cards_of(
    matters: Sequence[Matter], card: CaseCard, options: ReadOptions
) -> tuple[ReadCards, list[str]]:
    """The cards of matters, and for each matter its key; "" for one that has no card.

    A matter that was merged into another has none: the one that goes on counts for both.
    """
    made = cards_of_values(values.card_values(matters, card), card, options)
    there = has_key(made.table, card).to_pylist()
    texts = card_layout.key_texts(made.table, card_layout.layout_of(card)).to_pylist()
    keys = [
        text if has and matter.merged_into_id is None else ""
        for matter, has, text in zip(matters, there, texts, strict=True)
    ]
    return _kept(made, keys), keys


def _kept(read: ReadCards, keys: Sequence[str]) -> ReadCards:
    stays = pa.array([bool(key) for key in keys], pa.bool_())
    return replace(read, table=read.table.filter(stays))


def _one_of_each(
    read: ReadCards,
    keys: list[str],
    matters: Sequence[Matter],
    held: Mapping[str, int],
) -> tuple[ReadCards, list[str]]:
    """Of matters with one key the first has the card: that which has it, else the oldest.

    Only a national number can be entered on two matters.
    """
    owners = dict(held)
    stays = []
    for matter, key in zip(matters, keys, strict=True):
        stays.append(bool(key) and owners.setdefault(key, matter.pk) == matter.pk)
    if all(stay or not key for stay, key in zip(stays, keys, strict=True)):
        return read, keys
    kept = [stay for stay, key in zip(stays, keys, strict=True) if key]
    rows = read.table.filter(pa.array(kept, pa.bool_()))
    return replace(read, table=rows), [
        key if stay else "" for stay, key in zip(stays, keys, strict=True)
    ]
