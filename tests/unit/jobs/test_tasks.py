"""Upkeep of the lowest layers."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hengjian.audit import checkpoints
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from tests.factories.jobs import job as enqueued


pytestmark = pytest.mark.django_db(transaction=True)


def run(task: str) -> Job:
    job = enqueued(task=f"hengjian.jobs.tasks.{task}")
    Worker().run_until_empty()
    job.refresh_from_db()
    return job


def test_checkpoint_is_signed(settings: Any, tmp_path: Path) -> None:
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"

    job = run("checkpoint_journal")

    assert job.result == {"number": 1}
    assert [each.number for each in checkpoints.read()[0]] == [1]


def test_sound_journal_passes_its_nightly_walk(settings: Any, tmp_path: Path) -> None:
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"

    assert run("verify_journal").result == {"entries": 1}


def test_faulty_journal_makes_the_nightly_job_fail(
    settings: Any, tmp_path: Path
) -> None:
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"
    enqueued()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_journalentry SET event = 'x.y'")

    job = run("verify_journal")

    assert job.state == JobState.FAILED
    assert "entry 1 was altered" in job.error


def test_old_jobs_are_forgotten_but_failed_ones_stay() -> None:
    long_ago = clock.machine_now() - timedelta(days=500)
    for state in (JobState.DONE, JobState.FAILED):
        Job.objects.filter(pk=enqueued().pk).update(state=state, due_at=long_ago)

    job = run("prune_jobs")

    assert job.result == {"forgotten": 1}
    assert set(Job.objects.values_list("state", flat=True)) == {"failed", "done"}
