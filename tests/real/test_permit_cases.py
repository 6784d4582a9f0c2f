"""Permit cases rolled up from their events: every published figure.

Offsets change with daylight saving time; deadlines are compared as moments.
"""

from pathlib import Path

import pytest

from tests.real.given import FILES, along, answers, computed, figures


# The log's last event took place on 23 January 2012; its day has passed on the 24th
AS_OF = ("--as-of", "2012-01-24")


@pytest.fixture(scope="module")
def overall(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return figures(computed("permit_event", tmp_path_factory.mktemp("out"), *AS_OF))


@pytest.fixture(scope="module")
def key() -> dict[str, object]:
    return answers(FILES["permit_event"])


def test_cases_and_events(overall: dict[str, float], key: dict[str, object]) -> None:
    assert [overall["permit_cases"], overall["permit_events"]] == key["cases / events"]


def test_closed_and_open_cases(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    found = [overall["permit_closed"], overall["permit_open"]]

    assert found == key["closed / open cases"]


def test_closed_on_time_and_overdue(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    assert overall["permit_on_time_rate"] == key["on_time_rate_pct (closed)"]
    assert overall["permit_overdue"] == key["overdue closed"]


def test_open_cases_past_their_deadline(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    published = next(v for name, v in key.items() if name.startswith("open cases past"))

    assert overall["permit_open_overdue"] == published


def test_median_of_whole_days(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    assert overall["permit_days_median"] == key["median_days start->end (closed)"]


def test_channels(tmp_path: Path, key: dict[str, object]) -> None:
    rows = computed(
        "permit_event",
        tmp_path,
        *("--indicator", "permit_cases", "permit_on_time_rate"),
        by="channel",
    )

    assert along(rows, "permit_cases", 2) == key["cases by channel"]
    assert along(rows, "permit_on_time_rate", 2) == key["on_time_rate_pct by channel"]


def test_variants_are_paths_of_activities(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    found = [overall["permit_variants"], overall["permit_top_variant"]]

    assert found == key["variants; top variant n"]


def test_distinct_resources(overall: dict[str, float], key: dict[str, object]) -> None:
    assert overall["permit_resources"] == key["distinct resources"]
