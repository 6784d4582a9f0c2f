"""Citizens' messages and the office's replies: every published figure."""

from pathlib import Path

import pytest

from tests.real.given import FILES, along, answers, computed, figures


@pytest.fixture(scope="module")
def overall(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return figures(computed("message", tmp_path_factory.mktemp("out")))


@pytest.fixture(scope="module")
def key() -> dict[str, object]:
    return answers(FILES["message"])


def test_messages_and_replies(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    assert [overall["messages"], overall["message_replies"]] == key["rows / replies"]


def test_quantiles_of_whole_days(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    found = [overall[f"message_days_p{q}"] for q in (0, 20, 40, 60, 80, 100)]

    assert found == key["reply days quantiles 0,.2,.4,.6,.8,1"]


def test_median_and_mean_days(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    found = [overall["message_days_median"], overall["message_days_mean"]]

    assert found == key["median_days / mean_days"]


@pytest.mark.parametrize("days", [7, 15, 60, 90])
def test_shares_answered_in_time(
    overall: dict[str, float], key: dict[str, object], days: int
) -> None:
    assert overall[f"message_within_{days}"] == key[f"pct answered within {days} days"]


def test_years(tmp_path: Path, key: dict[str, object]) -> None:
    rows = computed("message", tmp_path, "--period", "year")

    assert along(rows, "messages", 1) == key["messages by year"]
    assert (
        along(rows, "message_days_median", 1) == key["median_days by year of message"]
    )
