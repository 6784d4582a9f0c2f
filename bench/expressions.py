"""Conditions of the catalogue read, compiled and evaluated, row by row and in DuckDB."""

from typing import Any

from bench.base_city import base_cards, card_of, packs
from bench.measuring import Rounds, in_own_process
from bench.tables import seconds, table
from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.pack_format.model import Loaded, Measure
from hengjian.engines.tables.duckdb_session import quoted, session


TITLE = "the catalogue's conditions over prosecution cards"
PACK = "prosecution_review"
ROWS = 20_000


def run() -> str:
    """Reading all packs, then conditions over cards in both back ends."""
    reading = in_own_process("reading", _read)
    by_row = in_own_process("by row", _by_row)
    by_sql = in_own_process("by DuckDB", _by_duckdb)
    count = by_row.result["conditions"]
    evaluated = count * ROWS
    rows = [
        [
            f"read and type all packs ({reading.result} measures and indicators)",
            seconds(reading.median),
            "–",
        ],
        [
            f"{count} conditions × {ROWS:,} cards, row by row",
            seconds(by_row.median),
            f"{evaluated / by_row.median:,.0f}/s",
        ],
        [
            f"the same in one DuckDB scan ({by_sql.result['rows']:,} cards)",
            seconds(by_sql.median),
            f"{count * by_sql.result['rows'] / by_sql.median:,.0f}/s",
        ],
    ]
    return table(["what", "median of 3", "conditions in a second"], rows)


def _read(rounds: Rounds) -> int:
    loaded = rounds.time(packs, 3)
    return len(loaded.measures) + len(loaded.indicators)


def _conditions(loaded: Loaded) -> list[Measure]:
    """Conditions on own items only; links need other cards beside them."""
    return [
        measure
        for measure in loaded.measures.values()
        if measure.card == PACK
        and measure.where is not None
        and not any("." in name for name in measure.where.names)
        and measure.where.constants <= {"as_of"}
    ]


def _by_row(rounds: Rounds) -> Any:
    loaded = packs()
    cards = base_cards(loaded)[PACK].slice(0, ROWS).to_pylist()
    compiled = [
        compile_row(measure.where, loaded.parameters_in(measure.pack))
        for measure in _conditions(loaded)
    ]
    date = str(card_of(loaded, PACK).partition_date)

    def evaluate() -> int:
        met = 0
        for card in cards:
            context = RowContext(card[date], None, None, card[date])
            met += sum(one(card, context) is True for one in compiled)
        return met

    return {"met": rounds.time(evaluate, 3), "conditions": len(compiled)}


def _by_duckdb(rounds: Rounds) -> Any:
    loaded = packs()
    cards = base_cards(loaded)[PACK]
    date = str(card_of(loaded, PACK).partition_date)
    counted = [
        "count(*) FILTER (WHERE "
        + to_duckdb(
            measure.where,
            column=quoted,
            parameters=loaded.parameters_in(measure.pack),
            row_date_sql=quoted(date),
            constants={"as_of": "DATE '2026-10-20'"},
        )
        + ")"
        for measure in _conditions(loaded)
    ]
    with session() as engine:
        engine.register("cards", cards)
        rounds.time(
            lambda: engine.rows(f"SELECT {', '.join(counted)} FROM cards"),
            3,
        )
    return {"rows": cards.num_rows}
