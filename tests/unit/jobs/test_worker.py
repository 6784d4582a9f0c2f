"""The worker sees each job to its end."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry
from hengjian.jobs import actions, leases, registry
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import LONGEST_BACKOFF_SECONDS, Worker
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.actions import people
from hengjian.organisation.models import Person
from tests.factories.jobs import job as enqueued


pytestmark = pytest.mark.django_db(transaction=True)

BY = System("test")
Task = Callable[..., Any]


@pytest.fixture
def task() -> Iterator[Callable[..., str]]:
    """Registers functions as tasks for one test."""
    made: list[str] = []

    def register(function: Task, *, short: bool = False, attempts: int = 3) -> str:
        path = f"test_worker.{function.__name__}"
        registry.TASKS[path] = registry.Task(path, function, short, attempts)
        made.append(path)
        return path

    yield register
    for path in made:
        del registry.TASKS[path]


def run(job: Job) -> Job:
    assert Worker().run_one()
    job.refresh_from_db()
    return job


def test_finished_job_keeps_its_result(task: Callable[..., str]) -> None:
    job = enqueued(
        task=task(lambda context, a, b: {"sum": a + b}), payload={"a": 1, "b": 2}
    )

    run(job)

    assert (job.state, job.result) == (JobState.DONE, {"sum": 3})
    assert job.lease_until is None
    assert job.ended_at is not None


def test_nothing_waits_means_nothing_to_do() -> None:
    assert Worker().run_one() is False


def test_job_that_is_due_later_waits(task: Callable[..., str]) -> None:
    later = clock.machine_now() + timedelta(hours=1)
    enqueued(task=task(lambda context: None), due_at=later)

    assert Worker().run_one() is False


def test_failing_job_is_tried_again_later(task: Callable[..., str]) -> None:
    def fails(context: JobContext) -> None:
        raise RuntimeError("the disk is full")

    job = run(enqueued(task=task(fails)))

    assert job.state == JobState.QUEUED
    assert job.due_at > clock.machine_now()
    assert "RuntimeError: the disk is full" in job.error
    assert Worker().run_one() is False


def test_failing_job_fails_for_good_after_its_attempts(
    task: Callable[..., str],
) -> None:
    def fails(context: JobContext) -> None:
        raise RuntimeError("the disk is full")

    job = run(enqueued(task=task(fails, attempts=1)))

    assert job.state == JobState.FAILED
    assert JournalEntry.objects.filter(event="jobs.job_failed").count() == 1


def test_backoff_grows_and_has_an_end(task: Callable[..., str]) -> None:
    def fails(context: JobContext) -> None:
        raise RuntimeError

    job = enqueued(task=task(fails, attempts=99))
    waits = []
    for _ in range(9):
        Job.objects.update(due_at=clock.machine_now())
        run(job)
        waits.append(round((job.due_at - clock.machine_now()).total_seconds()))

    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == LONGEST_BACKOFF_SECONDS


def test_fault_of_the_user_is_not_tried_again(task: Callable[..., str]) -> None:
    def refuses(context: JobContext) -> None:
        raise UserFault(Text("文件已损坏", "the file is broken"))

    job = run(enqueued(task=task(refuses)))

    assert job.state == JobState.FAILED
    assert job.error == "文件已损坏\nthe file is broken"


@pytest.mark.parametrize("error", [DatabaseError, ValueError, KeyError, TypeError])
def test_error_is_kept_without_the_values_it_quotes(
    error: type[Exception], task: Callable[..., str]
) -> None:
    name = "张三"

    def fails(context: JobContext) -> None:
        raise error(f"Key (name)=({name}) already exists")

    job = run(enqueued(task=task(fails)))

    assert error.__name__ in job.error
    assert f"=({name})" not in job.error


def test_short_task_has_its_effects_and_completion_in_one_transaction(
    task: Callable[..., str],
) -> None:
    def adds_and_fails(context: JobContext) -> None:
        people.add(number="1", name="陈明", by=context.by)
        raise RuntimeError

    job = run(enqueued(task=task(adds_and_fails, short=True)))

    assert not Person.objects.exists()
    assert job.state == JobState.QUEUED


def test_completion_inside_the_action_goes_back_with_it(
    task: Callable[..., str],
) -> None:
    @journal.action
    def completes_and_fails(*, context: JobContext, by: Actor) -> None:
        people.add(number="1", name="陈明", by=by)
        context.complete()
        raise RuntimeError

    def runs(context: JobContext) -> None:
        completes_and_fails(context=context, by=context.by)

    job = run(enqueued(task=task(runs)))

    assert job.state == JobState.QUEUED
    assert not Person.objects.exists()


def test_completion_outside_a_transaction_is_refused(task: Callable[..., str]) -> None:
    job = run(enqueued(task=task(lambda context: context.complete(), attempts=1)))

    assert job.state == JobState.FAILED
    assert "belongs inside an action" in job.error


def test_worker_that_lost_its_lease_changes_nothing(task: Callable[..., str]) -> None:
    def outlives_its_lease(context: JobContext) -> None:
        # another worker takes the job over, as after a long pause of this one
        Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))
        assert leases.claim() is not None
        people_then_complete(context=context, by=context.by)

    @journal.action
    def people_then_complete(*, context: JobContext, by: Actor) -> None:
        people.add(number="1", name="陈明", by=by)
        context.complete({"by": "the one that was too slow"})

    job = run(enqueued(task=task(outlives_its_lease)))

    assert (job.state, job.token, job.result) == (JobState.RUNNING, 2, None)
    assert not Person.objects.exists()


def test_job_of_a_lost_worker_is_taken_over(task: Callable[..., str]) -> None:
    job = enqueued(task=task(lambda context: "done"))
    leases.claim()
    assert Worker().run_one() is False
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))

    run(job)

    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_job_that_kills_its_workers_fails_in_the_end(task: Callable[..., str]) -> None:
    job = enqueued(task=task(lambda context: None), attempts=2)
    for _ in range(2):
        assert leases.claim() is not None
        Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))

    run(job)

    assert job.state == JobState.FAILED
    assert "lost 2 times" in job.error


def test_progress_is_seen_from_outside(task: Callable[..., str]) -> None:
    seen: list[tuple[int, int, str]] = []

    def counts(context: JobContext) -> None:
        context.progress(3, 10, Text("读取", "reading"))
        job = Job.objects.get()
        seen.append((job.progress_done, job.progress_total, job.progress_message.en))

    run(enqueued(task=task(counts)))

    assert seen == [(3, 10, "reading")]


def test_running_job_stops_at_its_next_progress_when_cancelled(
    task: Callable[..., str],
) -> None:
    def long(context: JobContext) -> None:
        actions.cancel(job=context.job, by=BY)
        context.progress(1, 1, Text("读取", "reading"))
        raise AssertionError("went on")

    job = run(enqueued(task=task(long)))

    assert job.state == JobState.CANCELLED


def test_job_goes_back_when_the_worker_stops(task: Callable[..., str]) -> None:
    worker = Worker()

    def long(context: JobContext) -> None:
        worker.stop()
        context.progress(1, 2, Text("读取", "reading"))

    job = enqueued(task=task(long))
    worker.run()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_lease_is_renewed_while_the_job_runs(
    task: Callable[..., str], settings: Any
) -> None:
    settings.JOB_LEASE_SECONDS = 0.3

    def outlasts_the_lease(context: JobContext) -> str:
        threading.Event().wait(0.7)
        return "still ours" if leases.claim() is None else "taken over"

    job = run(enqueued(task=task(outlasts_the_lease)))

    assert job.result == "still ours"


def test_task_acts_for_the_one_who_enqueued_it(task: Callable[..., str]) -> None:
    job = enqueued(
        task=task(
            lambda context: people.add(number="1", name="陈明", by=context.by) and None
        )
    )

    run(job)

    entry = JournalEntry.objects.get(event="organisation.person_added")
    assert (entry.by, entry.origin) == ("system:test", f"job {job.pk}")


def test_function_that_is_no_task_is_never_run() -> None:
    with pytest.raises(registry.UnknownTask):
        enqueued(task="os.system")
    with pytest.raises(registry.UnknownTask):
        enqueued(task="hengjian.jobs.leases.claim")


def test_worker_waits_while_the_database_is_away(
    task: Callable[..., str], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JOB_POLL_SECONDS = 0.05
    job = enqueued(task=task(lambda context: "done"))
    worker = Worker()

    def run_and_close() -> None:
        try:
            worker.run()
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO jobs_away")
    thread = threading.Thread(target=run_and_close)
    thread.start()
    try:
        wait_until(lambda: "the database is away" in caplog.text)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE jobs_away RENAME TO jobs_job")
    wait_until(lambda: Job.objects.get().state == JobState.DONE)
    worker.stop()
    thread.join()

    job.refresh_from_db()
    assert job.result == "done"


def wait_until(happens: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)
