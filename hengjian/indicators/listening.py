"""What indicators do when they are told of an event below them."""

from typing import Any

from hengjian.indicators.asking import ask_standing_run
from hengjian.indicators.tasks import carry_run
from hengjian.indicators.working_out import work_out_all
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task


@task
def compute_after_import(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards have changed: compute the run that the pages read, here and at once."""
    run = ask_standing_run(by=context.by, as_job=False)
    return {**carry_run(run, context), "after": f"{event} {event_id}"}


@task
def keep_back_anew(
    context: JobContext, event: str, event_id: str, **_: Any
) -> dict[str, Any]:
    """Cards are sealed, or no more, or came after: work out what is kept back of runs."""
    return {"runs": work_out_all(context.progress), "after": f"{event} {event_id}"}
