"""Jobs as people look at them."""

from django.db.models import Count, QuerySet

from hengjian.jobs.models import Job, JobState


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
