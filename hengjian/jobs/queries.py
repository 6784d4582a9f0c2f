"""Jobs as people look at them."""

from django.db.models import Count, QuerySet

from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock


def jobs(*, state: str | None = None) -> QuerySet[Job]:
    """Every job, newest first; of one state where asked."""
    found = Job.objects.order_by("-id")
    return found.filter(state=state) if state else found


def job_with_key(key: str) -> Job | None:
    """The job that was enqueued under a key."""
    return Job.objects.filter(key=key).first()


def counts_by_state() -> dict[str, int]:
    """How many jobs stand in each state, states without jobs included."""
    counted = Job.objects.order_by().values_list("state").annotate(Count("id"))
    return dict.fromkeys(JobState.values, 0) | dict(counted)


def jobs_of(task: str) -> QuerySet[Job]:
    """The jobs of one task, newest first."""
    return Job.objects.filter(task=task).order_by("-id")


def longest_wait_seconds() -> float:
    """How long the job that waits longest has been due; 0 where none waits."""
    now = clock.machine_now()
    first = (
        Job.objects.filter(state=JobState.QUEUED, due_at__lte=now)
        .order_by("due_at")
        .first()
    )
    return (now - first.due_at).total_seconds() if first else 0.0
