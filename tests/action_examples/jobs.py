"""Examples of the actions on jobs."""

from functools import partial

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.jobs import actions, leases, registry, worker
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.organisation.actions import people
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories.jobs import job as enqueued


BY = System("test")
MODULE = "hengjian.jobs.actions"
TASK = "hengjian.jobs.tasks.checkpoint_journal"


def _claimed() -> Job:
    enqueued()
    job = leases.claim()
    assert job is not None
    return job


def _cancelled(cast: Cast) -> partial[object]:
    job = actions.cancel(job=enqueued(), by=BY)
    return partial(actions.retry, job=job, by=BY)


def _adds_a_person(context: JobContext) -> None:
    people.add(number="SUN", name="孙红", by=context.by)


@journal.action
def _tell(*, by: Actor) -> None:
    """``tell`` writes jobs for listeners; here the one that a register would name."""
    actions.tell(event="nobody.listens", event_id="1", payload={}, by=by)
    actions.enqueue(task=TASK, by=by)


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.enqueue": lambda cast: partial(actions.enqueue, task=TASK, by=BY),
    f"{MODULE}.tell": lambda cast: partial(_tell, by=BY),
    f"{MODULE}.cancel": lambda cast: partial(actions.cancel, job=enqueued(), by=BY),
    f"{MODULE}.retry": _cancelled,
    f"{MODULE}.fail": lambda cast: partial(
        actions.fail, job=_claimed(), error="x", by=BY
    ),
    f"{MODULE}.stop": lambda cast: partial(actions.stop, job=_claimed(), by=BY),
    "hengjian.jobs.worker._in_one_transaction": lambda cast: partial(
        worker._in_one_transaction,
        task=registry.Task("test", _adds_a_person, short=True, attempts=1),
        context=JobContext(_claimed(), short=True),
        by=BY,
    ),
}
