"""What an import changes in a card table."""

import itertools
import random
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from hengjian.warehouse import card_layout, card_merge, card_store
from hengjian.warehouse.card_merge import Incoming, RepeatedKey
from tests.unit.warehouse.card_tables import (
    COLUMNS,
    LAYOUT,
    A,
    B,
    C,
    cards_at,
    comparison,
    counts,
    merge_in,
    new_table,
    rows_of,
)


@pytest.fixture
def location(tmp_path: Path) -> Path:
    new_table(tmp_path / "cards")
    return tmp_path / "cards"


def test_first_rows_are_new(location: Path):
    version = merge_in(location, 0, rows_of(A, B, C), "first")

    assert version == 1
    assert cards_at(location, 1) == [A, B, C]


def test_same_rows_again_change_nothing(location: Path):
    merge_in(location, 0, rows_of(A, B, C), "first")

    again = comparison(location, 1, rows_of(C, A, B))

    assert counts(again) == (0, 0, 3)
    assert merge_in(location, 1, rows_of(A, B, C), "again") == 1


def test_changed_row_replaces_the_card_and_leaves_the_old_version_readable(
    location: Path,
):
    merge_in(location, 0, rows_of(A, B, C), "first")
    mended = (*B[:4], "approved")

    version = merge_in(location, 1, rows_of(mended), "second")

    assert cards_at(location, version) == [A, mended, C]
    assert cards_at(location, 1) == [A, B, C]


def test_change_from_empty_to_a_value_and_back_is_a_change(location: Path):
    merge_in(location, 0, rows_of(A, B), "first")

    filled = comparison(location, 1, rows_of((*B[:4], "approved")))
    emptied = comparison(location, 1, rows_of((*A[:4], None)))

    assert counts(filled) == counts(emptied) == (0, 1, 0)


def test_card_whose_date_moves_to_another_year_stands_once(location: Path):
    merge_in(location, 0, rows_of(A, B, C), "first")
    moved = (*B[:3], date(2026, 1, 1), B[4])

    version = merge_in(location, 1, rows_of(moved), "second")

    assert cards_at(location, version) == [A, moved, C]
    years = {f.partition.year for f in card_store.open_version(location, version).files}
    assert years == {2024, 2025, 2026}


def test_last_card_of_a_year_that_moves_away_leaves_no_file_there(location: Path):
    merge_in(location, 0, rows_of(A, C), "first")
    moved = (*C[:3], date(2025, 1, 1), C[4])

    version = merge_in(location, 1, rows_of(moved), "second")

    assert cards_at(location, version) == [A, moved]
    files = card_store.open_version(location, version).files
    assert {file.partition.year for file in files} == {2025}


def test_rows_replaced_are_told_as_they_were(location: Path):
    merge_in(location, 0, rows_of(A, B, C), "first")

    merge = comparison(location, 1, rows_of(A, (*C[:4], "approved")))

    assert merge.before is not None
    assert merge.before.select(list(COLUMNS)).to_pylist() == [
        dict(zip(COLUMNS, C, strict=True))
    ]
    assert merge.before_of.tolist() == [1]


def test_correction_rewrites_only_the_file_that_holds_the_card(location: Path):
    merge_in(location, 0, rows_of(A, B, C), "first")
    before = set(card_store.open_version(location, 1).files)

    merge_in(location, 1, rows_of((*C[:4], "approved")), "second")

    after = set(card_store.open_version(location, 2).files)
    assert {file.partition.year for file in before - after} == {2024}
    assert {file.partition.year for file in before & after} == {2025}


def test_many_small_imports_do_not_leave_many_files(location: Path):
    version = 0
    for number in range(30):
        card = (f"D{number}", "1", "110101", date(2025, 5, 1), None)
        version = merge_in(location, version, rows_of(card), f"import {number}")

    snapshot = card_store.open_version(location, version)
    assert snapshot.rows == 30
    assert len(snapshot.files) == 1


def test_two_rows_with_one_key_are_refused():
    with pytest.raises(RepeatedKey):
        Incoming.of(rows_of(A, (*A[:4], "not_approved")), LAYOUT)


def test_key_texts_of_different_keys_never_agree():
    values = ["a", "a|b", "b", "|", "\\", "\\|", ""]
    pairs = list(itertools.product(values, values))
    rows = pa.table(
        {
            "case_number": [first for first, _ in pairs],
            "person_number": [second for _, second in pairs],
        }
    )

    texts = card_layout.key_texts(rows, LAYOUT).to_pylist()

    assert len(set(texts)) == len(pairs)


def test_later_release_adds_a_column_and_old_cards_are_empty_there(location: Path):
    merge_in(location, 0, rows_of(A, B), "first")

    version = merge_in(location, 1, rows_of(C, charge=["theft"]), "second")

    snapshot = card_store.open_version(location, version)
    assert "charge" in snapshot.columns
    assert cards_at(location, version) == [A, B, C]
    assert cards_at(location, 1) == [A, B]


def test_old_card_with_the_new_column_empty_is_unchanged(location: Path):
    merge_in(location, 0, rows_of(A, B), "first")

    merge = comparison(
        location, 1, rows_of(A, B, charge=pa.array([None, "theft"], pa.string()))
    )

    assert counts(merge) == (0, 1, 1)


def test_table_that_reaches_the_bucket_limit_is_laid_out_by_procuratorate(
    location: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(card_merge, "BUCKETED_FROM_ROWS", 4)
    merge_in(location, 0, rows_of(A, B, C), "first")
    fourth = ("D1", "1", "110103", date(2024, 1, 1), None)

    version = merge_in(location, 1, rows_of(fourth), "second")
    mended = (*A[:4], "not_approved")
    version = merge_in(location, version, rows_of(mended), "third")

    buckets = {
        (file.partition.year, file.partition.bucket)
        for file in card_store.open_version(location, version).files
    }
    assert buckets == {
        (2025, card_layout.bucket_of("110101")),
        (2024, card_layout.bucket_of("110102")),
        (2024, card_layout.bucket_of("110103")),
    }
    assert cards_at(location, version) == sorted([mended, B, C, fourth], key=str)


def test_random_imports_leave_what_a_dictionary_would(location: Path, monkeypatch):
    monkeypatch.setattr(card_merge, "MAX_FILE_ROWS", 7)
    chance = random.Random(20261026)
    plain: dict[tuple[str, str], tuple] = {}
    history = {}
    version = 0

    for number in range(25):
        numbers = chance.sample(range(40), chance.randint(1, 12))
        rows = [
            (
                f"N{n}",
                str(n % 3),
                f"11010{chance.randint(1, 3)}",
                chance.choice([None, date(chance.randint(2023, 2026), 1, 1)]),
                chance.choice([None, "approved", "not_approved"]),
            )
            for n in numbers
        ]
        version = merge_in(location, version, rows_of(*rows), f"import {number}")
        plain.update({row[:2]: row for row in rows})
        history[version] = sorted(plain.values(), key=str)

    for kept, cards in history.items():
        assert cards_at(location, kept) == cards
