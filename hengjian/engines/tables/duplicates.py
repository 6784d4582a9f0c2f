"""Two rows of one file with one key."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import ROW
from hengjian.engines.tables.duckdb_session import quoted, session
from hengjian.engines.tables.masking import masked
from hengjian.engines.tables.rejecting import Rejections
from hengjian.lib.bilingual import Text


_REPEATED = "SELECT {keys} FROM cards GROUP BY ALL HAVING count(*) > 1"
_LATER_ROWS = """
WITH doubled AS (
    SELECT {row} AS row_number, {content} AS content,
        dense_rank() OVER (ORDER BY {keys}) AS which
    FROM cards SEMI JOIN repeated USING ({keys})
),
firsts AS (
    SELECT which, min(row_number) AS first_row,
        arg_min(content, row_number) AS first_content
    FROM doubled GROUP BY which
)
SELECT row_number, first_row, content IS NOT DISTINCT FROM first_content
FROM doubled JOIN firsts USING (which)
WHERE row_number > first_row
ORDER BY row_number
"""


def find_repeated(table: pa.Table, key: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Rows whose key stood in an earlier row: (row, first row, whether all is equal)."""
    if not key or _different(table, key) == table.num_rows:
        return []
    keys = ", ".join(quoted(name) for name in key)
    others = [quoted(n) for n in table.column_names if n not in (*key, ROW)]
    content = f"ROW({', '.join(others)})" if others else "0"
    with session() as engine:
        engine.register("cards", table)
        engine.register("repeated", engine.arrow(_REPEATED.format(keys=keys)))
        sql = _LATER_ROWS.format(keys=keys, content=content, row=quoted(ROW))
        return [(row, first, same) for row, first, same in engine.rows(sql)]


def _different(table: pa.Table, key: Sequence[str]) -> int:
    return table.group_by(list(key), use_threads=True).aggregate([]).num_rows


def reject_repeated(
    table: pa.Table, card: CaseCard, rejections: Rejections
) -> tuple[list[int], list[Text]]:
    """Reject later rows with an earlier row's key; leave out rows that repeat it whole.

    Returns the numbers of the rows left out, and a notice about them.
    """
    same_rows = []
    places = {}
    repeated = find_repeated(table, card.key)
    if repeated:
        numbers = np.asarray(table.column(ROW))
        wanted = [row for row, _, _ in repeated]
        places = dict(
            zip(wanted, np.searchsorted(numbers, wanted).tolist(), strict=True)
        )
    for row, first_row, same in repeated:
        if same:
            same_rows.append(row)
            continue
        key = _key_text(places[row], table, card)
        rejections.add(
            row, card.key[0], key, "duplicate", _other_content(first_row, card)
        )
    if not same_rows:
        return [], []
    shown = "、".join(str(row) for row in same_rows[:5])
    more = len(same_rows) > 5
    notice = Text(
        f"{len(same_rows)} 行与前面的行完全相同，只保留一份（第 {shown} 行{'等' if more else ''}）",
        f"{len(same_rows)} rows repeat an earlier row whole and are kept once"
        f" (rows {shown.replace('、', ', ')}{' …' if more else ''})",
    )
    return same_rows, [notice]


def _other_content(first_row: int, card: CaseCard) -> Text:
    labels = [card.items[name].label for name in card.key]
    return Text(
        f"{'+'.join(label.zh for label in labels)} 与第 {first_row} 行相同而内容不同，"
        "请核对后只保留正确的一行",
        f"same {' + '.join(label.en for label in labels)} as row {first_row} with other"
        " content: keep the right one only",
    )


def _key_text(place: int, table: pa.Table, card: CaseCard) -> str:
    parts = []
    for name in card.key:
        part = str(table.column(name)[place].as_py())
        parts.append(masked(part) if card.items[name].personal else part)
    return " ".join(parts)
