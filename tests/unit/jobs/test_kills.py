"""Workers killed at random moments: every job's effects are there once, none is lost."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.verifying import verify
from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.organisation.models import Person
from tests import child


WORKER = str(Path(__file__).with_name("crashing_worker.py"))
LEASE_SECONDS = 1


@journal.action
def queue_jobs(*, count: int, by: System) -> None:
    for number in range(count):
        name = "add_three" if number % 2 else "add_three_at_once"
        Job(
            task=f"crashing_worker.{name}",
            payload={"number": number},
            by="system:test",
            due_at=clock.machine_now(),
            enqueued_at=clock.now(),
            attempts_allowed=1000,
        ).save()
    journal.nothing_changed()


def open_jobs() -> int:
    return Job.objects.exclude(state=JobState.DONE).count()


def kill_at_random(*, jobs: int, kills: int, seed: int) -> None:
    """Two workers; one of them is killed at a random moment, again and again."""
    moments = random.Random(seed)
    queue_jobs(count=jobs, by=System("test"))
    workers = [start_worker() for _ in range(2)]
    killed = 0
    deadline = time.monotonic() + 60 + 3 * kills
    try:
        while open_jobs() or killed < kills:
            assert time.monotonic() < deadline, "the jobs were not done in time"
            if killed < kills:
                time.sleep(moments.uniform(0.3, 1.0))
                place = moments.randrange(2)
                workers[place].send_signal(signal.SIGKILL)
                workers[place].wait()
                workers[place] = start_worker()
                killed += 1
            else:
                time.sleep(0.1)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    connection.close()


def start_worker() -> "child.subprocess.Popen[bytes]":
    return child.start(
        WORKER,
        HENGJIAN_JOB_LEASE_SECONDS=str(LEASE_SECONDS),
        HENGJIAN_JOB_POLL_SECONDS="0",
    )


def assert_exactly_once(jobs: int) -> None:
    per_job = Counter(person.number.split("-")[0] for person in Person.objects.all())
    assert per_job == {str(number): 3 for number in range(jobs)}
    assert Job.objects.filter(state=JobState.DONE).count() == jobs
    results = {job.result["number"] for job in Job.objects.all()}
    assert results == set(range(jobs))
    assert verify().faults == ()
    interrupted = Job.objects.filter(attempts__gt=1).count()
    assert interrupted, "no kill hit a running job: the test proved nothing"


@pytest.mark.django_db(transaction=True)
def test_effects_happen_once_although_workers_are_killed() -> None:
    kill_at_random(jobs=200, kills=20, seed=2026)

    assert_exactly_once(200)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_effects_happen_once_although_workers_are_killed_two_hundred_times() -> None:
    kill_at_random(jobs=1500, kills=200, seed=10)

    assert_exactly_once(1500)
