"""Nightly upkeep of the warehouse."""

from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.warehouse.importing.arriving import forget_abandoned


@task
def forget_abandoned_files(context: JobContext) -> dict[str, int]:
    """Remove uploaded files whose import nobody started: they hold personal items."""
    return {"removed": forget_abandoned()}
