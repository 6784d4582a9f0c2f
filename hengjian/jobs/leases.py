"""Who holds a job and until when: the worker's own bookkeeping, each in one statement.

Every write names the fencing token it was claimed under: a worker whose lease was taken
over changes nothing any more.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


class LeaseLost(RuntimeError):
    """Another worker has taken the job over, or somebody ended it."""


def claim() -> Job | None:
    """Take the most urgent job that waits or whose worker is gone; None if none."""
    now = clock.machine_now()
    claimable = Job.objects.filter(_claimable(now))
    if not claimable.exists():  # a look costs no write lock
        return None
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = claimable.select_for_update(skip_locked=skip)
        job = waiting.order_by("due_at", "id").first()
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.token += 1
        job.attempts += 1
        job.lease_until = now + _lease()
        job.started_at = job.started_at or clock.now()
        job.save(
            update_fields=["state", "token", "attempts", "lease_until", "started_at"]
        )
    return job


def renew(job: Job) -> bool:
    """Hold the job longer; False when it is held no more."""
    return bool(_held(job).update(lease_until=clock.machine_now() + _lease()))


def progress(job: Job, done: int, total: int, message: Text) -> bool:
    """Note how far the job is; False when it is held no more."""
    changed = _held(job).update(
        progress_done=done,
        progress_total=total,
        progress_zh=message.zh[:200],
        progress_en=message.en[:200],
        lease_until=clock.machine_now() + _lease(),
    )
    return bool(changed)


def cancel_is_asked(job: Job) -> bool:
    """Somebody wants the job to stop."""
    return Job.objects.filter(pk=job.pk, cancel_asked_at__isnull=False).exists()


def complete(job: Job, result: Any) -> None:
    """The job is done; in the caller's transaction. Raises ``LeaseLost``."""
    _end(job, JobState.DONE, result=result)


def end(job: Job, state: JobState, error: str) -> None:
    """The job failed or was cancelled. Raises ``LeaseLost``."""
    _end(job, state, error=error)


def give_back(job: Job, *, after: timedelta, error: str, counts: bool) -> None:
    """Queue the job again; ``counts`` says whether the attempt was one."""
    changed = _held(job).update(
        state=JobState.QUEUED,
        due_at=clock.machine_now() + after,
        lease_until=None,
        error=error,
        attempts=F("attempts") - (0 if counts else 1),
    )
    if not changed:
        raise LeaseLost(job)


def _end(job: Job, state: JobState, **values: Any) -> None:
    changed = _held(job).update(
        state=state, lease_until=None, ended_at=clock.now(), **values
    )
    if not changed:
        raise LeaseLost(job)


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)


def _claimable(now: datetime) -> Q:
    return Q(state=JobState.QUEUED, due_at__lte=now) | Q(
        state=JobState.RUNNING, lease_until__lt=now
    )


def _lease() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)
