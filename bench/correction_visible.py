"""One procuratorate corrects a hundred cards of a large table: when do its values show it?

Twice: in the card tables of the nation, without the run before (no page reads a nation's
values), and in the demo city, from the file to the value that a page reads.
"""

import csv
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
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
Parts = dict[str, list[float]]


def run() -> str:
    """The import, what it reaches, what is computed; in the nation, then in a city."""
    cards = national_cards()
    nation = in_own_process("correction", _in_the_nation, cards, limit_seconds=900)
    city = in_own_process("correction-city", _in_the_city, cards, limit_seconds=900)
    told = [one.failed or _told(one.result) for one in (nation, city)]
    return "\n\n".join(told)


def _told(result: dict[str, Any]) -> str:
    parts: Parts = result["parts"]
    rows = [[name, seconds(statistics.median(took))] for name, took in parts.items()]
    whole = [sum(took) for took in zip(*parts.values(), strict=True)]
    rows.append(["together", seconds(statistics.median(whole))])
    return (
        f"{result['where']}; {CORRECTED} cards of one procuratorate get another day of "
        f"conclusion: {result['indicators']} indicators reached at "
        f"{result['units']} place; medians of {ROUNDS} corrections.\n\n"
        + table(["part", "median"], rows)
    )


class _Clock:
    """Notes how long each named part of a round takes."""

    def __init__(self) -> None:
        self.parts: Parts = {}

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = work()
        self.parts.setdefault(name, []).append(time.perf_counter() - began)
        return done


IMPORT = "import of the correction, until in force"
REACH = "what changed and how far it reaches"
COMPUTE = "its values, five kinds of period, places and departments, written"


def _in_the_nation(rounds: Rounds, cards: National) -> Any:
    with own_home() as home:
        release_packs()
        before = _fill(cards)
        _place, rows = _chosen(_read(cards.files[PACK]))
        _places(cards)
        clock, reached = _Clock(), None
        for number in range(1, ROUNDS + 1):
            file = home / f"correction-{number}.csv"
            file.write_bytes(_correction(rows.slice(0, CORRECTED), number))
            clock(IMPORT, lambda file=file: _import(file))
            after = _now()
            request = _asked(cards, after)
            reached = clock(
                REACH, lambda b=before, a=after, r=request: _reached(b, a, r)
            )
            clock(COMPUTE, lambda r=request, to=reached: _written(r, to, cards))
            before = after
        return {
            "where": (
                f"{before.rows:,} cards of {PACK} in a card table, the other packs "
                f"beside it ({cards.cards:,} cards in all), {rows.num_rows:,} of the place"
            ),
            "parts": clock.parts,
            "indicators": len(reached.indicators),
            "units": len(reached.units),
        }


def _now() -> Any:
    from hengjian.warehouse.queries import pins

    return pins.pinned_snapshot(PACK, pins.pins()[PACK])


def _asked(cards: National, after: Any) -> Any:
    from hengjian.engines.indicators.request import CardFiles

    request = request_for(cards, loaded=packs())
    sources = {**request.sources, PACK: CardFiles(tuple(after.paths))}
    return replace(request, sources=sources, by=())


def _reached(before: Any, after: Any, request: Any) -> Any:
    from hengjian.engines.indicators.reach import reach
    from hengjian.warehouse.changed_cards import changed_cards

    changed = changed_cards(before, after)
    assert changed is not None
    return reach(request, {PACK: changed})


def _written(request: Any, reached: Any, cards: National) -> Any:
    """The place's values and its city's, as a run computes and keeps them."""
    from hengjian.indicators import computing_run
    from hengjian.indicators.renewing import only_indicators
    from hengjian.indicators.run_file import Over, write_run_file

    cities = {unit[:4] for unit in reached.units}
    over = Over(
        file="",
        digest="",
        depth=2,
        indicators=tuple(sorted(reached.indicators)),
        cities=tuple(sorted(cities)),
        units=tuple(sorted(reached.units)),
    )
    places = frozenset(unit for unit in _places(cards) if unit[:4] in cities)
    asked = replace(request, packs=only_indicators(request.packs, reached.indicators))
    return write_run_file(computing_run.parts_at(asked, over, places), over)


_KNOWN: dict[Path, set[str]] = {}


def _places(cards: National) -> set[str]:
    """All procuratorates; a run knows them from its organisation."""
    if cards.folder not in _KNOWN:
        rows = [pq.read_table(f, columns=["procuratorate"]) for f in cards.files[PACK]]
        found = pc.unique(pa.concat_tables(rows).column("procuratorate").cast("string"))
        _KNOWN[cards.folder] = {code for code in found.to_pylist() if code}
    return _KNOWN[cards.folder]


def _in_the_city(rounds: Rounds, cards: National) -> Any:
    with own_home() as home:
        from hengjian.audit.actors import System
        from hengjian.demo import loading
        from hengjian.indicators import asking, computing_run
        from hengjian.indicators.actions import runs
        from hengjian.indicators.queries.values import RunValues

        by = System("bench")
        whole = loading.build(by=by, say=lambda text: None)
        place, rows = _chosen(_read(tuple(_now().paths)))
        clock, run = _Clock(), whole

        def computed() -> Any:
            asked = asking.ask_standing_run(by=by, as_job=False)
            result = computing_run.compute(asked, lambda *told: None)
            return runs.finish(run=asked, result=result, by=by)

        for number in range(ROUNDS + 1):
            file = home / f"correction-{number}.csv"
            file.write_bytes(_correction(rows.slice(0, CORRECTED), number + 1))
            clock(IMPORT, lambda file=file: _import(file))
            run = clock("the new run, until it is done", computed)
            clock(
                "a page's reading of the place's months",
                lambda run=run: RunValues(run).of_unit(place, "month"),
            )
        return {
            "where": (
                f"The demo city: {_now().rows:,} cards of {PACK}, a run of "
                f"{run.value_count:,} values"
            ),
            # the first round warms the caches of a worker that has just begun
            "parts": {name: took[1:] for name, took in clock.parts.items()},
            "indicators": len(run.cells["indicators"]),
            "units": len(run.cells["units"]),
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


def _read(files: tuple[Path, ...]) -> pa.Table:
    names = list(_COLUMNS)
    return pa.concat_tables(pq.ParquetFile(f).read(columns=names) for f in files)


def _chosen(rows: pa.Table) -> tuple[str, pa.Table]:
    """A procuratorate of middling size and its prosecuted cards."""
    rows = rows.filter(pc.equal(rows.column("outcome"), "prosecuted"))
    rows = rows.filter(pc.is_valid(rows.column("concluded_on")))
    sizes = rows.group_by("procuratorate").aggregate([([], "count_all")])
    enough = sizes.filter(pc.greater(sizes.column("count_all"), 2 * CORRECTED))
    enough = enough.sort_by(
        [("count_all", "ascending"), ("procuratorate", "ascending")]
    )
    place = enough.column("procuratorate")[enough.num_rows // 2].as_py()
    return place, rows.filter(pc.equal(rows.column("procuratorate"), place))


def _correction(rows: pa.Table, days: int) -> bytes:
    """The cards concluded some days later, as a csv of an office."""
    card = card_of(packs(), PACK)
    items = [card.items[name] for name in _COLUMNS]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([item.label.zh for item in items])
    for row in rows.to_pylist():
        row["concluded_on"] += timedelta(days=days)
        row["outcome"] = card.items["outcome"].choices[row["outcome"]].zh
        writer.writerow([row[name] for name in _COLUMNS])
    return stream.getvalue().encode()


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
