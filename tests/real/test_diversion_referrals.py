"""Referrals to diversion programmes: every published figure, from the untouched file."""

from pathlib import Path

import pytest

from hengjian.config.cli import main
from tests.real.given import FILES, PACKS, along, answers, computed, figures


@pytest.fixture(scope="module")
def overall(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return figures(computed("diversion", tmp_path_factory.mktemp("out")))


@pytest.fixture(scope="module")
def key() -> dict[str, object]:
    return answers(FILES["diversion"])


def test_rows_cases_and_participants(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    found = [overall[f"diversion_{n}"] for n in ("referrals", "cases", "participants")]

    assert found == key["rows / distinct CASE_ID / distinct CASE_PARTICIPANT_ID"]


def test_results(overall: dict[str, float], key: dict[str, object]) -> None:
    found = [overall[f"diversion_{n}"] for n in ("graduated", "failed", "open")]

    assert found == key["graduated / failed / open"]
    assert overall["diversion_success_rate"] == key["success_rate_pct (closed)"]


def test_rates_and_closed_referrals_by_programme(
    tmp_path: Path, key: dict[str, object]
) -> None:
    rows = computed("diversion", tmp_path, by="programme")

    assert (
        along(rows, "diversion_success_rate", 2) == key["success_rate_pct by programme"]
    )
    assert along(rows, "diversion_closed", 2) == key["closed n by programme"]


def test_days_from_referral_to_the_end(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    assert overall["diversion_days_median"] == key["median_days referral->closed"]
    assert (
        overall["diversion_days_p90"]
        == key["p90_days referral->closed (linear interpolation)"]
    )


def test_known_defects_are_counted(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    at_once = [
        overall["diversion_closed_at_once"],
        overall["diversion_closed_too_soon"],
    ]

    assert at_once == key["n with 0 days / n negative"]
    assert (
        overall["diversion_referred_too_soon"] == key["referrals before received date"]
    )
    assert overall["diversion_referred_long_ago"] == key["referrals dated before 2000"]


def test_known_defects_are_found_by_the_checks(
    tmp_path: Path,
    key: dict[str, object],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")

    computed("diversion", tmp_path, "--indicator", "diversion_referrals")

    told = capsys.readouterr().err
    at_once, _ = key["n with 0 days / n negative"]  # type: ignore[misc]
    assert "22508 rows read, 0 kept aside" in told
    assert (
        f"referred_after_received: {key['referrals before received date']} rows" in told
    )
    assert f"referred_in_our_time: {key['referrals dated before 2000']} rows" in told
    assert f"not_closed_at_once: {at_once} rows" in told
    assert "closed_after_referral" not in told


def test_referrals_by_year(tmp_path: Path, key: dict[str, object]) -> None:
    rows = computed(
        "diversion",
        tmp_path,
        *("--period", "year", "--from", "2011-01", "--to", "2020-12"),
        *("--indicator", "diversion_referrals"),
    )

    assert along(rows, "diversion_referrals", 1) == key["referrals per year 2011-2020"]


def test_participants_with_more_than_one_referral(
    overall: dict[str, float], key: dict[str, object]
) -> None:
    assert overall["diversion_returning"] == key["participants with more than one row"]


def test_the_packs_are_without_faults() -> None:
    assert main(["packs", "check", str(PACKS)]) == 0
