"""Cards in pinned Parquet files: several of them, older ones, none."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.request import CardFiles, RunRequest
from tests.spec.indicators.drawing import Drawing, card_rows


CARD = """
    grain: person
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      person: {label: person, type: text, personal: true, match: true}
      outcome: {label: outcome, type: text}
      accepted_on: {label: accepted, type: date}
    links:
      again: {to: civil, on: {person: person}, where: "there.accepted_on > here.accepted_on", order_by: accepted_on, take: first}
"""


@pytest.fixture
def request_of_files(drawing: Drawing, tmp_path: Path) -> RunRequest:
    drawing.pack(
        "civil",
        card=CARD,
        measures="""
            all_of: {agg: count, dated_by: accepted_on}
            known: {agg: count, dated_by: accepted_on, where: outcome is not null}
            returning: {agg: count, dated_by: accepted_on, where: again.number is not null}
        """,
        indicators={"all_of": "all_of", "known": "known", "returning": "returning"},
    ).cards(
        "civil",
        """
        number  outcome  accepted_on
        1       won      2024-05-01
        2       lost     2025-01-01
        3       -        2025-02-01
        """,
    )
    request = drawing.request()
    table = card_rows(request.packs.packs["civil"].card, drawing.tables["civil"])
    digests = pa.array(["p", "q", "p"])
    table = table.drop_columns(["person"]).append_column("person__match", digests)
    old = table.slice(0, 1).drop_columns(["outcome", "_row"])  # before the item existed
    pq.write_table(old, tmp_path / "2024.parquet")
    pq.write_table(table.slice(1), tmp_path / "2025.parquet")
    files = (tmp_path / "2024.parquet", tmp_path / "2025.parquet")
    return replace(request, sources={"civil": CardFiles(files)})


def values(request: RunRequest) -> dict[str, str]:
    return {
        row["indicator"]: row["value"] for row in compute(request).texts.to_pylist()
    }


def test_files_are_counted_together_and_older_ones_lack_newer_items(
    request_of_files: RunRequest,
) -> None:
    assert values(request_of_files) == {
        "all_of": "3.00",
        "known": "1.00",
        "returning": "1.00",
    }


def test_a_card_without_files_has_no_rows(request_of_files: RunRequest) -> None:
    empty = replace(request_of_files, sources={"civil": CardFiles(())})

    assert values(empty) == {"all_of": "0.00", "known": "0.00", "returning": "0.00"}


def test_only_the_pinned_files_can_be_read(
    request_of_files: RunRequest, tmp_path: Path
) -> None:
    gone = CardFiles((tmp_path / "2026.parquet",))

    with pytest.raises(duckdb.Error):
        compute(replace(request_of_files, sources={"civil": gone}))
