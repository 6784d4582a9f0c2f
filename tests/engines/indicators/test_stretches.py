"""Many years in stretches give the rows of one computation."""

from pathlib import Path

import pytest

from hengjian.engines.indicators.stretches import compute_stretches
from hengjian.lib.faults import UserFault
from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: person
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      case_number: {label: case, type: text}
      accepted_on: {label: accepted, type: date}
      concluded_on: {label: concluded, type: date}
"""
CASES = """
    from: civil
    key: [case_number]
    items:
      began_on: {min: accepted_on}
      persons: {count: true}
"""
CARDS = """
    number  case_number  accepted_on  concluded_on
    1       c1           2023-12-31   2025-01-01
    2       c1           2024-06-01   -
    3       c2           2025-02-01   2025-02-02
    4       c2           2025-02-03   2025-12-31
"""


@pytest.fixture
def years(drawing: Drawing) -> Drawing:
    return drawing.pack(
        "civil",
        card=CARD,
        rolled_cards__cases=CASES,
        measures="""
            accepted: {agg: count, dated_by: accepted_on}
            pending: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
            persons: {agg: mean, card: cases, of: persons, dated_by: began_on}
        """,
        indicators={"accepted": "accepted", "pending": "pending", "persons": "persons"},
    ).cards("civil", CARDS)


@pytest.mark.parametrize("period", ["month", "quarter", "year", "to_date"])
def test_stretches_give_the_same_rows(
    years: Drawing, period: str, tmp_path: Path
) -> None:
    asked = {"period": period, "from_": "2023-07", "to": "2025-12"}

    stretches = compute_stretches(
        years.request(**asked), years=2, memory_limit="1GiB", spill_folder=tmp_path
    )

    rows = [row for part in stretches for row in part.texts.to_pylist()]
    whole = years.result(**asked).texts.to_pylist()
    key = ("indicator", "period")
    assert sorted(rows, key=lambda row: [row[k] for k in key]) == whole


def test_stretches_need_a_range_and_periods(years: Drawing) -> None:
    for asked in ({"period": "month"}, {"from_": "2024-01", "to": "2025-12"}):
        with pytest.raises(UserFault, match="分段"):
            next(compute_stretches(years.request(**asked)))
