"""Cases of one place whose cards lie in several: none is missing, none is torn apart."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.drilling import Cell, cards_behind
from hengjian.engines.indicators.request import CardFiles, RunRequest
from tests.spec.indicators.drawing import Drawing, card_rows


EVENT = """
    grain: event
    key: [number]
    unit: procuratorate
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      case_number: {label: case, type: text}
      on: {label: on, type: date}
"""
CASES = """
    from: event
    key: [case_number]
    items:
      procuratorate: {first: procuratorate, order_by: "on"}
      events: {count: true}
      began_on: {min: "on"}
"""
EVENTS = """
    number  procuratorate  case_number  on
    1       420101         at_home      2025-01-02
    2       420101         at_home      2025-01-03
    3       420101         moved        2025-01-04
    4       420102         moved        2025-01-05
    5       420102         came         2025-01-06
    6       420101         came         2025-01-07
    7       -              unknown      2025-01-08
    8       420101         unknown      2025-01-09
    9       420103         elsewhere    2025-01-10
    10      420101         -            2025-01-11
"""


@pytest.fixture
def request_of_files(drawing: Drawing, tmp_path: Path) -> RunRequest:
    drawing.pack(
        "event",
        card=EVENT,
        rolled_cards__cases=CASES,
        measures="""
            events: {card: cases, agg: sum, of: events, dated_by: began_on}
        """,
        indicators={"events": "events; decimals: 0"},
    ).cards("event", EVENTS)
    request = drawing.request(period="month", by="procuratorate")
    table = card_rows(request.packs.packs["event"].card, drawing.tables["event"])
    pq.write_table(table, tmp_path / "events.parquet", row_group_size=2)
    return replace(
        request, sources={"event": CardFiles((tmp_path / "events.parquet",))}
    )


@pytest.mark.parametrize(
    ("place", "cases", "events"),
    [
        ("420101", ["at_home", "moved"], 4),
        ("420102", ["came"], 2),
        ("420103", ["elsewhere"], 1),
        ("", ["unknown"], 2),
    ],
)
def test_the_list_of_a_place_has_its_cases_whole(
    request_of_files: RunRequest, place: str, cases: list[str], events: int
) -> None:
    cell = Cell("2025-01", {"procuratorate": place})

    (found,) = cards_behind(request_of_files, "events", cell)

    assert sorted(found.cards["case_number"].to_pylist()) == cases
    assert sum(int(value) for value in found.cards["_value"].to_pylist()) == events
    counted = compute(request_of_files).texts.to_pylist()
    assert [row["value"] for row in counted if row["procuratorate"] == place] == [
        str(events)
    ]


def test_cards_that_came_since_are_seen(
    request_of_files: RunRequest, drawing: Drawing, tmp_path: Path
) -> None:
    cell = Cell("2025-01", {"procuratorate": "420103"})
    before = cards_behind(request_of_files, "events", cell)
    card = request_of_files.packs.packs["event"].card
    moved = EVENTS + "    11      420102         elsewhere    2025-01-20\n"
    drawing.cards("event", moved)
    rows = card_rows(card, drawing.tables["event"])
    pq.write_table(rows, tmp_path / "events.parquet")

    after = cards_behind(request_of_files, "events", cell)

    assert before[0].cards["_value"].to_pylist() == ["1"]
    assert after[0].cards["_value"].to_pylist() == ["2"]
