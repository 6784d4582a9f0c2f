"""How far targets have come: taken from a run, or reported with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.actions.citing import Cited, cite
from hengjian.indicators.models import Run
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.targets.aims import DESCRIBED, exact
from hengjian.targets.faults import TargetFault
from hengjian.targets.form.cells import Cells
from hengjian.targets.measured import Measured, measured
from hengjian.targets.models import (
    PlanState,
    Target,
    TargetEvidence,
    TargetPlan,
    TargetProgress,
    TargetVersion,
    WorkState,
)
from hengjian.targets.own import is_owned_by
from hengjian.targets.queries.plans import targets_of


REPORTED = "targets.reported"


@dataclass(frozen=True)
class Report:
    """What is reported at the end of a month. ``value`` as offices write it: 12, 95%."""

    words: str
    work_state: str = ""
    value: str = ""
    evidence: Sequence[str] = ()
    matters: Sequence[Matter] = ()


@journal.action
def take_values(
    *,
    plan: TargetPlan,
    run: Run,
    month: date,
    of_people: Sequence[Measured] = (),
    by: Actor,
) -> list[TargetProgress]:
    """Copy a run's values to date of every target with an indicator, and cite them.

    ``of_people``: values of persons' targets, computed from the run's pinned cards before
    the act (``measured_people``). Raises ``TargetFault`` where the plan is not adopted or
    the run does not reach the month.
    """
    _require_month(plan, month)
    found = [*measured(plan, list(targets_of(plan)), run, month), *of_people]
    if not found:
        journal.nothing_changed()
        return []
    now = clock.now()
    rows = [_from_run(each, run, month, by.journal_name) for each in found]
    for row in rows:
        row.entered_at = now
        row.save()
    cite(
        run=run,
        citing=f"targets:{plan.pk}:{month:%Y-%m}:{rows[0].pk}",
        values=[_cited(row, each) for row, each in zip(rows, found, strict=True)],
        by=by,
    )
    journal.enter(
        "targets.values_taken",
        subject=plan,
        new={"run": run.pk, "month": f"{month:%Y-%m}", "targets": len(rows)},
    )
    return rows


@journal.action
def report(*, target: Target, month: date, told: Report, by: Actor) -> TargetProgress:
    """Report on a target; what has no indicator is known by that alone.

    Raises ``TargetFault`` without words, or where work is said to be done without any
    evidence, or a number cannot be read; for the number of a target that an indicator
    measures, and for that of one's own target: another reports it.
    """
    _require_month(target.plan, month)
    version = _version_on(target, month)
    if version.is_end:
        raise TargetFault(Text("这项目标已终止", "this target has ended"), status=409)
    if not told.words.strip():
        raise TargetFault(Text("请写明进展", "say how far it has come"))
    evidence = [each.strip() for each in told.evidence if each.strip()]
    if told.work_state == WorkState.DONE and not evidence and not told.matters:
        raise TargetFault(
            Text("报已完成的要写明依据", "what is done is shown by evidence")
        )
    row = TargetProgress(
        target=target,
        month=month,
        words=told.words.strip(),
        work_state=told.work_state,
        entered_by=by.journal_name,
        entered_at=clock.now(),
    )
    row.value = _value(told.value)
    _require_number_is_theirs(target, row.value, by)
    row.save()
    TargetEvidence.objects.bulk_create(
        [
            *(TargetEvidence(progress=row, words=each[:300]) for each in evidence),
            *(
                TargetEvidence(progress=row, matter=each, words=str(each)[:300])
                for each in told.matters
            ),
        ]
    )
    journal.enter(
        "targets.reported",
        subject=target,
        new={"month": f"{month:%Y-%m}", "state": told.work_state, "value": row.value},
    )
    if row.work_state == WorkState.DONE and version.rubric_levels:
        # it waits for whoever assesses by the rubric
        payload = {"progress": row.pk}
        jobs.tell(event=REPORTED, event_id=str(row.pk), payload=payload, by=by)
    return row


@journal.action
def assess(*, progress: TargetProgress, level: int, by: Account) -> TargetProgress:
    """Assess described work by a level of the rubric in force that month.

    Enters a row beside the report. Raises ``TargetFault`` for who reported it or whose
    target it is, a target without such a level, or a report without evidence at the top
    level.
    """
    if by.journal_name == progress.entered_by:
        raise TargetFault(
            Text("报告人不能自评", "nobody assesses their own report"), status=403
        )
    if is_owned_by(progress.target, by):
        raise TargetFault(
            Text("不能评价自己的目标", "nobody assesses their own target"), status=403
        )
    version = _version_on(progress.target, progress.month)
    levels = version.rubric_levels if version.aim_kind == DESCRIBED else []
    if not 0 <= level < len(levels):
        raise TargetFault(
            Text("评价标准没有这一档", "the rubric has no such level"), status=409
        )
    evidence = list(progress.evidence.all())
    share = exact(levels[level]["share"])
    if share == 1 and not evidence:
        raise TargetFault(
            Text("评最高一档要有依据", "the highest level needs evidence"), status=409
        )
    row = TargetProgress(
        target=progress.target,
        month=progress.month,
        words=progress.words,
        work_state=progress.work_state,
        value=progress.value,
        rubric_share=levels[level]["share"],
        assessed_by=by.journal_name,
        entered_by=progress.entered_by,
        entered_at=clock.now(),
    )
    row.save()
    TargetEvidence.objects.bulk_create(
        TargetEvidence(progress=row, matter=each.matter, words=each.words)
        for each in evidence
    )
    journal.enter(
        "targets.assessed",
        subject=progress.target,
        new={"month": f"{row.month:%Y-%m}", "share": row.rubric_share},
    )
    return row


def _from_run(each: Measured, run: Run, month: date, by: str) -> TargetProgress:
    return TargetProgress(
        target=each.target,
        month=month,
        run=run,
        cell=dict(each.cell),
        numerator=each.numerator,
        denominator=each.denominator,
        value=each.value,
        flags=each.flags,
        entered_by=by,
    )


def _cited(row: TargetProgress, each: Measured) -> Cited:
    return Cited(
        name=f"{each.target.number}:{row.pk}",
        indicator=each.cell["indicator"],
        period=each.cell["period"],
        level=each.cell["level"],
        unit=each.cell["unit"],
        numerator=each.numerator,
        denominator=each.denominator,
        value=each.printed,
        flags=each.flags,
    )


def _version_on(target: Target, month: date) -> TargetVersion:
    found = target.versions.filter(from_on__lte=month).order_by("-from_on").first()
    if found is None:
        raise TargetFault(
            Text("该月还没有这项目标", "the target was not in force that month")
        )
    return found


def _value(text: str) -> str:
    if not text.strip():
        return ""
    cells = Cells({"marks": text}, 0)
    value: Fraction | None = cells.fraction("marks")
    if value is None or value < 0:
        raise TargetFault(Text(f"“{text}”不是数", f"“{text}” is no number"))
    return str(value)


def _require_number_is_theirs(target: Target, value: str, by: Actor) -> None:
    """A measured number comes from the cards, and nobody enters the own one."""
    if not value:
        return
    if target.indicator:
        raise TargetFault(
            Text(
                "这项目标的数值由指标统计得出，不能填报；请只写进展",
                "an indicator measures this target: report in words, without a number",
            )
        )
    if is_owned_by(target, by):
        raise TargetFault(
            Text(
                "自己目标的数值由本部门负责人或内勤填报；请只写进展和依据",
                "the number of one's own target is reported by the head or the clerk:"
                " report in words, with evidence",
            ),
            status=403,
        )


def _require_month(plan: TargetPlan, month: date) -> None:
    if plan.state != PlanState.ADOPTED:
        raise TargetFault(
            Text("目标尚未审定", "the targets are not adopted yet"), status=409
        )
    if plan.is_ended:
        raise TargetFault(
            Text(
                f"{plan.year} 年目标已于 {plan.ended_on} 结束",
                f"the targets of {plan.year} were ended on {plan.ended_on}",
            ),
            status=409,
        )
    if month.year != plan.year or month.day != 1:
        raise TargetFault(
            Text(f"请写 {plan.year} 年内的月份", f"a month of {plan.year}, please")
        )
    if month > clock.today():
        raise TargetFault(Text("这个月还没有到", "that month has not begun"))
