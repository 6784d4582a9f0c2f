"""Whole runs: the same rows from DuckDB and from Spark, digit for digit.

``HENGJIAN_EXAMPLES`` sets how many random packs, cards and requests are tried.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from hengjian.demo.city.card_tables import card_tables as city_tables
from hengjian.demo.city.generating import generate
from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import CardFiles, RunRequest, Strategy
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.faults import UserFault
from hengjian.warehouse.spark_computing import compute_on_spark
from hengjian.warehouse.spark_session import SparkSession
from tests.agreement.indicators import packs as drawn
from tests.agreement.indicators.rows import card_tables
from tests.agreement.indicators.test_ways_of_counting_agree import (
    EXAMPLES,
    requests,
    write,
)
from tests.spark.conftest import SMALL


pytestmark = pytest.mark.spark

PACKS = Path(__file__).parents[2] / "packs"
tried = settings(
    max_examples=max(2, EXAMPLES // 4),
    phases=set(Phase) - {Phase.shrink, Phase.explain},  # a run takes seconds
    deadline=None,
    suppress_health_check=list(HealthCheck),  # many requests are refused
)


def halved(folder: Path, name: str, table: pa.Table) -> CardFiles:
    """The rows in two files, named as nobody should; the second has no ``_row``."""
    half = table.num_rows // 2
    files = []
    for number, part in enumerate((table.slice(0, half), table.slice(half))):
        file = folder / f"年={number} {{a}}" / f"{name}*%20.parquet"
        file.parent.mkdir(exist_ok=True, parents=True)
        if number and "_row" in part.column_names:
            part = part.drop_columns(["_row"])
        pq.write_table(part, file)
        files.append(file)
    return CardFiles(tuple(files))


@tried
@given(
    packs=drawn.packs(),
    tables=card_tables,
    asked=requests(),
    in_files=st.booleans(),
    strategy=st.sampled_from([None, Strategy.FILTERS]),
)
def test_both_engines_give_the_same_rows(
    spark: SparkSession,
    packs: drawn.DrawnPacks,
    tables: dict[str, pa.Table],
    asked: dict[str, object],
    in_files: bool,
    strategy: Strategy | None,
) -> None:
    with TemporaryDirectory() as folder:
        loaded = write(Path(folder), packs)
        request = RunRequest(packs=loaded, sources=tables, **asked)  # type: ignore[arg-type]
        try:
            expected = compute(request).texts
        except UserFault:
            assume(False)
        assume(expected.num_rows)
        if in_files:
            sources = {n: halved(Path(folder), n, t) for n, t in tables.items()}
            request = replace(request, sources=sources)

        found = compute_on_spark(replace(request, strategy=strategy), SMALL).texts

    assert found.to_pylist() == expected.to_pylist()


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load([PACKS])


def test_the_packs_of_the_house_on_a_small_city(
    spark: SparkSession, shipped: Loaded, tmp_path: Path
) -> None:
    cards = ("arrest_review", "prosecution_review", "trial")
    tables = city_tables(generate(size=0.05), shipped, cards)
    request = RunRequest(
        packs=shipped,
        sources={name: halved(tmp_path, name, table) for name, table in tables.items()},
        period=PeriodKind.QUARTER,
        by=("procuratorate",),
    )
    request = replace(request, indicators=chosen(request))

    found = compute_on_spark(request, SMALL)

    expected = compute(request)
    assert len(expected.texts) > 100
    assert found.texts.to_pylist() == expected.texts.to_pylist()


def chosen(request: RunRequest) -> tuple[str, ...]:
    """One indicator for each way of counting that these cards allow."""
    seen: dict[frozenset[object], str] = {}
    for indicator in select(request, Shapes(request.packs)).indicators:
        names = indicator.value[-1].formula.measures
        measures = [request.packs.measures[name] for name in names]
        kinds = {(one.agg, one.at if one.open else None) for one in measures}
        seen.setdefault(frozenset(kinds), indicator.name)
    return tuple(seen.values())
