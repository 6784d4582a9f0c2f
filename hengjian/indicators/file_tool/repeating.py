"""One card in several files of its type: counted once, as within one file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import ROW, CardTable
from hengjian.engines.tables.duplicates import find_repeated
from hengjian.engines.tables.rejecting import Rejections
from hengjian.lib.bilingual import Text


ReadFile = tuple[str, Path, CardTable]


def without_repeated(read: Sequence[ReadFile]) -> list[ReadFile]:
    """The files' cards without those that an earlier file of the type holds already.

    A row that is equal to the earlier one is left out with a notice; one with other
    content is kept aside, for a person to say which is right. Same order, same length.
    """
    result = list(read)
    for name in {name for name, _, _ in read}:
        places = [place for place, one in enumerate(read) if one[0] == name]
        if len(places) > 1:
            files = [(read[place][1], read[place][2]) for place in places]
            for place, table in zip(places, _once(files), strict=True):
                result[place] = (name, read[place][1], table)
    return result


def _once(files: Sequence[tuple[Path, CardTable]]) -> list[CardTable]:
    card = files[0][1].card
    starts = np.cumsum([0, *(table.table.num_rows for _, table in files)])
    together = pa.concat_tables([table.table for _, table in files])
    place = together.schema.get_field_index(ROW)
    numbered = together.set_column(
        place, ROW, pa.array(np.arange(together.num_rows, dtype=np.int64))
    )
    repeated = find_repeated(numbered, card.key)
    rows = np.asarray(together.column(ROW))
    file_of = np.searchsorted(starts, np.arange(together.num_rows), side="right") - 1
    found: list[list[tuple[int, Text | None]]] = [[] for _ in files]
    for later, first, same in repeated:
        other = None if same else _other(files[file_of[first]][0], int(rows[first]))
        found[file_of[later]].append((int(rows[later]), other))
    return [
        _left(table, card, one) for (_, table), one in zip(files, found, strict=True)
    ]


def _left(
    table: CardTable, card: CaseCard, repeated: Iterable[tuple[int, Text | None]]
) -> CardTable:
    rejections = Rejections(card)
    same = 0
    leaving = []
    for row, other in repeated:
        leaving.append(row)
        if other is None:
            same += 1
        else:
            rejections.add(row, card.key[0], "", "duplicate", other)
    if not leaving:
        return table
    stays = ~np.isin(np.asarray(table.table.column(ROW)), leaving)
    notice = Text(
        f"{same} 行与前面文件中的行完全相同，只计一次",
        f"{same} rows repeat a row of an earlier file whole and are counted once",
    )
    return replace(
        table,
        table=table.table.filter(pa.array(stays)),
        rejected=(*table.rejected, *rejections.rows()),
        notices=(*table.notices, notice) if same else table.notices,
    )


def _other(path: Path, row: int) -> Text:
    return Text(
        f"与 {path.name} 第 {row} 行主键相同而内容不同，请核对后只保留正确的一行",
        f"same key as row {row} of {path.name} with other content: keep the right one",
    )
