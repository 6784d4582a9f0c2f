"""The one door to the card tables: versions, pins, strangers in the log, ageing."""

import json
import os
import stat
import time
from pathlib import Path

import deltalake
import pytest

from hengjian.warehouse import card_files, card_store
from hengjian.warehouse.card_merge import Incoming
from hengjian.warehouse.card_store import CommitConflict, StoreFault
from tests.unit.warehouse.card_tables import (
    COLUMNS,
    LAYOUT,
    A,
    B,
    C,
    cards_at,
    merge_in,
    new_table,
    rows_of,
)


TWO_YEARS = 2 * 366 * 24 * 3600


@pytest.fixture
def location(tmp_path: Path) -> Path:
    new_table(tmp_path / "cards")
    return tmp_path / "cards"


def age(location: Path, seconds: int) -> None:
    """Move every file of a table, and the times its log tells, into the past."""
    for path in (location / "_delta_log").glob("*.json"):
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        for line in lines:
            if "commitInfo" in line:
                line["commitInfo"]["timestamp"] -= seconds * 1000
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    past = time.time() - seconds
    for path in location.rglob("*"):
        os.utime(path, (past, past))
    card_store._snapshot.cache_clear()


def test_table_created_is_empty_at_version_zero(location: Path):
    snapshot = card_store.open_version(location, 0)

    assert (snapshot.version, snapshot.rows, snapshot.files) == (0, 0, ())
    assert len(snapshot.table_id) == 36


def test_delta_readers_see_the_same_cards(location: Path):
    merge_in(location, 0, rows_of(A, B), "first")
    merge_in(location, 1, rows_of(C, (*A[:4], "not_approved")), "second")

    for version in (1, 2):
        read = deltalake.DeltaTable(location, version=version).to_pyarrow_table()
        cards = [tuple(row[name] for name in COLUMNS) for row in read.to_pylist()]
        assert sorted(cards, key=str) == cards_at(location, version)


def test_commit_carries_the_import(location: Path):
    merge_in(location, 0, rows_of(A), "import-7")
    merge_in(location, 1, rows_of(B, charge=["theft"]), "import-8")

    commits = card_store.commits_above(location, 0)

    assert [(c.version, c.import_id, c.step) for c in commits] == [
        (1, "import-7", "cards"),
        (2, "import-8", "schema"),
        (3, "import-8", "cards"),
    ]


def test_commit_of_another_program_has_no_import(location: Path):
    merge_in(location, 0, rows_of(A), "import-7")
    deltalake.DeltaTable(location).delete("outcome = 'approved'")

    commits = card_store.commits_above(location, 1)

    assert [(c.version, c.import_id, c.step) for c in commits] == [(2, "", "")]


def test_unreadable_log_file_is_a_strangers(location: Path):
    log = location / "_delta_log" / f"{1:020}.json"
    log.write_text("{")

    assert card_store.commits_above(location, 0)[0].import_id == ""


def test_second_writer_on_one_version_is_refused(location: Path):
    base = card_store.open_version(location, 0)
    rows = Incoming.of(rows_of(A), LAYOUT).rows
    file = card_files.write_file(
        location, card_store.Partition(2025, 0), rows.slice(0, 1)
    )
    arguments = {"added": [file], "removed": [], "written_at_ms": 0}
    card_store.commit_files(base, rows.schema, import_id="quick", **arguments)

    with pytest.raises(CommitConflict):
        card_store.commit_files(base, rows.schema, import_id="slow", **arguments)

    assert [c.import_id for c in card_store.commits_above(location, 0)] == ["quick"]


def test_digest_of_a_version_stays_and_differs_between_versions(location: Path):
    merge_in(location, 0, rows_of(A), "first")
    before = card_store.open_version(location, 1).digest
    merge_in(location, 1, rows_of(B), "second")
    card_store._snapshot.cache_clear()

    assert card_store.open_version(location, 1).digest == before
    assert card_store.open_version(location, 2).digest != before


def test_file_whose_content_was_changed_is_not_intact(location: Path):
    merge_in(location, 0, rows_of(A), "first")
    [path] = card_store.open_version(location, 1).paths
    assert card_files.is_intact(path)

    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content)

    assert not card_files.is_intact(path)


def test_files_are_for_the_owner_alone(location: Path):
    merge_in(location, 0, rows_of(A), "first")

    [path] = card_store.open_version(location, 1).paths

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(location.stat().st_mode) == 0o700


def test_version_that_does_not_exist_is_a_fault_in_words(location: Path):
    with pytest.raises(StoreFault) as caught:
        card_store.open_version(location, 9)

    assert "9" in caught.value.message.zh
    assert "version 9" in caught.value.message.en


def test_cut_sets_commits_aside_and_the_pointers_version_opens(location: Path):
    merge_in(location, 0, rows_of(A), "first")
    merge_in(location, 1, rows_of(B), "second")

    moved = card_store.cut_above(location, 1)

    assert len(moved) == 1
    assert moved[0].exists()
    assert card_store.commits_above(location, 1) == []
    assert merge_in(location, 1, rows_of(C), "third") == 2
    assert cards_at(location, 2) == [A, C]


def test_table_aged_by_two_years_opens_at_every_version(location: Path, monkeypatch):
    frequent = {**card_store.CONFIGURATION, "delta.checkpointInterval": "5"}
    monkeypatch.setattr(card_store, "CONFIGURATION", frequent)
    location = location.with_name("aged")
    version = new_table(location)
    cards: dict[int, list[tuple]] = {}
    for number in range(12):
        card = (f"D{number}", "1", "110101", A[3], None)
        version = merge_in(location, version, rows_of(card), f"old {number}")
        cards[version] = cards_at(location, version)
    digests = {v: card_store.open_version(location, v).digest for v in cards}
    age(location, TWO_YEARS)

    for number in range(12):  # beyond checkpoints, where clean-up would happen
        card = ("E1", "1", "110101", A[3], str(number))
        version = merge_in(location, version, rows_of(card), f"new {number}")
    card_store._snapshot.cache_clear()

    checkpoints = (location / "_delta_log").glob("*.checkpoint.parquet")
    assert max(int(path.name.split(".")[0]) for path in checkpoints) > max(cards)
    for kept, expected in cards.items():
        assert cards_at(location, kept) == expected
        assert card_store.open_version(location, kept).digest == digests[kept]


def test_defaults_of_the_format_would_have_lost_the_aged_versions(tmp_path: Path):
    location = tmp_path / "defaults"
    rows = rows_of(A)
    frequent = {"delta.checkpointInterval": "5"}
    for _ in range(12):
        deltalake.write_deltalake(location, rows, mode="append", configuration=frequent)
    age(location, TWO_YEARS)

    for _ in range(12):
        deltalake.write_deltalake(location, rows, mode="append")

    with pytest.raises(deltalake.exceptions.DeltaError):
        deltalake.DeltaTable(location, version=1)
