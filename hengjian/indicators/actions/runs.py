"""Acts of a run: asked for, done, failed."""

from datetime import date
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.computing_run import RunResult
from hengjian.indicators.models import Run
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


COMPUTE_RUN = "hengjian.indicators.tasks.compute_run"
RAISE_SIGNALS = "hengjian.indicators.tasks.raise_signals"


@journal.action
def ask(
    *,
    first_month: str,
    last_month: str,
    as_of: date,
    pins: dict[str, Any],
    packs: dict[str, str],
    cutoff: list[list[int]],
    organisation_digest: str,
    policy_digest: str,
    by: Actor,
    as_job: bool = True,
) -> Run:
    """Register a run over pinned cards; a worker computes it unless ``as_job`` is false.

    The same question over the same pins returns the run that already answers it. Raises
    ``UserFault`` when there are no cards to compute from.
    """
    if not pins:
        raise UserFault(
            Text("还没有案卡，先导入", "there are no cards yet: import some first"),
            status=409,
        )
    asked = {
        "first_month": first_month,
        "last_month": last_month,
        "as_of": as_of,
        "pins": pins,
        "packs": packs,
        "cutoff": cutoff,
        "organisation_digest": organisation_digest,
        "policy_digest": policy_digest,
    }
    known = Run.objects.filter(**asked).exclude(state=Run.State.FAILED).first()
    if known is not None:
        journal.nothing_changed()
        if as_job and known.state == Run.State.QUEUED:
            _enqueue(known, by)  # whoever asked first may have died with it
        return known
    run = Run(requested_by=by.journal_name, requested_at=clock.now(), **asked)
    run.save()
    journal.enter(
        "indicators.run_asked",
        subject=run,
        new={"months": f"{first_month}..{last_month}", "as_of": as_of.isoformat()},
    )
    if as_job:
        _enqueue(run, by)
    return run


def _enqueue(run: Run, by: Actor) -> None:
    jobs.enqueue(
        task=COMPUTE_RUN, payload={"run_id": run.pk}, by=by, key=f"run:{run.pk}"
    )


@journal.action
def finish(
    *, run: Run, result: RunResult, by: Actor, context: JobContext | None = None
) -> Run:
    """Enter a run's result; ends its job and asks for its signals in the same transaction.

    A run that another worker has finished meanwhile stays as it is.
    """
    if Run.objects.select_for_update().get(pk=run.pk).state == Run.State.DONE:
        journal.nothing_changed()
        if context is not None:
            context.complete({"run": run.pk})
        return run
    run.state = Run.State.DONE
    run.result_file = result.file
    run.result_digest = result.digest
    run.value_count = result.values
    run.indicator_count = result.indicators
    run.left_out = [
        {"indicator": name, "zh": reason.zh, "en": reason.en}
        for name, reason in result.left_out
    ]
    run.based_on, run.cells = _computed(result)
    run.finished_at = clock.now()
    run.save()
    journal.enter(
        "indicators.run_done",
        subject=run,
        new={"values": result.values, "digest": result.digest},
        detail={"based_on": run.based_on_id} if run.based_on_id else None,
    )
    if context is not None:
        context.complete({"run": run.pk, "values": result.values})
        jobs.enqueue(
            task=RAISE_SIGNALS,
            payload={"run_id": run.pk},
            by=by,
            key=f"signals:{run.pk}",
        )
    return run


def _computed(result: RunResult) -> tuple[Run | None, dict[str, Any]]:
    """On which run a result rests, and which cells were computed anew."""
    renewal = result.renewal
    if renewal is None:
        return None, {}
    over = renewal.over
    return renewal.base, {
        "indicators": list(over.indicators),
        "units": list(over.units),
        "cities": list(over.cities),
    }


@journal.action
def fail(*, run: Run, fault: Text, by: Actor) -> Run:
    """Enter that a run could not be computed, and why."""
    run.state = Run.State.FAILED
    run.fault = fault.zh
    run.finished_at = clock.now()
    run.save()
    journal.enter("indicators.run_failed", subject=run, detail={"fault": fault.en})
    return run
