"""What indicators do when they are told of an event below them."""

from datetime import UTC, datetime
from typing import Any

from hengjian.indicators.asking import ask_standing_run
from hengjian.indicators.tasks import carry_run
from hengjian.indicators.working_out import work_out_all
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock


COMPUTED_EVERY_SECONDS = 60


@task
def compute_after_import(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards have changed: compute the run that the pages read, here and at once."""
    run = ask_standing_run(by=context.by, as_job=False)
    return {**carry_run(run, context), "after": f"{event} {event_id}"}


@task
def compute_after_matters(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards of matters change all day: what rests on them is computed once a minute."""
    now = int(clock.machine_now().timestamp())
    due = now - now % COMPUTED_EVERY_SECONDS + COMPUTED_EVERY_SECONDS
    job = jobs.enqueue(
        task="hengjian.indicators.tasks.standing_run",
        key=f"standing_run:{due}",
        due_at=datetime.fromtimestamp(due, UTC),
        by=context.by,
    )
    return {"job": job.pk, "after": f"{event} {event_id}"}


@task
def keep_back_anew(
    context: JobContext, event: str, event_id: str, **_: Any
) -> dict[str, Any]:
    """Cards are sealed, or no more, or came after: work out what is kept back of runs."""
    return {"runs": work_out_all(context.progress), "after": f"{event} {event_id}"}
