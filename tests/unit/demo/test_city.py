"""The invented city: repeatable, as large as said, with rates inside their bands."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hengjian.demo.city.exporting import write_export
from hengjian.demo.city.generating import FIRST, SEED, TODAY, City, generate
from hengjian.demo.city.names import check_digit
from hengjian.demo.city.places import COUNTIES, PLACES
from hengjian.demo.city.staff import all_staff
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.rules.checking import check_cards
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


pytestmark = pytest.mark.one_database
PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(scope="module")
def city() -> City:
    return generate()


@pytest.fixture(scope="module")
def packs() -> Loaded:
    return load([PACKS])


def share(
    rows: list[dict[str, Any]], item: str, of: set[str], among: set[str]
) -> float:
    counts = Counter(row.get(item) for row in rows)
    return sum(counts[v] for v in of) / sum(counts[v] for v in among)


def test_the_same_seed_gives_the_same_city() -> None:
    first, second = generate(7, size=0.02), generate(7, size=0.02)

    assert first == second
    assert first.cards != generate(8, size=0.02).cards


def test_the_city_has_its_places_people_and_cards(city: City) -> None:
    assert len(COUNTIES) == 11
    assert 550 <= len(all_staff(SEED)) <= 650
    assert 54_000 <= city.card_count <= 66_000
    packs = load([PACKS]).packs.values()
    assert set(city.cards) == {pack.name for pack in packs if pack.kind == "imported"}


def test_no_place_is_a_real_one() -> None:
    assert all(place.code.startswith("99") for place in PLACES)


def test_thirty_months_end_at_the_citys_today(city: City) -> None:
    days = [r["accepted_on"] for r in city.cards["prosecution_review"]]

    assert min(days) >= FIRST == date(2024, 5, 1)
    assert max(days) <= TODAY == date(2026, 10, 20)


@pytest.mark.parametrize(
    ("pack", "item", "of", "among", "low", "high"),
    [
        # work reports of 2024 and 2025: 34.0 and 32.9 of a hundred
        (
            "arrest_review",
            "outcome",
            {"not_approved"},
            {"not_approved", "approved"},
            0.31,
            0.37,
        ),
        # 19.8 in both years
        (
            "prosecution_review",
            "outcome",
            {"not_prosecuted"},
            {"not_prosecuted", "prosecuted"},
            0.175,
            0.225,
        ),
        # discretionary ones are most of them
        (
            "prosecution_review",
            "non_prosecution_kind",
            {"discretionary"},
            {"discretionary", "insufficient_evidence", "statutory"},
            0.72,
            0.86,
        ),
        # definite recommendations above 90
        (
            "prosecution_review",
            "recommendation_kind",
            {"definite"},
            {"definite", "range"},
            0.9,
            0.96,
        ),
        (
            "trial",
            "recommendation_result",
            {"adopted"},
            {"adopted", "not_adopted"},
            0.93,
            0.985,
        ),
    ],
)
def test_rates_lie_within_their_bands(
    city: City,
    pack: str,
    item: str,
    of: set[str],
    among: set[str],
    low: float,
    high: float,
) -> None:
    assert low <= share(city.cards[pack], item, of, among) <= high


def test_leniency_is_applied_in_more_than_eight_of_ten(city: City) -> None:
    concluded = [
        row
        for row in city.cards["prosecution_review"]
        if row.get("outcome") in {"prosecuted", "not_prosecuted"}
    ]

    assert (
        0.83 <= sum(bool(r.get("leniency")) for r in concluded) / len(concluded) <= 0.93
    )


def test_persons_are_linked_from_arrest_to_trial(city: City) -> None:
    arrested = {
        row["identity_number"]
        for row in city.cards["arrest_review"]
        if row.get("outcome") == "approved"
    }
    reviewed = {row["identity_number"] for row in city.cards["prosecution_review"]}
    tried = {row["identity_number"] for row in city.cards["trial"]}

    assert len(arrested & reviewed) / len(arrested) > 0.85
    assert len(tried & reviewed) / len(tried) > 0.95


def test_identity_numbers_are_well_formed_where_nothing_was_planted(city: City) -> None:
    planted = {f.key for f in city.faults if f.rule == "identity_number_valid"}
    numbers = [
        row["identity_number"]
        for row in city.cards["arrest_review"]
        if (row["case_number"], row["person_number"]) not in planted
    ]

    assert all(check_digit(number[:17]) == number[17] for number in numbers)


def test_every_planted_fault_is_found_by_its_rule(
    city: City, packs: Loaded, tmp_path: Path
) -> None:
    missed = []
    for pack in sorted({fault.pack for fault in city.faults}):
        card = packs.packs[pack].card
        assert card is not None
        wanted = [fault for fault in city.faults if fault.pack == pack]
        keys = {fault.key for fault in wanted}
        rows = [r for r in city.cards[pack] if tuple(r[k] for k in card.key) in keys]
        write_export(card, rows, tmp_path / f"{pack}.xlsx")
        read = read_cards(
            tmp_path / f"{pack}.xlsx",
            card,
            ReadOptions(match_key=b"k" * 32, parameters=packs.parameters_in(pack)),
        )
        found = check_cards(read.table, card, packs, TODAY, {})
        names = dict(
            zip(
                read.table["_row"].to_pylist(),
                zip(*(read.table[k].to_pylist() for k in card.key), strict=True),
                strict=True,
            )
        )
        seen = {(names[failure.row], failure.check.name) for failure in found}
        missed += [fault for fault in wanted if (fault.key, fault.rule) not in seen]

    assert missed == []


def test_what_was_planted_is_told_with_its_place(city: City) -> None:
    kinds = {planted.kind for planted in city.manipulations if planted.is_manipulation}

    assert {
        "withdrawal_for_non_prosecution",
        "spike_before_cutoff",
        "shrinking_denominator",
        "shift_between_categories",
        "one_persons_share",
        "held_at_target",
    } <= kinds
    assert [p.kind for p in city.manipulations if not p.is_manipulation] == [
        "quicker_review"
    ]
    assert all(planted.cards > 0 for planted in city.manipulations)
