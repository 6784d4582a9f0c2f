"""Balances hold in every cell, or are named with the difference."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from hengjian.engines.indicators.request import MonthRange
from hengjian.engines.rules.balancing import check_balances
from tests.engines.rules.packs import card_of, packs, table


def imbalances(folder: Path, *rows: dict) -> list[tuple]:
    loaded = packs(folder)
    cards = table(card_of(loaded), *rows).drop_columns(["identity"])
    months = MonthRange(2025 * 12 + 0, 2025 * 12 + 2)
    found = check_balances(
        loaded, "arrest", {"arrest": cards}, months, date(2025, 3, 31)
    )
    return [
        (one.balance.name, one.period, one.cell["procuratorate"], one.difference)
        for one in found
    ]


def test_flow_of_ordinary_cards_balances(tmp_path: Path) -> None:
    rows = [
        {
            "accepted_on": date(2025, 1, 5),
            "concluded_on": date(2025, 2, 3),
            "persons": 1,
        },
        {"accepted_on": date(2025, 2, 5), "concluded_on": None, "persons": 1},
        {
            "accepted_on": date(2024, 12, 5),
            "concluded_on": date(2025, 3, 3),
            "persons": 1,
        },
    ]

    assert imbalances(tmp_path, *rows) == []


def test_difference_is_told_by_period_and_unit(tmp_path: Path) -> None:
    rows = [
        {"accepted_on": date(2025, 1, 5), "persons": 3},
        {"accepted_on": date(2025, 1, 6), "persons": 1},
        {"accepted_on": date(2025, 2, 6), "persons": 1, "procuratorate": "320102"},
        {"accepted_on": date(2025, 2, 6), "persons": 0, "procuratorate": "320102"},
    ]

    assert imbalances(tmp_path, *rows) == [
        ("persons", "2025-01", "320101", Decimal(2)),
        ("persons", "2025-02", "320102", Decimal(-1)),
    ]
