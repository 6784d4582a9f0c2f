"""What was erased or sealed is told outside the database too, and how it ends."""

from pathlib import Path
from typing import Any

import pytest

from hengjian.audit import actions as journal
from hengjian.audit import checkpoints, kept_outside
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry


BY = System("test")


@pytest.fixture
def kept(tmp_path: Path, settings: Any, transactional_db: None) -> Path:
    """The folder of the checkpoints."""
    settings.JOURNAL_CHECKPOINTS = tmp_path / "checkpoints" / "journal.jsonl"
    return tmp_path / "checkpoints"


@journal.action
def erase(*, card: str, by: Actor) -> None:
    journal.enter(
        "warehouse.card_erased",
        subject="warehouse.cardtable:1",
        detail={"card": card, "reason": "期满"},
    )


@journal.action
def note(*, by: Actor) -> None:
    journal.enter("organisation.person_changed", subject="organisation.person:77")


def erased(*numbers: int) -> Path:
    """The file after cards were erased."""
    for number in numbers:
        erase(card=f"A{number}|1", by=BY)
    return kept_outside.file()


def test_cut_tail_of_what_was_sealed_since_is_found(kept: Path) -> None:
    path = erased(1, 2)
    lines = path.read_bytes().splitlines(keepends=True)

    path.write_bytes(lines[0])

    [fault] = kept_outside.faults(path)
    [lost] = kept_outside.missing()
    assert "was cut: 2 lines were written, 1 are there" in fault.en
    assert lost.number == JournalEntry.objects.latest("number").number
    path.unlink()
    assert (
        "lacks 2 of what was sealed or erased" in kept_outside.missing()[0].message.en
    )


def test_old_copy_of_what_was_sealed_since_is_found_by_the_checkpoints(
    kept: Path,
) -> None:
    path = erased(1)
    end = path.with_suffix(".end")
    before = path.read_bytes(), end.read_bytes()
    erased(2)
    checkpoints.write_now()
    sound = kept_outside.faults(path)

    path.write_bytes(before[0])
    end.write_bytes(before[1])

    assert sound == []
    [fault] = kept_outside.faults(path)
    assert "are old" in fault.en


@pytest.mark.parametrize("how", ["missing", "forged", "of another file"])
def test_end_that_is_not_genuine_tells_nothing(kept: Path, how: str) -> None:
    path = erased(1)
    end = path.with_suffix(".end")
    if how == "missing":
        end.unlink()
    elif how == "forged":
        end.write_text(end.read_text("ascii").replace(" 1 ", " 0 "), "ascii")
    else:
        checkpoints.write_now()
        end.write_bytes((kept / "journal.jsonl").read_bytes().splitlines()[-1])

    [fault] = kept_outside.faults(path)

    assert "whether its tail was cut cannot be told" in fault.en


def test_checkpoint_tells_how_far_the_erasures_go(kept: Path) -> None:
    path = erased(1)
    note(by=BY)

    checkpoints.write_now()

    assert kept_outside.faults(path) == []
    assert kept_outside.missing() == []
