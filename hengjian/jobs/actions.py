"""Enqueue, cancel, retry; the outcome of a job that failed for good."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import leases, registry
from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.registers import paths


JOB_FAILED = "jobs.job_failed"


class JobNotOpen(UserFault):
    """The job has ended, or has not, and the act asks for the other."""

    status = 409


@journal.action
def enqueue(
    *,
    task: str,
    payload: Mapping[str, Any] | None = None,
    by: Actor,
    key: str | None = None,
    due_at: datetime | None = None,
    attempts: int | None = None,
) -> Job:
    """Queue a job in the caller's transaction.

    With a ``key``, the same key gives the same job for ever, whatever its state. Raises
    ``registry.UnknownTask``.
    """
    known = registry.find(task)
    existing = Job.objects.filter(key=key).first() if key else None
    if existing is not None:
        journal.nothing_changed()
        return existing
    job = Job(
        task=task,
        payload=dict(payload or {}),
        key=key,
        by=by.journal_name,
        due_at=due_at or clock.machine_now(),
        enqueued_at=clock.now(),
        attempts_allowed=attempts or known.attempts,
    )
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        # somebody else enqueued the same key a moment ago
        journal.nothing_changed()
        return Job.objects.get(key=key)
    journal.enter("jobs.job_enqueued", subject=job, new={"task": task, "key": key})
    return job


@journal.action
def tell(
    *,
    event: str,
    event_id: str,
    payload: Mapping[str, Any],
    due_at: datetime | None = None,
    by: Actor,
) -> list[Job]:
    """Tell every listener of an event, after commit and at least once each.

    The outbox row is the listener's job, written in the caller's transaction. Listeners
    are tasks that take ``event``, ``event_id`` and the payload's keys; with ``due_at``
    they are not told before.
    """
    journal.nothing_changed()
    return [
        enqueue(
            task=listener,
            payload={"event": event, "event_id": event_id, **payload},
            key=_key(event, event_id, listener),
            due_at=due_at,
            by=by,
        )
        for listener in paths("LISTENERS", event)
    ]


def is_told(*, event: str, event_id: str) -> bool:
    """Whether every listener of an event has its job already: nothing left to tell."""
    keys = [_key(event, event_id, listener) for listener in paths("LISTENERS", event)]
    return int(Job.objects.filter(key__in=keys).count()) == len(keys)


def _key(event: str, event_id: str, listener: str) -> str:
    return f"{event}:{event_id}:{listener}"


@journal.action
def cancel(*, job: Job, by: Actor) -> Job:
    """Cancel a waiting job; ask a running one to stop. Raises ``JobNotOpen``."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.has_ended:
        raise JobNotOpen(Text("任务已经结束", "the job has ended"))
    job.cancel_asked_at = clock.now()
    if job.state == JobState.QUEUED:
        job.state = JobState.CANCELLED
        job.ended_at = clock.now()
    job.save(update_fields=["cancel_asked_at", "state", "ended_at"])
    journal.enter("jobs.job_cancelled", subject=job, new={"state": job.state})
    return job


@journal.action
def retry(*, job: Job, by: Actor) -> Job:
    """Queue a failed or cancelled job again. Raises ``JobNotOpen``."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise JobNotOpen(
            Text("任务没有失败，无需重试", "the job has not failed: nothing to retry")
        )
    before = job.state
    job.state = JobState.QUEUED
    job.attempts = 0
    job.cancel_asked_at = job.ended_at = None
    job.due_at = clock.machine_now()
    job.save(
        update_fields=["state", "attempts", "cancel_asked_at", "ended_at", "due_at"]
    )
    journal.enter("jobs.job_retried", subject=job, old={"state": before})
    return job


@journal.action
def fail(*, job: Job, error: str, by: Actor) -> None:
    """A job failed for good. Raises ``leases.LeaseLost``."""
    leases.end(job, JobState.FAILED, error)
    journal.enter("jobs.job_failed", subject=job, new={"task": job.task})
    if job.task not in paths("LISTENERS", JOB_FAILED):  # nobody listens to its own end
        tell(event=JOB_FAILED, event_id=f"{job.pk}-{job.token}", payload={}, by=by)


@journal.action
def stop(*, job: Job, by: Actor) -> None:
    """A running job stopped because somebody asked. Raises ``leases.LeaseLost``."""
    leases.end(job, JobState.CANCELLED, "")
    journal.enter("jobs.job_stopped", subject=job, new={"task": job.task})
