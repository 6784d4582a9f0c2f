"""A hundred people work at once on PostgreSQL and meet no error."""

import os
from pathlib import Path

import pytest

from tests.child import ROOT
from tests.load.site import Figures, served, work


# everything that the day is made of; a page that nobody came to proves nothing
PARTS = {
    "sign-in",
    "workbench",
    "search",
    "findings",
    "finding",
    "answer a finding",
    "data",
    "indicator",
    "cards behind a value",
    "imports",
    "import",
    "signals",
    "reports",
    "notices",
}


def assert_sound(figures: Figures) -> None:
    assert figures.failures == ()
    assert figures.all.failures == 0
    assert {row.name for row in figures.rows} >= PARTS


def test_hundred_people_meet_no_error(tmp_path: Path) -> None:
    seconds = int(os.environ.get("HENGJIAN_TEST_LOAD_SECONDS", "120"))

    with served(tmp_path, size=0.06) as site:
        figures = work(site, tmp_path, seconds=seconds, coming=3)

    assert_sound(figures)
    # everybody signed in
    assert next(row for row in figures.rows if row.name == "sign-in").requests >= 100


@pytest.mark.soak
def test_half_an_hour_of_a_hundred_people_is_quick_on_two_cores(tmp_path: Path) -> None:
    seconds = int(os.environ.get("HENGJIAN_TEST_SOAK_SECONDS", "1800"))

    with served(tmp_path, size=1.0, cores=2) as site:
        figures = work(site, tmp_path, seconds=seconds, coming=1)

    kept = ROOT / "var" / "hundred-people.md"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(figures.table(), "utf-8")
    assert_sound(figures)
    assert {"export of findings", "export of data"} <= {r.name for r in figures.rows}
    assert figures.all.p95 < 500
