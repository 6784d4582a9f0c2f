"""Runs a test that stands in a pack: cards through the reader, a run, what came out."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import CutOff, PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import CaseCard, Loaded, RolledCard
from hengjian.engines.pack_format.pack_tests import ExpectedFinding, PackTest, Row
from hengjian.engines.rules.checking import check_cards, check_rolled
from hengjian.engines.tables.card_table import ROW, CardTable
from hengjian.engines.tables.digests import new_key
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from hengjian.lib import clock


FIRST_ROW = 2  # of a file with one line of headers


def read_all(test: PackTest, loaded: Loaded, folder: Path) -> dict[str, CardTable]:
    """The cards of a test, by card name, read as an import would read them."""
    key = new_key()
    tables = {}
    for name, rows in test.cards.items():
        path = folder / f"{name}.csv"
        _write(path, rows)
        card = loaded.packs[name].card
        assert isinstance(card, CaseCard), name
        options = ReadOptions(match_key=key, parameters=loaded.parameters_in(name))
        tables[name] = read_cards(path, card, options)
        assert not tables[name].header.unmatched, "columns that the card does not have"
    return tables


def _write(path: Path, rows: tuple[Row, ...]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def rows_of(test: PackTest, loaded: Loaded, tables: dict[str, CardTable]) -> list[Row]:
    """The rows that the test's run gives, every value as text."""
    run = test.run
    months = MonthRange(*(_month(run, key) for key in ("from", "to")))
    request = RunRequest(
        packs=loaded,
        sources={n: table.without_personal().table for n, table in tables.items()},
        indicators=tuple(run.get("indicators", ())),
        period=PeriodKind(run.get("period", "all")),
        months=months,
        cutoff=CutOff.on_day(run.get("cutoff")),
        by=tuple(run.get("by", ())),
        where=run.get("where"),
        as_of=_as_of(run),
    )
    result = compute(request)
    return result.texts.cast(
        pa.schema([(name, pa.string()) for name in result.columns])
    ).to_pylist()


def _month(run: Any, key: str) -> int | None:
    return read_month(run[key]) if key in run else None


def _as_of(run: Any) -> date | None:
    return run.get("as_of")


def findings_of(
    test: PackTest, loaded: Loaded, tables: dict[str, CardTable]
) -> set[ExpectedFinding]:
    """Everything wrong with the cards: by the reader, by checks, by rolled checks."""
    linked = {name: table.without_personal().table for name, table in tables.items()}
    as_of = test.run.get("as_of") or clock.today()
    found = set(_rejected(tables))
    for name, table in tables.items():
        card = table.card
        for failure in check_cards(table.table, card, loaded, as_of, linked):
            found.add(_finding(name, failure.row, failure.check.name))
        for rolled in loaded.packs[name].rolled_cards.values():
            found |= set(_rolled_findings(name, rolled, linked, loaded, as_of))
    return found


def _rejected(tables: dict[str, CardTable]) -> Iterator[ExpectedFinding]:
    for name, table in tables.items():
        for row in table.rejected:
            for cell in row.cells:
                yield _finding(name, cell.row, cell.rule)


def _rolled_findings(
    name: str,
    rolled: RolledCard,
    tables: dict[str, pa.Table],
    loaded: Loaded,
    as_of: date,
) -> Iterator[ExpectedFinding]:
    """A failure of a rolled card stands at the first card of its case."""
    source = tables.get(rolled.source)
    if source is None:
        return
    keys = source.select([*rolled.key, ROW]).to_pylist()
    for failure in check_rolled(rolled, source, loaded, name, as_of):
        rows = [
            row[ROW]
            for row in keys
            if tuple(row[item] for item in rolled.key) == failure.key
        ]
        yield _finding(name, min(rows), failure.check.name)


def _finding(card: str, row_in_file: int, check: str) -> ExpectedFinding:
    return ExpectedFinding(card, row_in_file - FIRST_ROW + 1, check)


def is_met(expected: Row, rows: list[Row]) -> bool:
    """Whether some row has every value that was written."""
    return any(expected.items() <= row.items() for row in rows)
