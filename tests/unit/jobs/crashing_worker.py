"""A worker to be killed: its tasks write rows whose number shows every double effect."""

import time
from typing import Any

import django


django.setup()

from hengjian.audit import actions as journal  # noqa: E402
from hengjian.audit.actors import Actor  # noqa: E402
from hengjian.jobs import registry  # noqa: E402
from hengjian.jobs.context import JobContext  # noqa: E402
from hengjian.jobs.worker import Worker  # noqa: E402
from hengjian.organisation.actions import people  # noqa: E402


@journal.action
def _add_and_complete(*, context: JobContext, number: int, by: Actor) -> None:
    for part in range(3):
        people.add(number=f"{number}-{context.job.token}-{part}", name="陈明", by=by)
    time.sleep(0.005)
    context.complete({"number": number})


def add_three(context: JobContext, number: int) -> None:
    """A plain task: slow work outside a transaction, then one action that completes."""
    time.sleep(0.01)
    _add_and_complete(context=context, number=number, by=context.by)
    time.sleep(0.005)


def add_three_at_once(context: JobContext, number: int) -> dict[str, Any]:
    """A short task: whole in one transaction."""
    for part in range(3):
        people.add(
            number=f"{number}-{context.job.token}-{part}", name="陈明", by=context.by
        )
        time.sleep(0.003)
    return {"number": number}


for short, function in ((False, add_three), (True, add_three_at_once)):
    path = f"crashing_worker.{function.__name__}"
    registry.TASKS[path] = registry.Task(path, function, short, attempts=1000)


if __name__ == "__main__":
    Worker().run()
