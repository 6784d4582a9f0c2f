"""Tampering by raw SQL is found and named, on every database."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hengjian.audit import actions as journal
from hengjian.audit import checkpoints
from hengjian.audit.actors import System
from hengjian.audit.appending import entry_fields
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.audit.verifying import Report, verify
from hengjian.config.cli import main


pytestmark = pytest.mark.django_db

BY = System("test")


@journal.action
def note(*, number: int, by: System) -> None:
    journal.enter("thing.noted", subject=f"thing:{number}", new={"第": number})


@pytest.fixture(autouse=True)
def _ten_entries(db: None, settings: Any, tmp_path: Path) -> None:
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"
    for number in range(1, 11):
        note(number=number, by=BY)


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found() -> list[tuple[str, int]]:
    return [(fault.kind.value, fault.number) for fault in verify().faults]


def test_untouched_journal_is_sound() -> None:
    checkpoints.write_now()

    report = verify()

    assert report == Report(10, 1, 10, ())


@pytest.mark.parametrize(
    "change",
    [
        "event = 'thing.forgotten'",
        "\"by\" = 'system:nobody'",
        "subject_id = '99'",
        "origin = 'web 192.0.2.1'",
        "old = '{}'",
        "new = '{}'",
        "detail = '{}'",
        "at = '2020-01-01 00:00:00+00:00'",
        "link = 'x'",
    ],
)
def test_altered_entry_is_named(change: str) -> None:
    sql(f"UPDATE audit_journalentry SET {change} WHERE number = 4")

    assert found() == [("altered", 4)]


def test_removed_entry_is_named() -> None:
    sql("DELETE FROM audit_journalentry WHERE number = 4")

    assert found() == [("removed", 4)]


def test_removed_entry_is_named_when_the_rest_was_renumbered() -> None:
    sql(
        "DELETE FROM audit_journalentry WHERE number = 4",
        "UPDATE audit_journalentry SET number = -number WHERE number > 4",
        "UPDATE audit_journalentry SET number = -number - 1 WHERE number < 0",
    )

    assert found() == [("removed", 4)]


def test_inserted_entry_is_named() -> None:
    columns = (
        'at, event, "by", subject_type, subject_id, origin, old, new, detail, link'
    )
    sql(
        "UPDATE audit_journalentry SET number = -number WHERE number > 3",
        "UPDATE audit_journalentry SET number = -number + 1 WHERE number < 0",
        f"INSERT INTO audit_journalentry (number, {columns})"
        f" SELECT 4, {columns} FROM audit_journalentry WHERE number = 2",
    )

    assert found() == [("inserted", 4)]


def test_entry_put_behind_the_head_is_named() -> None:
    columns = (
        'at, event, "by", subject_type, subject_id, origin, old, new, detail, link'
    )
    sql(
        f"INSERT INTO audit_journalentry (number, {columns})"
        f" SELECT 11, {columns} FROM audit_journalentry WHERE number = 2"
    )

    assert found() == [("inserted", 11)]


def test_reordered_entries_are_named() -> None:
    sql(
        "UPDATE audit_journalentry SET number = -3 WHERE number = 3",
        "UPDATE audit_journalentry SET number = 3 WHERE number = 8",
        "UPDATE audit_journalentry SET number = 8 WHERE number = -3",
    )

    assert found() == [("reordered", 3)]


def test_cut_tail_is_named() -> None:
    sql("DELETE FROM audit_journalentry WHERE number > 7")

    assert found() == [("tail_cut", 8)]


def test_cut_tail_with_the_head_moved_back_is_found_without_a_checkpoint() -> None:
    link = JournalEntry.objects.get(number=7).link
    sql(
        "DELETE FROM audit_journalentry WHERE number > 7",
        f"UPDATE audit_journalhead SET number = 7, link = '{link}'",
    )

    assert found() == [("head_altered", 7)]


def test_cut_tail_with_an_old_head_row_is_found_by_the_checkpoint() -> None:
    checkpoints.write_now()
    link = JournalEntry.objects.get(number=7).link
    seal = journal_linker().seal(7, link)
    sql(
        "DELETE FROM audit_journalentry WHERE number > 7",
        f"UPDATE audit_journalhead SET number = 7, link = '{link}', seal = '{seal}'",
    )

    assert found() == [("tail_cut", 8)]


def test_chain_recomputed_with_the_key_is_found_by_the_checkpoint() -> None:
    checkpoints.write_now()
    recompute_from(6)

    assert found() == [("recomputed", 1)]


def test_chain_recomputed_after_the_last_checkpoint_cannot_be_found_and_is_said() -> (
    None
):
    checkpoints.write_now()
    note(number=11, by=BY)
    recompute_from(11)

    report = verify()

    assert report.faults == ()
    assert any("recomputed" in limit.en for limit in report.limits)


def test_deleted_head_is_found() -> None:
    sql("DELETE FROM audit_journalhead")

    assert found() == [("head_altered", 10)]


def test_emptied_journal_is_found_by_the_checkpoint() -> None:
    checkpoints.write_now()
    sql("DELETE FROM audit_journalentry", "DELETE FROM audit_journalhead")

    assert found() == [("tail_cut", 1)]


def test_forged_checkpoint_is_named(settings: Any) -> None:
    checkpoints.write_now()
    path: Path = settings.JOURNAL_CHECKPOINTS
    line = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**line, "number": 9}) + "\n", "utf-8")

    assert found() == [("checkpoint_forged", 0)]


def test_checkpoint_is_written_after_so_many_entries(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.JOURNAL_CHECKPOINT_EVERY = 4

    with django_capture_on_commit_callbacks(execute=True):
        for number in range(11, 21):
            note(number=number, by=BY)

    assert [each.number for each in checkpoints.read()[0]] == [12, 16, 20]


def test_command_says_what_it_found_and_what_it_cannot_find(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", "verify"]) == 0
    sql("DELETE FROM audit_journalentry WHERE number = 4")

    code = main(["audit", "verify", "--json"])

    lines = capsys.readouterr().out.splitlines()
    report = json.loads(lines[-1])
    assert code == 1
    assert report["faults"][0]["kind"] == "removed"
    assert report["faults"][0]["zh"] == "第 4 号记录被删除"
    assert len(report["cannot_find"]) == 4
    assert "留痕链完好。" in lines


def test_command_looks_at_the_last_entries_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sql("UPDATE audit_journalentry SET event = 'x.y' WHERE number = 2")

    assert main(["audit", "verify", "--last", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 5


def test_checkpoint_command_signs_the_head(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", "checkpoint"]) == 0

    assert "第 10 号" in capsys.readouterr().out
    assert checkpoints.read()[0][0].number == 10


def test_checkpoint_command_says_that_there_is_nothing_to_sign(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sql("DELETE FROM audit_journalentry", "DELETE FROM audit_journalhead")

    assert main(["audit", "checkpoint"]) == 0
    assert "尚无记录" in capsys.readouterr().out


def recompute_from(first: int) -> None:
    """What somebody with the journal key could do: rewrite history and every link."""
    linker = journal_linker()
    before = JournalEntry.objects.filter(number=first - 1).first()
    link = before.link if before else "0" * 64
    for entry in JournalEntry.objects.filter(number__gte=first):
        entry.event = "thing.invented"
        link = linker.link(link, entry_fields(entry.number, entry))
        sql(
            "UPDATE audit_journalentry SET event = 'thing.invented',"
            f" link = '{link}' WHERE number = {entry.number}"
        )
    number = JournalHead.objects.get().number
    seal = linker.seal(number, link)
    sql(f"UPDATE audit_journalhead SET link = '{link}', seal = '{seal}'")
