"""Raises what is seen in a finished run; a prompt for people, for nothing else."""

from collections.abc import Iterator

from hengjian.audit.actors import Actor
from hengjian.indicators import run_inputs
from hengjian.indicators.actions import signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues
from hengjian.indicators.signalling.collecting import figures_of
from hengjian.indicators.signalling.late_edits import edited_after_cut_off
from hengjian.indicators.signalling.sources import SOURCES, wanted
from hengjian.indicators.signalling.targets import low_and_held, targets_of
from hengjian.jobs.context import JobContext
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def raise_for(run: Run, *, by: Actor, context: JobContext | None = None) -> int:
    """Look at a finished run and raise what is new; gives the number of signals.

    Raises ``UserFault`` for a run that is not done.
    """
    if run.state != Run.State.DONE:
        raise UserFault(
            Text("这次运行还没有完成", "this run is not done yet"), status=409
        )
    return signals.raise_signals(run=run, seen=list(_seen(run)), by=by, context=context)


def _seen(run: Run) -> Iterator[Seen]:
    inputs = run_inputs.inputs_of(run)
    figures = figures_of(inputs, RunValues(run), wanted())
    if not figures.months:
        return
    for source in SOURCES:
        yield from source(figures)
    yield from low_and_held(figures, targets_of(run))
    yield from edited_after_cut_off(run, inputs.packs)
