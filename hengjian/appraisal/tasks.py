"""What the worker does for appraisal: try schemes, compute sheets."""

from typing import Any

from hengjian.appraisal.actions import dry_runs, rounds
from hengjian.appraisal.computing import computed
from hengjian.appraisal.gathering.gathering import gather
from hengjian.appraisal.models import AppraisalRound, SchemeDryRun
from hengjian.appraisal.queries.earlier_sheets import earlier_sheets
from hengjian.appraisal.trying import found_by
from hengjian.audit.actors import Actor
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


GATHERING = Text("收集各项事实", "gathering facts")
SCORING = Text("计算考评表", "scoring")
KEEPING = Text("写入考评表", "keeping the sheets")


@task
def try_scheme(context: JobContext, number: int) -> dict[str, Any]:
    """Try a scheme on past facts and keep what was found."""
    dry_run = SchemeDryRun.objects.select_related("version").get(pk=number)
    if dry_run.state == SchemeDryRun.State.DONE:
        return {"dry_run": number}
    carry_dry_run(dry_run, by=context.by, context=context)
    return {"dry_run": number}


def carry_dry_run(
    dry_run: SchemeDryRun, *, by: Actor, context: JobContext | None = None
) -> None:
    """Try and keep; a fault is kept with it and raised."""
    try:
        found = found_by(dry_run)
    except UserFault as fault:
        dry_runs.fail(dry_run=dry_run, fault=fault.message, by=by)
        raise
    dry_runs.finish(dry_run=dry_run, found=found, by=by, context=context)


@task
def compute_round(context: JobContext, number: int) -> dict[str, Any]:
    """Gather, score and keep the sheets of a round."""
    round_ = AppraisalRound.objects.select_related(
        "scheme__procuratorate", "scheme__adopted_version"
    ).get(pk=number)
    kept = carry_round(round_, by=context.by, context=context)
    return {"round": number, "new": kept.new}


def carry_round(
    round_: AppraisalRound, *, by: Actor, context: JobContext | None = None
) -> rounds.Kept:
    """Compute a round's sheets; raises ``UserFault`` for what cannot be scored."""
    _tell(context, 0, GATHERING)
    facts = gather(round_)
    _tell(context, 1, SCORING)
    sheets = computed(facts, round_.period, earlier_sheets(round_, facts.gathered))
    _tell(context, 2, KEEPING)
    return rounds.keep_sheets(
        round_=round_,
        sheets=sheets,
        run=facts.run,
        cited=facts.cited,
        by=by,
        context=context,
    )


def _tell(context: JobContext | None, done: int, doing: Text) -> None:
    if context is not None:
        context.progress(done, 3, doing)
