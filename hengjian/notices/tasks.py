"""Upkeep of notices, run by the schedule."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.notices import actions


@task
def forget_old_notices(context: JobContext) -> dict[str, Any]:
    """Forget what was read long ago."""
    return {"forgotten": actions.forget_old(by=System("notices"))}
