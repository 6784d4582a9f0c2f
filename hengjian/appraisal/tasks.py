"""What the worker does for appraisal: try schemes, compute sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.actions import dry_runs, rounds
from hengjian.appraisal.actions.department_sheets import keep_department_sheets
from hengjian.appraisal.computing import computed
from hengjian.appraisal.computing_departments import computed_departments
from hengjian.appraisal.gathering.departments import gather_departments
from hengjian.appraisal.gathering.gathering import gather
from hengjian.appraisal.gathering.indicators import Cells, cells_of, wanted_of
from hengjian.appraisal.item_sources import SourceKind, sources_of
from hengjian.appraisal.models import AppraisalRound, SchemeDryRun, StaffClass
from hengjian.appraisal.queries.earlier_sheets import (
    earlier_department_sheets,
    earlier_sheets,
)
from hengjian.appraisal.trying import found_by
from hengjian.audit.actors import Actor
from hengjian.indicators.queries.values import latest_run
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
    round_: AppraisalRound,
    *,
    by: Actor,
    context: JobContext | None = None,
    shared: Mapping[str, Cells] | None = None,
) -> rounds.Kept:
    """Compute a round's sheets; raises ``UserFault`` for what cannot be scored.

    ``shared`` holds values of indicators that were computed for several rounds at once.
    """
    if round_.scheme.staff_class == StaffClass.DEPARTMENTS:
        return _carry_departments(round_, by=by, context=context)
    _tell(context, 0, GATHERING)
    facts = gather(round_, shared)
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


def _carry_departments(
    round_: AppraisalRound, *, by: Actor, context: JobContext | None
) -> rounds.Kept:
    _tell(context, 0, GATHERING)
    facts = gather_departments(round_)
    _tell(context, 1, SCORING)
    sheets = computed_departments(
        facts, round_.period, earlier_department_sheets(round_)
    )
    _tell(context, 2, KEEPING)
    new = keep_department_sheets(
        round_=round_,
        sheets=sheets,
        run=facts.run,
        cited=facts.cited,
        by=by,
        context=context,
    )
    return rounds.Kept(new, len(sheets) - new, 0)


def carry_months(found: Sequence[AppraisalRound], *, by: Actor) -> None:
    """Compute several months of one scheme: their indicators are computed together."""
    version = found[0].scheme.version
    sources = sources_of(version.sources)
    run = latest_run()
    wanted = wanted_of(
        {n: s for n, s in sources.items() if s.kind is SourceKind.INDICATOR}
    )
    shared: dict[str, Cells] = {}
    if run is not None and wanted:
        unit = found[0].scheme.procuratorate.code
        shared = cells_of(run, [one.period for one in found], unit, wanted)
    for one in found:
        carry_round(one, by=by, shared=shared)


def _tell(context: JobContext | None, done: int, doing: Text) -> None:
    if context is not None:
        context.progress(done, 3, doing)
