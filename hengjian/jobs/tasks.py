"""Upkeep of the lowest layers, run by the schedule."""

from datetime import timedelta
from typing import Any

from hengjian.audit import checkpoints, verifying
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


# longer than any schedule's period: an old key must not fire again
KEEP_DAYS = 400


class JournalFaulty(UserFault):
    """The nightly walk along the journal found a fault."""


@task
def checkpoint_journal(context: JobContext) -> dict[str, Any]:
    """Sign the journal's head into the checkpoint file."""
    written = checkpoints.write_now()
    return {"number": written.number if written else 0}


@task(attempts=1)
def verify_journal(context: JobContext) -> dict[str, Any]:
    """Walk the whole journal; the job fails, and shows, when there is a fault."""
    report = verifying.verify(
        progress=lambda done, total: context.progress(
            done, total, Text("核对留痕链", "walking the journal")
        )
    )
    if report.faults:
        raise JournalFaulty(report.faults[0].message)
    return {"entries": report.entries}


@task
def prune_jobs(context: JobContext) -> dict[str, Any]:
    """Forget jobs that were done long ago; failed ones stay."""
    before = clock.machine_now() - timedelta(days=KEEP_DAYS)
    done = Job.objects.filter(state=JobState.DONE, due_at__lt=before)
    return {"forgotten": done.delete()[0]}
