"""Runs a test that stands in a pack: cards through the reader, a run, what came out."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import CutOff, PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import CaseCard, Loaded
from hengjian.engines.pack_format.pack_tests import ExpectedFinding, PackTest, Row
from hengjian.engines.tables.card_table import CardTable
from hengjian.engines.tables.digests import new_key
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


FIRST_ROW = 2  # of a file with one line of headers


@dataclass(frozen=True)
class Outcome:
    """What a test gave, in the words of the test."""

    rows: tuple[Row, ...]
    findings: frozenset[ExpectedFinding]


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


def rejected(tables: dict[str, CardTable]) -> set[ExpectedFinding]:
    """Rows that the reader itself kept aside, under the name of its rule."""
    return {
        ExpectedFinding(name, cell.row - FIRST_ROW + 1, cell.rule)
        for name, table in tables.items()
        for row in table.rejected
        for cell in row.cells
    }


def is_met(expected: Row, rows: list[Row]) -> bool:
    """Whether some row has every value that was written."""
    return any(expected.items() <= row.items() for row in rows)
