"""The acts of the process that sets targets: it alone moves the state of a plan."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.meetings.models import Resolution
from hengjian.targets.actions import drafting
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import PlanState, TargetPlan
from hengjian.targets.queries.gaps import gaps_of, not_handed_in


_NAMED = 3  # gaps told in a fault; the page tells all


@journal.action
def open_plan(*, matter: Matter, by: Actor) -> TargetPlan:
    """The act ``targets.open``: the process takes the year's plan in hand.

    Begins it where nobody has. Raises ``TargetFault`` where another process has it.
    """
    year = _year(matter)
    plan = _plan_of(matter, year)
    if plan is None:
        plan = drafting.begin_plan(unit=matter.procuratorate, year=year, by=by)
    if plan.matter_id not in (None, matter.pk) or plan.state == PlanState.ADOPTED:
        raise TargetFault(
            Text(
                f"{year} 年目标已由另一事项制定",
                f"another matter sets the targets of {year}",
            ),
            status=409,
        )
    plan.matter = matter
    plan.save()
    journal.enter(
        "targets.plan_begun", subject=plan, new={"year": year, "matter": matter.pk}
    )
    return plan


@journal.action
def submit(*, matter: Matter, by: Actor) -> TargetPlan:
    """The act ``targets.submit``: drafts are in, the appraisal office reviews.

    Raises ``TargetFault`` naming departments that have not handed in, and the gaps that
    keep targets from being adopted.
    """
    plan = _held(matter, PlanState.DRAFT)
    waiting = not_handed_in(plan)
    if waiting:
        names = "、".join(str(each) for each in waiting)
        raise TargetFault(
            Text(f"尚未报送：{names}", f"not handed in yet: {names}"), status=409
        )
    _require_whole(plan)
    return _move(plan, PlanState.UNDER_REVIEW, "targets.submitted")


@journal.action
def reopen(*, matter: Matter, by: Actor) -> TargetPlan:
    """The act ``targets.reopen``: returned, or not adopted; departments draft again."""
    plan = _held(matter, PlanState.UNDER_REVIEW)
    return _move(plan, PlanState.DRAFT, "targets.returned")


@journal.action
def adopt(*, matter: Matter, by: Actor) -> TargetPlan:
    """The act ``targets.adopt``: the Party leadership group adopted the targets.

    The resolution's number comes from the matter, where the meeting wrote it. Raises
    ``TargetFault`` without one, or where something still stops the adoption.
    """
    plan = _held(matter, PlanState.UNDER_REVIEW)
    number = str(matter.values.get("resolution") or "").strip()
    if not number or matter.values.get("decision") != "adopted":
        raise TargetFault(
            Text(
                "没有党组会通过的决议编号，不能审定",
                "no adopted resolution of the Party leadership group",
            ),
            status=409,
        )
    _require_whole(plan)
    told = matter.values.get("decided_on")
    plan.adopted_on = date.fromisoformat(str(told)) if told else clock.today()
    plan.resolution_number = number
    plan.resolution = (
        Resolution.objects.filter(vote__item__matter=matter).order_by("-pk").first()
    )
    return _move(plan, PlanState.ADOPTED, "targets.adopted", resolution=number)


def _require_whole(plan: TargetPlan) -> None:
    stopping = [gap for gap in gaps_of(plan) if gap.weight is Weight.STOPS]
    if not plan.targets.exists():
        raise TargetFault(Text("还没有任何目标", "there is no target yet"), status=409)
    if stopping:
        raise TargetFault(_told(stopping), status=409)


def _told(gaps: list[Gap]) -> Text:
    first = gaps[:_NAMED]
    return Text(
        f"还有 {len(gaps)} 处须改：{'；'.join(gap.message.zh for gap in first)}",
        f"{len(gaps)} to be mended: {'; '.join(gap.message.en for gap in first)}",
    )


def _move(
    plan: TargetPlan, state: PlanState, event: str, resolution: str = ""
) -> TargetPlan:
    before, plan.state = plan.state, state
    plan.save()
    new = {"state": state.value}
    if resolution:
        new["resolution"] = resolution
    journal.enter(event, subject=plan, old={"state": before}, new=new)
    return plan


def _held(matter: Matter, state: PlanState) -> TargetPlan:
    plan = _plan_of(matter, _year(matter))
    if plan is None or plan.matter_id != matter.pk:
        raise TargetFault(
            Text("没有本事项的目标", "this matter has no targets"), status=409
        )
    if plan.state != state:
        raise TargetFault(
            Text(
                f"目标{plan.state_text.zh}，不能这样办",
                f"the targets are {plan.state_text.en}: this cannot be done now",
            ),
            status=409,
        )
    return plan


def _plan_of(matter: Matter, year: int) -> TargetPlan | None:
    found: TargetPlan | None = (
        TargetPlan.objects.select_for_update(of=("self",))
        .filter(procuratorate=matter.procuratorate, year=year)
        .first()
    )
    return found


def _year(matter: Matter) -> int:
    told = matter.values.get("plan_year")
    if not told:
        raise TargetFault(Text("没有写年度", "the year is not said"))
    return int(told)
