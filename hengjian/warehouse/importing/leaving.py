"""Cards that leave their table: their findings end, their personal items are hidden."""

from typing import Any

import numpy as np
import pyarrow as pa

from hengjian.warehouse import card_layout
from hengjian.warehouse.card_layout import NO_YEAR, PERSONAL_COLUMN
from hengjian.warehouse.card_merge import Merge
from hengjian.warehouse.importing.judging import Judged
from hengjian.warehouse.models import CardTable, Finding, FindingState
from hengjian.warehouse.vault_rows import Sealable


_LOOKED_UP = 500  # keys in one query


def judged(table: CardTable, merge: Merge, found: Judged) -> Judged:
    """What was found, and the findings on cards that leave closed."""
    gone = [digest.hex() for digest in _digests(merge)]
    changes: list[dict[str, Any]] = []
    for at in range(0, len(gone), _LOOKED_UP):
        ending = Finding.bookkeeping.filter(
            table=table, card_digest__in=gone[at : at + _LOOKED_UP]
        ).exclude(state__in=(FindingState.STAGED, FindingState.CLOSED))
        changes += [
            {"finding_id": number, "becomes": FindingState.CLOSED.value}
            for number in ending.values_list("pk", flat=True)
        ]
    return Judged(found.raised, [*found.changes, *changes])


def hidden(merge: Merge, payloads: dict[str, Sealable]) -> dict[str, Sealable]:
    """The payloads, and an empty one for each card that leaves: it hides the older."""
    rows = merge.leaving
    if rows is None or PERSONAL_COLUMN not in rows.column_names:
        return payloads
    digests = card_layout.key_digests(_texts(merge))
    empty = pa.array([""] * rows.num_rows, pa.string())
    # under a scope of their own: the year of what is gone says nothing any more
    return {**payloads, str(NO_YEAR): _both(payloads, Sealable(digests, empty))}


def _both(payloads: dict[str, Sealable], gone: Sealable) -> Sealable:
    here = payloads.get(str(NO_YEAR))
    if here is None:
        return gone
    held = here.positions
    return Sealable(
        np.concatenate([here.digests[held], gone.digests]),
        pa.concat_arrays([here.texts.take(pa.array(held)), gone.texts]),
    )


def _digests(merge: Merge) -> list[bytes]:
    if merge.leaving is None:
        return []
    return [row.tobytes() for row in card_layout.key_digests(_texts(merge))]


def _texts(merge: Merge) -> pa.Array:
    if merge.leaving is None:
        return pa.array([], pa.string())
    texts = card_layout.key_texts(merge.leaving, merge.incoming.layout)
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
