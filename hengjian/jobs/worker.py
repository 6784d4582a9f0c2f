"""The worker: claims a job, holds it while it runs, sees it to its end."""

import logging
import threading
import time
import traceback
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.jobs import actions, leases, registry
from hengjian.jobs.context import JobCancelled, JobContext, WorkerStopping
from hengjian.jobs.models import Job
from hengjian.lib.faults import UserFault


logger = logging.getLogger(__name__)

WORKER = System("worker")
LONGEST_BACKOFF_SECONDS = 600
DATABASE_AWAY_SECONDS = 2


class Worker:
    """Runs jobs one after another until told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()

    def stop(self) -> None:
        """Take no more jobs; the one that runs goes back at its next progress."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped; wait while there is nothing, or no database."""
        while not self.stopping.is_set():
            close_old_connections()
            try:
                worked = self.run_one()
            except DatabaseError:
                logger.exception("the database is away; trying again")
                connection.close()
                self.stopping.wait(DATABASE_AWAY_SECONDS)
                continue
            if not worked:
                self.stopping.wait(settings.JOB_POLL_SECONDS)

    def run_until_empty(self) -> int:
        """Run what waits now and return how many jobs that was."""
        count = 0
        while self.run_one():
            count += 1
        return count

    def run_one(self) -> bool:
        """Claim and run one job; False when none waits."""
        job = leases.claim()
        if job is None:
            return False
        with journal.coming_from(f"job {job.pk}"):
            try:
                self._carry(job)
            except leases.LeaseLost:
                logger.warning("job %s was taken over by another worker", job.pk)
        return True

    def _carry(self, job: Job) -> None:
        if job.attempts > job.attempts_allowed:
            lost = f"its worker was lost {job.attempts - 1} times"
            actions.fail(job=job, error=job.error or lost, by=WORKER)
            return
        context = JobContext(job, stopping=self.stopping)
        try:
            task = registry.find(job.task)
            context.short = task.short
            with _Renewal(context):
                _perform(task, context)
        except leases.LeaseLost:
            raise
        except JobCancelled:
            actions.stop(job=job, by=WORKER)
        except WorkerStopping:
            leases.give_back(job, after=timedelta(), error="", counts=False)
        except UserFault as fault:
            # asking again would give the same answer: somebody must mend it
            text = f"{fault.in_language('zh')}\n{fault.in_language('en')}"
            actions.fail(job=job, error=text, by=WORKER)
        except Exception as error:
            logger.exception("job failed", extra={"job": job.pk, "task": job.task})
            _retry_or_fail(job, described(error))


def described(error: Exception) -> str:
    """Where an error came from; what it says only where that can be no value of a card.

    Who keeps the system reads it. The messages of databases and of whatever converts or
    looks a value up quote that value, which may be somebody's name.
    """
    frames = "".join(traceback.format_tb(error.__traceback__, limit=-8))
    is_ours = type(error).__module__.startswith("hengjian.")
    is_plain = is_ours or isinstance(error, (OSError, RuntimeError))
    return f"{frames}{type(error).__name__}{f': {error}' if is_plain else ''}"


def _perform(task: registry.Task, context: JobContext) -> None:
    if task.short:
        _in_one_transaction(task=task, context=context, by=WORKER)
        return
    result = task.function(context, **context.job.payload)
    if not context.completed:
        with transaction.atomic():
            context.complete(result)


@journal.action
def _in_one_transaction(*, task: registry.Task, context: JobContext, by: Actor) -> None:
    """A short task, its effects and its completion together."""
    journal.nothing_changed()
    result = task.function(context, **context.job.payload)
    context.complete(result)


def _retry_or_fail(job: Job, error: str) -> None:
    if job.attempts >= job.attempts_allowed:
        actions.fail(job=job, error=error, by=WORKER)
        return
    seconds = min(5 * 2 ** (job.attempts - 1), LONGEST_BACKOFF_SECONDS)
    leases.give_back(job, after=timedelta(seconds=seconds), error=error, counts=True)


class _Renewal:
    """Renews the lease from a thread of its own while a job runs."""

    def __init__(self, context: JobContext) -> None:
        self._context = context
        self._done = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="lease-renewal", daemon=True
        )

    def __enter__(self) -> None:
        if not self._context.short:
            self._thread.start()

    def __exit__(self, *raised: object) -> None:
        self._done.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause = settings.JOB_LEASE_SECONDS / 3
        held_until = time.monotonic() + settings.JOB_LEASE_SECONDS
        try:
            while not self._done.wait(pause):
                try:
                    if not leases.renew(self._context.job):
                        self._context.lost.set()
                        return
                    held_until = time.monotonic() + settings.JOB_LEASE_SECONDS
                except DatabaseError:
                    connection.close()
                    if time.monotonic() > held_until:
                        self._context.lost.set()
                        return
        finally:
            connection.close()
