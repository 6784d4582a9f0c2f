"""One national year: every catalogue measure by procuratorate and month, in several ways."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bench.asking import digest, request_for
from bench.base_city import packs
from bench.measuring import Rounds, Timed, in_own_process
from bench.national_cards import National, national_cards
from bench.plain_measures import Plain, by_scan, plain_measures
from bench.tables import seconds, table, times
from hengjian.engines.indicators.computing import Run, compute
from hengjian.engines.indicators.counting import count_measures
from hengjian.engines.indicators.request import RunRequest, Strategy
from hengjian.engines.indicators.selection import Selection, select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.tables.duckdb_session import Session, literal, session


TITLE = "one national year, all catalogue measures, procuratorate × month"
ROUNDS = 3
PANDAS_MEASURES = 12


def run() -> str:
    """Measure every way in a process of its own; two tables."""
    cards = national_cards()
    loaded = packs()
    ours = in_own_process("planned (the product)", _planned, cards, None)
    filters = in_own_process("filters only", _planned, cards, Strategy.FILTERS)
    signatures = in_own_process("signatures only", _planned, cards, Strategy.SIGNATURES)
    each = in_own_process("one query for each indicator", _one_by_one, cards)
    bare = in_own_process("count(*) by procuratorate and month", _bare, cards)
    ways = [ours, filters, signatures, each, bare]
    result = ours.result or {}
    head = (
        f"{cards.cards:,} cards in {len(cards.files)} packs "
        f"({cards.bytes / 2**20:,.0f} MiB of Parquet), {len(loaded.measures)} measures, "
        f"{result.get('indicators')} indicators, {result.get('rows', 0):,} rows of the result "
        f"(cells of an indicator), {result.get('groups')} scans planned.\n\n"
    )
    return head + _ways_table(ways, ours) + "\n\n" + _plain_part(cards)


def _ways_table(ways: list[Timed], ours: Timed) -> str:
    return table(
        [
            "way",
            "median",
            "rounds",
            "× planned",
            "processor time",
            "× planned",
            "peak memory",
            "same integers",
        ],
        [
            [
                way.name,
                way.failed or seconds(way.median),
                " ".join(f"{s:.1f}" for s in way.seconds),
                times(way.median, ours.median),
                seconds(way.cpu),
                times(way.cpu, ours.cpu),
                f"{way.peak_mib:,.0f} MiB",
                _same(way, ours),
            ]
            for way in ways
        ],
    )


def _same(way: Timed, ours: Timed) -> str:
    if not way.result or "digest" not in way.result:
        return "–"
    return "yes" if way.result["digest"] == ours.result["digest"] else "NO"


# Every measure ------------------------------------------------------------------------


def _planned(rounds: Rounds, cards: National, strategy: Strategy | None) -> Any:
    request = request_for(cards, strategy)
    result = rounds.time(lambda: compute(request), ROUNDS)
    return {
        "digest": digest(result.rows),
        "rows": sum(len(one) for one in result.rows),
        "indicators": len(result.rows),
        "groups": _groups(request),
    }


def _groups(request: RunRequest) -> int:
    shapes = Shapes(request.packs)
    with session(files=source_files(request.sources)) as engine:
        return len(Run(request, shapes, select(request, shapes), engine).plan().groups)


class _Shared(Run):
    """A run that finds sources and values of columns as another run left them."""

    known: frozenset[str]
    columns: dict[tuple[str, str], pa.Array]

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        selection: Selection,
        engine: Session,
        first: "_Shared | None",
    ) -> None:
        self.first = first
        self.columns = first.columns if first is not None else {}
        super().__init__(request, shapes, selection, engine)

    def registered(self, cards: Iterable[str]) -> frozenset[str]:
        if self.first is None:
            self.known = super().registered(cards)
            return self.known
        return self.first.known & frozenset(cards)

    def different(self, shape: Shape, column: str) -> pa.Array:
        if (shape.name, column) not in self.columns:
            self.columns[shape.name, column] = super().different(shape, column)
        return self.columns[shape.name, column]


def _one_by_one(rounds: Rounds, cards: National) -> Any:
    """Each indicator's own SQL (filtered aggregates) in one session, one after another."""
    whole = request_for(cards, Strategy.FILTERS)
    shapes = Shapes(whole.packs)
    chosen = select(whole, shapes)
    with session(files=source_files(whole.sources)) as engine:
        first = _Shared(whole, shapes, chosen, engine, None)

        def all_of_them() -> list[Any]:
            rows = []
            for indicator in chosen.indicators:
                request = request_for(
                    cards,
                    Strategy.FILTERS,
                    indicators=(indicator.name,),
                    loaded=whole.packs,
                )
                run = _Shared(request, shapes, select(request, shapes), engine, first)
                rows += run.result().rows
            return rows

        return {"digest": digest(rounds.time(all_of_them, 1))}


def _bare(rounds: Rounds, cards: National) -> Any:
    """Every card counted once, nothing judged: the floor."""
    loaded = packs()
    files = [file for each in cards.files.values() for file in each]
    with session(files=files) as engine:

        def count() -> int:
            return sum(
                engine.arrow(
                    f"SELECT procuratorate, year(d) * 12 + month(d) AS m, count(*) AS n "
                    f"FROM (SELECT procuratorate, {loaded.packs[pack].card.partition_date}"
                    f" AS d FROM {_parquet(each)}) GROUP BY ALL"
                ).num_rows
                for pack, each in cards.files.items()
            )

        return {"cells": rounds.time(count, ROUNDS)}


def _parquet(files: Iterable[Path]) -> str:
    return f"read_parquet([{', '.join(literal(str(f.absolute())) for f in files)}])"


# The plain measures in other tools -----------------------------------------------------


def _plain_part(cards: National) -> str:
    measures = plain_measures(packs())
    few = _few(measures)
    ours = in_own_process("planned (the product)", _count_plain, cards, measures)
    layer = in_own_process("boring-semantic-layer", _semantic_layer, cards, measures)
    frames = in_own_process("pandas", _pandas, cards, few)
    rows = []
    for way, counted in ((ours, measures), (layer, measures), (frames, few)):
        whole = way.median / len(counted) * len(measures)
        rows.append(
            [
                way.name,
                str(len(counted)),
                way.failed or seconds(way.median),
                seconds(way.median / len(counted)),
                seconds(whole) + ("" if counted is measures else " (extrapolated)"),
                times(whole, ours.median),
                f"{way.peak_mib:,.0f} MiB",
                _agrees(way, ours, [one.name for one in counted]),
            ]
        )
    header = [
        "tool",
        "measures",
        "median",
        "for a measure",
        f"all {len(measures)}",
        "× planned",
        "peak memory",
        "same integers",
    ]
    return (
        f"The {len(measures)} measures that are plain counts (items with given values, "
        f"no links, no rolled cards, no parameters), which every tool can express; "
        f"{len(by_scan(measures))} pairs of pack and date:\n\n" + table(header, rows)
    )


def _few(measures: list[Plain]) -> list[Plain]:
    step = len(measures) / PANDAS_MEASURES
    return [measures[int(n * step)] for n in range(PANDAS_MEASURES)]


def _agrees(way: Timed, ours: Timed, names: list[str]) -> str:
    if not way.result or not ours.result:
        return "–"
    return "yes" if all(way.result[n] == ours.result[n] for n in names) else "NO"


def _cells_digest(places: pa.Array, months: pa.Array, counts: pa.Array) -> str:
    """Independent of order: sums of products say whether all cells agree."""
    found = pa.table({"place": places, "month": months, "n": counts})
    found = found.filter(pc.greater(found.column("n"), 0))
    found = found.sort_by([("place", "ascending"), ("month", "ascending")])
    texts = [str(found.column(name).to_pylist()) for name in ("place", "month", "n")]
    return f"{found.num_rows}:{hash_of(texts)}"


def hash_of(texts: list[str]) -> str:
    """A digest of texts."""
    import hashlib

    return hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def _count_plain(rounds: Rounds, cards: National, measures: list[Plain]) -> Any:
    request = request_for(cards)
    names = [one.name for one in measures]
    found = rounds.time(lambda: count_measures(request, names), ROUNDS)
    found = found.sort_by("measure")
    texts = found.column("measure").to_pylist()
    edges = [n for n, text in enumerate(texts) if n == 0 or texts[n - 1] != text]
    digests = dict.fromkeys(names, _cells_digest([], [], pa.array([], pa.int64())))
    for start, end in pairwise([*edges, len(texts)]):
        part = found.slice(start, end - start)
        digests[texts[start]] = _cells_digest(
            part.column("procuratorate"), part.column("period"), part.column("cards")
        )
    return digests


def _semantic_layer(rounds: Rounds, cards: National, measures: list[Plain]) -> Any:
    """All measures of a pack and date in one query of the semantic layer.

    Its SQL is written by the layer and run by DuckDB; both are timed.
    """
    import boring_semantic_layer as layer
    import ibis

    engine = ibis.duckdb.connect()
    tables = {
        pack: engine.read_parquet([str(f) for f in files], table_name=pack)
        for pack, files in cards.files.items()
    }
    scans = by_scan(measures)

    def ask(pack: str, date: str, members: list[Plain]) -> pa.Table:
        model = layer.to_semantic_table(tables[pack], name=pack).with_dimensions(
            place=lambda t: t.procuratorate,
            month_of=lambda t: t[date].strftime("%Y-%m"),
        )
        counted = {f"m{n}": _ibis_count(one) for n, one in enumerate(members)}
        query = model.with_measures(**counted).group_by("place", "month_of")
        sql = ibis.to_sql(layer.to_untagged(query.aggregate(*counted)))
        return engine.con.sql(str(sql)).to_arrow_table()

    found = rounds.time(
        lambda: {key: ask(*key, members) for key, members in scans.items()}, ROUNDS
    )
    year = str(cards.years[0])
    digests = {}
    for key, members in scans.items():
        dated = pc.starts_with(found[key].column("month_of"), year)
        rows = found[key].filter(dated)
        for n, one in enumerate(members):
            counts = rows.column(f"m{n}").cast(pa.int64())
            digests[one.name] = _cells_digest(
                rows.column("place"), rows.column("month_of"), counts
            )
    return digests


def _ibis_count(one: Plain) -> Any:
    def count(t: Any) -> Any:
        where = None
        for item, values in one.items:
            fits = t[item].isin(list(values))
            where = fits if where is None else where & fits
        return t.count(where=where) if where is not None else t.count()

    return count


def _pandas(rounds: Rounds, cards: National, measures: list[Plain]) -> Any:
    """One group-by for each measure, the columns it needs read for it."""
    import pandas as pd

    def count(one: Plain) -> Any:
        names = list(
            dict.fromkeys(["procuratorate", one.date, *(i for i, _ in one.items)])
        )
        frame = pd.concat(
            [pd.read_parquet(file, columns=names) for file in cards.files[one.pack]]
        )
        for item, values in one.items:
            frame = frame[frame[item].isin(values)]
        month = pd.to_datetime(frame[one.date]).dt.strftime("%Y-%m")
        return frame.groupby(["procuratorate", month]).size()

    found = rounds.time(lambda: {one.name: count(one) for one in measures}, ROUNDS)
    digests = {}
    for name, counts in found.items():
        index = counts.index
        rows = pa.table(
            {
                "place": pa.array(index.get_level_values(0), pa.string()),
                "month": pa.array(index.get_level_values(1), pa.string()),
                "n": pa.array(counts.to_numpy(), pa.int64()),
            }
        )
        rows = rows.filter(pc.starts_with(rows.column("month"), str(cards.years[0])))
        digests[name] = _cells_digest(rows["place"], rows["month"], rows["n"])
    return digests
