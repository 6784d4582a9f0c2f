"""What a running task is given: its key, its progress, its completion."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from hengjian.jobs import leases
from hengjian.jobs.models import Job
from hengjian.lib.bilingual import Text


PROGRESS_EVERY_SECONDS = 1.0


class JobCancelled(Exception):
    """Somebody asked for the job to stop; raised where the task reports progress."""


class WorkerStopping(Exception):
    """The worker is going down; the job goes back to the queue."""


@dataclass(frozen=True)
class OnBehalfOf:
    """The one who enqueued the job, as an actor."""

    journal_name: str


@dataclass
class JobContext:
    """Handed to every task as its first argument."""

    job: Job
    short: bool = False
    stopping: threading.Event = field(default_factory=threading.Event)
    lost: threading.Event = field(default_factory=threading.Event)
    completed: bool = False
    _reported_at: float = 0.0

    @property
    def key(self) -> str:
        """The job's idempotency key; the same at every attempt."""
        return self.job.key or f"job:{self.job.pk}"

    @property
    def by(self) -> OnBehalfOf:
        """Who enqueued the job: give it to the actions that the task calls."""
        return OnBehalfOf(self.job.by)

    def progress(self, done: int, total: int, message: Text) -> None:
        """Say how far the task is; at most one write a second.

        Raises ``JobCancelled``, ``WorkerStopping`` or ``LeaseLost``: let them through.
        """
        if self.short:
            return
        if self.lost.is_set():
            raise leases.LeaseLost(self.job)
        if self.stopping.is_set():
            raise WorkerStopping
        now = time.monotonic()
        if now - self._reported_at < PROGRESS_EVERY_SECONDS and done < total:
            return
        self._reported_at = now
        if not leases.progress(self.job, done, total, message):
            raise leases.LeaseLost(self.job)
        if leases.cancel_is_asked(self.job):
            raise JobCancelled

    def complete(self, result: Any = None) -> None:
        """End the job in the transaction of the action that calls this.

        Raises ``LeaseLost`` when another worker took the job over; the action's
        transaction then rolls back, and the other worker's effects are the only ones.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("context.complete() belongs inside an action")
        leases.complete(self.job, result)
        self.completed = True
