"""A checkpoint that somebody else signed and kept is found missing or replaced."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main


pytestmark = pytest.mark.django_db


@journal.action
def note(*, by: System) -> None:
    journal.enter("thing.noted", subject="thing:1")


@pytest.fixture
def kept(
    settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Path, str]:
    """Ten entries, a checkpoint, and what another office wrote under it."""
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"
    for _ in range(10):
        note(by=System("test"))
    assert main(["audit", "checkpoint"]) == 0
    capsys.readouterr()
    return countersigned(tmp_path, capsys)


def countersigned(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    assert main(["audit", "public-key"]) == 0
    public = capsys.readouterr().out.strip()
    words = ["audit", "countersign", str(folder / "journal.jsonl"), "--public", public]
    words += [
        "--key",
        str(folder / "theirs"),
        "--by",
        "市院",
        "--to",
        str(folder / "c"),
    ]
    assert main(words) == 0
    return folder / "c", capsys.readouterr().out.split()[-1]


def verified(
    kept: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> list[tuple[str, int]]:
    words = ["audit", "verify", "--json", "--countersigned", str(kept[0])]
    main([*words, "--countersigner", kept[1]])
    report = json.loads(capsys.readouterr().out)
    return [(each["kind"], each["number"]) for each in report["faults"]]


def cut_back_to_seven() -> None:
    """With the head row of that time, as from a backup."""
    link = JournalEntry.objects.get(number=7).link
    seal = journal_linker().seal(7, link)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_journalentry WHERE number > 7")
        cursor.execute(
            "UPDATE audit_journalhead SET number = 7, link = %s, seal = %s",
            [link, seal],
        )


def test_untouched_journal_agrees(
    kept: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(kept, capsys) == []


def test_tail_cut_together_with_the_checkpoint_file_is_found(
    kept: tuple[Path, str], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cut_back_to_seven()
    settings.JOURNAL_CHECKPOINTS.unlink()

    assert main(["audit", "verify"]) == 0
    capsys.readouterr()
    assert verified(kept, capsys) == [("tail_cut", 8)]


def test_line_that_was_changed_is_named(
    kept: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.loads(kept[0].read_text("utf-8"))
    kept[0].write_text(json.dumps({**line, "countersigned_by": "省院"}), "utf-8")

    assert verified(kept, capsys) == [("checkpoint_forged", 0)]


def test_forged_checkpoint_is_not_countersigned(
    kept: tuple[Path, str], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path: Path = settings.JOURNAL_CHECKPOINTS
    line = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**line, "number": 9}), "utf-8")
    before = kept[0].read_text("utf-8")

    with pytest.raises(AssertionError):
        countersigned(path.parent, capsys)

    assert kept[0].read_text("utf-8") == before


@pytest.mark.parametrize(
    ("name", "text"), [("nothing", ""), ("theirs", "not a key"), ("missing", None)]
)
def test_file_that_cannot_serve_is_refused(
    kept: tuple[Path, str],
    name: str,
    text: str | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    checkpoints = tmp_path / ("journal.jsonl" if name == "theirs" else name)
    words = ["audit", "countersign", str(checkpoints), "--public", "0" * 64]

    code = main([*words, "--key", str(tmp_path / "theirs"), "--by", "市院"])

    assert code == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_public_key_and_countersigner_must_be_given_whole(
    kept: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["audit", "verify", "--countersigned", str(kept[0])]

    assert main(asked) == 2
    assert main([*asked, "--countersigner", "12"]) == 2
    assert "64" in capsys.readouterr().err
