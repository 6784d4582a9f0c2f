"""What the worker does for indicators."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.indicators import computing_run, working_out
from hengjian.indicators.actions import runs, signals
from hengjian.indicators.asking import ask_standing_run
from hengjian.indicators.models import Run
from hengjian.indicators.signalling import raising
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.faults import UserFault
from hengjian.warehouse.queries import pins


@task
def compute_run(context: JobContext, run_id: int) -> dict[str, Any]:
    """Compute one run from its pins; entering the result ends the job."""
    return carry_run(Run.objects.get(pk=run_id), context)


def carry_run(run: Run, context: JobContext) -> dict[str, Any]:
    """Compute a run, unless it is done, and enter its result."""
    if run.state == Run.State.DONE:
        return {"run": run.pk}
    try:
        result = computing_run.compute(run, context.progress)
        working_out.before_finishing(run, result)
    except UserFault as fault:
        runs.fail(run=run, fault=fault.message, by=context.by)
        raise
    runs.finish(run=run, result=result, by=context.by, context=context)
    return {"run": run.pk, "values": result.values}


@task
def work_out_withheld(context: JobContext) -> dict[str, Any]:
    """Work out what is kept back of the runs that are read, where it is not known."""
    return {"runs": working_out.work_out_all(context.progress)}


@task
def raise_signals(context: JobContext, run_id: int) -> dict[str, Any]:
    """Look at a finished run; what asks for a look becomes signals."""
    run = Run.objects.get(pk=run_id)
    return {"signals": raising.raise_for(run, by=context.by, context=context)}


@task
def let_signals_lapse(context: JobContext) -> dict[str, Any]:
    """Let signals lapse whose day has come."""
    return {"signals": signals.let_lapse(by=System("schedule"))}


@task
def standing_run(context: JobContext) -> dict[str, Any]:
    """Ask for the run that the pages read, if anything changed since the last."""
    if not pins.pins():
        return {}
    run = ask_standing_run(by=System("schedule"))
    return {"run": run.pk}
