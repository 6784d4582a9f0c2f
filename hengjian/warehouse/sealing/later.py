"""Cards and rows of persons whose record is sealed already, as an import brings them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard
from hengjian.warehouse.models import CardTable, SealedCard
from hengjian.warehouse.models.sealing import in_force
from hengjian.warehouse.queries.sealed import persons_sealed
from hengjian.warehouse.sealing.resolving import covered, match_columns, rows_of


def cards_of_sealed(
    table: CardTable, card: CaseCard, rows: pa.Table
) -> Iterator[dict[str, Any]]:
    """Rows of ``SealedCard`` for an import's cards that no sealing covers yet."""
    sealings = persons_sealed()
    persons = pa.array(sorted(sealings), pa.string())
    known = set(
        SealedCard.objects.filter(table=table).values_list("sealing", "card_digest")
    )
    for column in match_columns(card) if sealings else ():
        if column not in rows.column_names:
            continue
        hit = pc.is_in(rows.column(column).cast(pa.string()), value_set=persons)
        theirs = rows.filter(hit)
        for at, person in enumerate(theirs.column(column).to_pylist()):
            for one in covered(table, card, theirs.slice(at, 1)):
                told = asdict(one)
                table_id = told.pop("table")
                for number in sealings[person]:
                    if (number, one.card_digest) not in known:
                        known.add((number, one.card_digest))
                        yield {"sealing_id": number, "table_id": table_id, **told}


def rows_of_sealed(
    table: CardTable, card: CaseCard, cells: pa.Table, matched: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Rows of ``SealedRow`` for what an import keeps aside."""
    sealings = persons_sealed()
    if not cells.num_rows:
        return
    cards = SealedCard.objects.filter(in_force(), table=table, is_whole_case=False)
    by_card: dict[str, list[int]] = {}
    for number, digest in cards.values_list("sealing", "card_digest"):
        by_card.setdefault(digest, []).append(number)
    for row, person, digest in rows_of(
        cells, matched, card, set(by_card), set(sealings)
    ):
        for number in sorted({*sealings.get(person, ()), *by_card.get(digest, ())}):
            yield {"sealing_id": number, "row": row}
