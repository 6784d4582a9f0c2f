"""The scheduled job that lets timers ring."""

from typing import Any

from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.workflow import actions


@task
def wake_due(context: JobContext) -> dict[str, Any]:
    """Wake every process whose timer is due. Started again it finds the rest."""
    woken = actions.wake_due(by=context.by)
    return {"woken": woken.woken, "failed": list(woken.failed)}
