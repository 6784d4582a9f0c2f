"""The SQL of each construct of indicators, one readable file for each.

``make golden`` rewrites the files; a golden file says that something changed, the
specification says whether it is right.
"""

import os
from pathlib import Path

import pytest

from hengjian.engines.indicators.explaining import explain
from hengjian.engines.indicators.periods import PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange, Strategy
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load


FOLDER = Path(__file__).parent / "indicator_sql"
MONTHS = MonthRange(read_month("2025-01"), read_month("2025-06"))
FILTERS, SIGNATURES = Strategy.FILTERS, Strategy.SIGNATURES

CONSTRUCTS = {
    "rate_by_filters": ("refusal_rate", PeriodKind.MONTH, ("procuratorate",), FILTERS),
    "rate_by_signatures": ("refusal_rate", PeriodKind.MONTH, ("charge",), SIGNATURES),
    "stock_at_both_edges": ("growth", PeriodKind.QUARTER, (), FILTERS),
    "median_of_days": ("days", PeriodKind.YEAR, (), FILTERS),
    "different_cases_to_date": ("cases", PeriodKind.TO_DATE, (), FILTERS),
    "workload_with_coefficients": ("workload", PeriodKind.ALL, (), FILTERS),
    "cohort_behind_a_link": ("dropped_rate", PeriodKind.HALF, (), FILTERS),
    "cases_from_persons": ("case_size", PeriodKind.MONTH, (), FILTERS),
    "age_at_the_period_s_end": ("long_pending", PeriodKind.MONTH, (), FILTERS),
}


@pytest.fixture(scope="module")
def packs() -> Loaded:
    loaded = load([Path(__file__).parent / "packs"])
    assert not loaded.faults, [f"{f.place} {f.message.en}" for f in loaded.faults]
    return loaded


@pytest.mark.parametrize("construct", sorted(CONSTRUCTS))
def test_sql_is_as_written_down(packs: Loaded, construct: str) -> None:
    indicator, period, by, strategy = CONSTRUCTS[construct]

    explained = explain(packs, indicator, period, by, months=MONTHS, strategy=strategy)

    text = "\n".join(
        [
            f"-- {explained.division}",
            *(f"-- {measure}" for measure in explained.measures),
            "",
            ";\n\n".join(group.sql for group in explained.groups) + ";",
            "",
        ]
    )
    file = FOLDER / f"{construct}.sql"
    if os.environ.get("HENGJIAN_REWRITE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text, "run `make golden` and look at the change"


def test_no_golden_file_is_left_over() -> None:
    written = {file.stem for file in FOLDER.glob("*.sql")}

    assert written == set(CONSTRUCTS)
