"""Jobs are enqueued once per key, cancelled, tried again; listeners are told."""

import threading
from typing import Any

import pytest
from django.db import close_old_connections, connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry
from hengjian.config import registers
from hengjian.jobs import actions, queries
from hengjian.jobs.models import Job, JobState
from tests.factories.jobs import job as enqueued


BY = System("test")
TASK = "hengjian.jobs.tasks.checkpoint_journal"


@pytest.mark.django_db
def test_same_key_gives_the_same_job() -> None:
    first = enqueued(key="import:7")
    second = enqueued(key="import:7", payload={"other": 1})

    assert first.pk == second.pk
    assert JournalEntry.objects.filter(event="jobs.job_enqueued").count() == 1


@pytest.mark.django_db(transaction=True)
def test_same_key_at_the_same_moment_gives_one_job() -> None:
    start = threading.Barrier(4)
    got: list[int] = []

    def enqueue() -> None:
        try:
            start.wait(10)
            got.append(enqueued(key="schedule:hourly").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=enqueue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()

    assert len(got) == 4
    assert len(set(got)) == 1
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_job_goes_back_with_the_action_that_enqueued_it() -> None:
    @journal.action
    def enqueues_and_fails(*, by: Actor) -> None:
        actions.enqueue(task=TASK, by=by)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        enqueues_and_fails(by=BY)

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_waiting_job_is_cancelled_at_once() -> None:
    job = actions.cancel(job=enqueued(), by=BY)

    assert job.state == JobState.CANCELLED
    assert job.has_ended


@pytest.mark.django_db
def test_ended_job_is_not_cancelled() -> None:
    job = actions.cancel(job=enqueued(), by=BY)

    with pytest.raises(actions.JobNotOpen):
        actions.cancel(job=job, by=BY)


@pytest.mark.django_db
def test_cancelled_job_can_be_tried_again_but_a_waiting_one_not() -> None:
    job = enqueued()
    with pytest.raises(actions.JobNotOpen):
        actions.retry(job=job, by=BY)

    again = actions.retry(job=actions.cancel(job=job, by=BY), by=BY)

    assert (again.state, again.attempts) == (JobState.QUEUED, 0)
    assert again.cancel_asked_at is None


@pytest.mark.django_db
def test_listeners_are_told_once_per_event(monkeypatch: pytest.MonkeyPatch) -> None:
    listeners = {"import.completed": (TASK, "hengjian.jobs.tasks.prune_jobs")}
    monkeypatch.setattr(registers, "LISTENERS", listeners)

    def tell(event: str) -> list[Any]:
        return actions.tell(event=event, event_id="7", payload={"rows": 3}, by=BY)

    first, second, nobody = (
        tell("import.completed"),
        tell("import.completed"),
        tell("import.begun"),
    )

    assert [job.task for job in first] == list(listeners["import.completed"])
    assert [job.pk for job in first] == [job.pk for job in second]
    assert first[0].payload == {"event": "import.completed", "event_id": "7", "rows": 3}
    assert nobody == []


@pytest.mark.django_db
def test_jobs_are_counted_by_state() -> None:
    enqueued()
    actions.cancel(job=enqueued(), by=BY)

    counts = queries.counts_by_state()

    assert counts[JobState.QUEUED] == 1
    assert counts[JobState.CANCELLED] == 1
    assert counts[JobState.FAILED] == 0


@pytest.mark.django_db
def test_jobs_are_listed_newest_first_and_by_state() -> None:
    first, second = enqueued(), enqueued()
    actions.cancel(job=first, by=BY)

    assert [job.pk for job in queries.jobs()] == [second.pk, first.pk]
    assert [job.pk for job in queries.jobs(state=JobState.CANCELLED)] == [first.pk]
