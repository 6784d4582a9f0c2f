"""Examples of the actions on answers, on several findings, on running imports."""

from collections.abc import Callable
from functools import partial

from hengjian.audit.actors import System
from hengjian.jobs import leases
from hengjian.jobs.models import Job, JobState
from hengjian.lib.bilingual import Text
from hengjian.warehouse.actions import (
    assigning,
    cancelling,
    disagreements,
    findings,
    imports,
    rechecking,
)
from hengjian.warehouse.actions.disagreements import NotedOtherwise
from hengjian.warehouse.models import Finding, Import
from tests.action_examples import Example
from tests.action_examples.warehouse import BY, KEPT, finding
from tests.cast import Cast


MODULE = "hengjian.warehouse.actions"
READER = System("reader")


def explained() -> Finding:
    return findings.answer(
        finding=finding(), answer=findings.Answer.EXPLAINED, reason="确无", by=BY
    )


def queued() -> Import:
    return imports.stage(file=KEPT, card="arrest_review", by=BY)


def broken_down() -> Import:
    card_import = queued()
    job = leases.claim()
    assert job is not None
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
    return card_import


def _assigned(cast: Cast) -> Callable[[], object]:
    found = finding()
    Finding.bookkeeping.filter(pk=found.pk).update(procuratorate=cast.jiangcheng)
    return partial(
        assigning.assign_all,
        findings=list(Finding.objects.all()),
        person=cast.person(cast.zhou),
        by=BY,
    )


def _settle(cast: Cast) -> Callable[[], object]:
    noted = NotedOtherwise(
        "procedural_replied_on",
        "procedural_replied_on",
        "2026-03-05",
        Text("登记为 2026-03-04，全国系统为 2026-03-05", "noted otherwise"),
    )
    return partial(
        disagreements.settle,
        card_import=imports.stage(file=KEPT, card="complaint", as_job=False, by=BY),
        card_key="X1",
        kind="petition",
        noted=[noted],
        handler=cast.person(cast.chen),
        procuratorate=cast.jiangcheng,
        department=cast.first_department,
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.disagreements.settle": _settle,
    f"{MODULE}.rechecking.confirm_explanation": lambda cast: partial(
        rechecking.confirm_explanation, finding=explained(), by=READER
    ),
    f"{MODULE}.rechecking.return_answer": lambda cast: partial(
        rechecking.return_answer, finding=explained(), reason="请再查", by=READER
    ),
    f"{MODULE}.assigning.assign_all": _assigned,
    f"{MODULE}.cancelling.ask_to_stop": lambda cast: partial(
        cancelling.ask_to_stop, card_import=queued(), by=BY
    ),
    f"{MODULE}.cancelling.run_again": lambda cast: partial(
        cancelling.run_again, card_import=broken_down(), by=BY
    ),
}
