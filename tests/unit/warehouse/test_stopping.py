"""Stopping an import from outside its job, and files that nobody came back for."""

import os
from pathlib import Path

import pytest

from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.warehouse import incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing import arriving, preparing, stopping
from hengjian.warehouse.models import (
    Finding,
    FindingState,
    Import,
    ImportState,
)
from tests.unit.warehouse.card_files_in import BY, arrest_csv, card, import_cards


pytestmark = pytest.mark.usefixtures("people")


def queued(content: bytes) -> Import:
    kept = incoming.keep("cards.csv", [content])
    return imports.stage(file=kept, card="arrest_review", by=BY)


def broken_while_writing(monkeypatch: pytest.MonkeyPatch) -> Import:
    """An import that wrote its findings down and then broke, five times over."""
    staged = queued(arrest_csv(card("A1", outcome="")))
    whole = preparing.write

    def breaks(*given: object) -> object:
        yield from whole(*given)  # type: ignore[arg-type]
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(preparing, "write", breaks)
    Job.objects.filter(pk=staged.job_id).update(attempts_allowed=1)
    Worker().run_until_empty()
    monkeypatch.setattr(preparing, "write", whole)
    staged.refresh_from_db()
    return staged


def test_import_that_broke_while_writing_leaves_nothing_when_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = broken_while_writing(monkeypatch)
    assert broken.state == ImportState.LEASED
    assert Finding.bookkeeping.filter(state=FindingState.STAGED).exists()

    stopped = stopping.stop(broken, by=BY)

    assert stopped.state == ImportState.CANCELLED
    assert not Finding.bookkeeping.exists()
    assert not stopped.incoming_file.exists()


def test_same_cards_go_in_after_a_cancelled_import(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopping.stop(broken_while_writing(monkeypatch), by=BY)

    done = import_cards(card("A1", outcome=""))

    assert (done.state, done.findings_raised) == (ImportState.LIVE, 1)


def test_import_that_is_over_is_not_stopped() -> None:
    done = import_cards(card("A1"))

    with pytest.raises(imports.ImportEnded):
        stopping.stop(done, by=BY)


def test_running_job_is_asked_and_clears_up_itself() -> None:
    staged = queued(arrest_csv(card("A1")))
    Job.objects.filter(pk=staged.job_id).update(state=JobState.RUNNING)

    asked = stopping.stop(staged, by=BY)

    assert asked.state == ImportState.STAGED
    assert asked.incoming_file.exists()
    staged.job.refresh_from_db()
    assert staged.job.cancel_asked_at is not None


def aged(path: Path, seconds: int) -> Path:
    moment = clock.machine_now().timestamp() - seconds
    os.utime(path, (moment, moment))
    return path


def test_upload_that_nobody_came_back_for_is_removed_after_a_day() -> None:
    old = aged(incoming.keep("old.csv", [b"a"]).path, 25 * 3600)
    new = aged(incoming.keep("new.csv", [b"b"]).path, 23 * 3600)

    assert arriving.forget_abandoned() == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_upload_whose_import_waits_is_kept_however_old() -> None:
    staged = queued(arrest_csv(card("A1")))
    aged(staged.incoming_file, 90 * 24 * 3600)

    assert arriving.forget_abandoned() == 0
    assert staged.incoming_file.exists()
