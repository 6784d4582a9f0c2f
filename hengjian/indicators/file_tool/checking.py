"""The cards' own checks: blocking ones keep rows aside, prompting ones are told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import Check, Loaded
from hengjian.engines.rules.asking import asked_only
from hengjian.engines.rules.checking import Failure, check_cards
from hengjian.engines.tables.card_table import ROW, CardTable, RejectedCell, RejectedRow
from hengjian.lib.bilingual import Text


def checked(
    table: CardTable, loaded: Loaded, as_of: date, linked: Mapping[str, pa.Table]
) -> tuple[CardTable, list[Text]]:
    """The table without the rows that a blocking check stops, and what was found."""
    failures, notices = asked_only(
        check_cards(table.table, table.card, loaded, as_of, linked), table
    )
    blocking = [one for one in failures if one.check.level == "blocking"]
    stopped = np.array(sorted({one.row for one in blocking}), dtype=np.int64)
    stays = ~np.isin(np.asarray(table.table.column(ROW)), stopped)
    kept = replace(
        table,
        table=table.table.filter(pa.array(stays)),
        rejected=(*table.rejected, *_rejected(blocking)),
    )
    return kept, [*notices, *_told(failures)]


def linked_tables(read: Sequence[tuple[str, Path, CardTable]]) -> dict[str, pa.Table]:
    """All rows of every card, without personal items: what links may find."""
    tables: dict[str, list[pa.Table]] = {}
    for name, _, table in read:
        tables.setdefault(name, []).append(table.without_personal().table)
    return {name: pa.concat_tables(parts) for name, parts in tables.items()}


def _rejected(failures: Sequence[Failure]) -> list[RejectedRow]:
    cells: dict[int, list[RejectedCell]] = {}
    for failure in failures:
        check = failure.check
        items = ", ".join(sorted(check.assertion.names))
        cell = RejectedCell(failure.row, items, "", check.name, check.message)
        cells.setdefault(failure.row, []).append(cell)
    return [RejectedRow(row, tuple(cells[row])) for row in sorted(cells)]


def _told(failures: Sequence[Failure]) -> list[Text]:
    """Each prompting check that found something, with the number of rows."""
    found: Counter[str] = Counter()
    checks: dict[str, Check] = {}
    for failure in failures:
        if failure.check.level == "prompting":
            found[failure.check.name] += 1
            checks[failure.check.name] = failure.check
    return [
        Text(
            f"{name}：{count} 行({checks[name].message.zh})",
            f"{name}: {count} rows ({checks[name].message.en})",
        )
        for name, count in found.items()
    ]
