"""One procuratorate corrects a hundred cards of a large table: when do its values show it?"""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.asking import request_for
from bench.base_city import card_of, packs
from bench.measuring import Rounds, in_own_process
from bench.national_cards import National, national_cards
from bench.own_home import own_home, release_packs
from bench.tables import seconds, table


TITLE = "a correction of 100 cards until its procuratorate's indicators show it"
PACK = "prosecution_review"
CORRECTED = 100
ROUNDS = 3
_COLUMNS = (
    "case_number",
    "person_number",
    "procuratorate",
    "accepted_on",
    "concluded_on",
    "outcome",
)


def run() -> str:
    """The import and the recomputation, each by itself."""
    cards = national_cards()
    timed = in_own_process("correction", _correct, cards, limit_seconds=600)
    if timed.failed:
        return timed.failed
    result = timed.result
    rows = [
        ["import of the correction, until in force", seconds(result["import"])],
        [
            (
                f"its {result['indicators']} indicators, {result['months']} months, "
                f"{result['rows']:,} rows"
            ),
            seconds(result["compute"]),
        ],
        ["together", seconds(result["import"] + result["compute"])],
    ]
    return (
        f"{result['cards']:,} cards of {PACK} in a card table, the other packs beside it "
        f"({cards.cards:,} cards in all); {CORRECTED} cards of the procuratorate "
        f"{result['place']} ({result['own']:,} cards) get another day of conclusion "
        f"({result['changed']}); medians of {ROUNDS} corrections.\n\n"
        + table(["part", "median"], rows)
    )


def _correct(rounds: Rounds, cards: National) -> Any:
    import statistics

    with own_home() as home:
        release_packs()
        snapshot = _fill(cards)
        place, rows = _chosen(cards)
        importing, computing = Rounds(), Rounds()
        for number in range(1, ROUNDS + 1):
            file = home / f"correction-{number}.csv"
            _write(rows.slice(0, CORRECTED), number, file)
            done = importing.time(lambda file=file: _import(file), 1)
            result = computing.time(lambda: _indicators(cards, place), 1)
        return {
            "import": statistics.median(importing.seconds),
            "compute": statistics.median(computing.seconds),
            "cards": snapshot.rows,
            "place": place,
            "own": rows.num_rows,
            "changed": f"{done.rows_changed} changed, {done.rows_rejected} kept aside",
            "indicators": len(result.rows),
            "months": len(result.periods.all),
            "rows": sum(len(one) for one in result.rows),
        }


def _fill(cards: National) -> Any:
    """Bring the pack's cards into a card table without the way through files."""
    from hengjian.audit.actors import System
    from hengjian.warehouse import card_layout, card_merge, card_store, table_leases
    from hengjian.warehouse.actions import tables

    by = System("bench")
    card_table = tables.open_table(name=PACK, by=by)
    rows = pa.concat_tables(pq.read_table(file) for file in cards.files[PACK])
    marks = pa.nulls(rows.num_rows, pa.string())
    rows = rows.append_column(card_layout.PERSONAL_COLUMN, marks)
    layout = card_layout.layout_of(card_of(packs(), PACK))
    incoming = card_merge.Incoming.of(rows, layout)
    schema, mark = incoming.rows.schema, "0" * 32
    with table_leases.held(card_table, wait_seconds=5) as holding:
        version = card_store.create(card_table.location, schema, mark)
        base = card_store.open_version(card_table.location, version)
        added, removed = card_merge.write(card_merge.compare(base, incoming))
        holding.renew()
        version = card_store.commit_files(
            base,
            schema,
            added=added,
            removed=removed,
            import_id=mark,
            written_at_ms=0,
        )
        snapshot = card_store.open_version(card_table.location, version)
        tables.point_to(holding=holding, snapshot=snapshot, by=by)
    return snapshot


def _chosen(cards: National) -> tuple[str, pa.Table]:
    """A procuratorate of middling size and its prosecuted cards."""
    names = list(_COLUMNS)
    rows = pa.concat_tables(pq.read_table(f, columns=names) for f in cards.files[PACK])
    rows = rows.filter(pc.equal(rows.column("outcome"), "prosecuted"))
    rows = rows.filter(pc.is_valid(rows.column("concluded_on")))
    sizes = rows.group_by("procuratorate").aggregate([([], "count_all")])
    enough = sizes.filter(pc.greater(sizes.column("count_all"), 2 * CORRECTED))
    enough = enough.sort_by(
        [("count_all", "ascending"), ("procuratorate", "ascending")]
    )
    place = enough.column("procuratorate")[enough.num_rows // 2].as_py()
    return place, rows.filter(pc.equal(rows.column("procuratorate"), place))


def _write(rows: pa.Table, days: int, file: Path) -> None:
    card = card_of(packs(), PACK)
    items = [card.items[name] for name in _COLUMNS]
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow([item.label.zh for item in items])
        for row in rows.to_pylist():
            row["concluded_on"] += timedelta(days=days)
            row["outcome"] = card.items["outcome"].choices[row["outcome"]].zh
            writer.writerow([row[name] for name in _COLUMNS])


def _import(file: Path) -> Any:
    from hengjian.audit.actors import System
    from hengjian.warehouse import incoming
    from hengjian.warehouse.actions import imports
    from hengjian.warehouse.importing import running

    by = System("bench")
    staged = imports.stage(
        file=incoming.keep_path(file), card=PACK, as_job=False, by=by
    )
    return running.run(staged, by=by)


def _indicators(cards: National, place: str) -> Any:
    from dataclasses import replace

    from hengjian.engines.indicators.computing import compute
    from hengjian.engines.indicators.request import CardFiles
    from hengjian.warehouse.queries import pins

    stored = pins.sources_for(pins.pins())
    request = request_for(cards)
    sources = {**request.sources, PACK: CardFiles(tuple(stored[PACK]))}
    asked = replace(request, sources=sources, where=f"procuratorate = '{place}'")
    return compute(asked)
