"""Draft a year's targets: begin a plan, write its rows, hand them in."""

from collections.abc import Iterable, Mapping, Sequence

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Procuratorate
from hengjian.targets import policy
from hengjian.targets.changes import Changes, changes_to, stored_rows
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import (
    HandIn,
    Level,
    PlanState,
    Target,
    TargetPlan,
    TargetShare,
    TargetVersion,
)
from hengjian.targets.queries.gaps import not_handed_in
from hengjian.targets.queries.plans import targets_of
from hengjian.targets.rows import (
    OF_TARGET,
    OF_VERSION,
    Row,
    place_of,
    rubric_levels,
)


HANDED_IN = "targets.handed_in"


@journal.action
def begin_plan(*, unit: Procuratorate, year: int, by: Actor) -> TargetPlan:
    """Begin the targets of a year. Raises ``TargetFault`` where they were begun."""
    if TargetPlan.objects.filter(procuratorate=unit, year=year).exists():
        raise TargetFault(
            Text(f"{year} 年目标已在拟定", f"the targets of {year} were begun already")
        )
    plan = TargetPlan(
        procuratorate=unit, year=year, made_by=by.journal_name, made_at=clock.now()
    )
    plan.save()
    journal.enter("targets.plan_begun", subject=plan, new={"year": year})
    return plan


@journal.action
def write_rows(
    *,
    plan: TargetPlan,
    rows: Sequence[Row],
    removing: Sequence[str] = (),
    by: Actor,
) -> Changes:
    """Write rows of a plan: as drafts, or people's targets while those are being set.

    ``removing``: numbers that go where no row of them is wanted. Raises ``TargetRefused``
    for an indicator that may never be a target, ``TargetFault`` where the plan does not
    allow it any more.
    """
    plan = _locked(plan)
    before = stored_rows(plan)
    changes = changes_to(before, rows, removing=removing)
    if not changes:
        journal.nothing_changed()
        return changes
    _require_open(plan, changes)
    listed = policy.never_scored()
    for row in rows:
        refused = (
            listed.refusal(row.indicator) if row.indicator else None
        ) or listed.refusal_in_words(f"{row.title} {row.rubric}")
        if refused is not None:
            raise refused
    known = {each.number: each for each in targets_of(plan)}
    _remove(changes, known)
    for change in changes.changes:
        if change.after is not None:
            known[change.number] = _write(plan, change.after, known, by)
    journal.enter(
        "targets.drafted",
        subject=plan,
        new={**changes.counts, "numbers": [each.number for each in changes.changes]},
    )
    return changes


@journal.action
def hand_in(*, plan: TargetPlan, department: Department, by: Actor) -> HandIn:
    """A department says that its targets are drafted.

    Raises ``TargetFault`` where it has none, or the plan is past drafting.
    """
    plan = _locked(plan)
    if plan.state != PlanState.DRAFT:
        raise _past(plan)
    if not plan.targets.filter(department=department).exists():
        raise TargetFault(
            Text(
                f"{department} 还没有目标，不能报送", f"{department} has no target yet"
            )
        )
    found, _ = HandIn.objects.update_or_create(
        plan=plan,
        department=department,
        defaults={"by": by.journal_name, "handed_in_at": clock.now()},
    )
    journal.enter(HANDED_IN, subject=plan, new={"department": department.code})
    if not not_handed_in(plan):
        key = f"{plan.pk}:{found.handed_in_at:%Y%m%d%H%M%S%f}"
        jobs.tell(event=HANDED_IN, event_id=key, payload={"plan": plan.pk}, by=by)
    return found


def _locked(plan: TargetPlan) -> TargetPlan:
    found: TargetPlan = (
        TargetPlan.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "matter")
        .get(pk=plan.pk)
    )
    return found


def _require_open(plan: TargetPlan, changes: Changes) -> None:
    """A draft is open; once adopted, people's targets are until the process ends."""
    if plan.state == PlanState.DRAFT:
        return
    are_personal = all(
        (change.after or change.before).level == Level.PERSON  # type: ignore[union-attr]
        for change in changes.changes
    )
    is_setting = plan.matter is not None and plan.matter.is_under_way
    if plan.state == PlanState.ADOPTED and are_personal and is_setting:
        return
    raise _past(plan)


def _past(plan: TargetPlan) -> TargetFault:
    return TargetFault(
        Text(
            f"目标{plan.state_text.zh}，不能直接改动；已审定的请提请调整",
            f"the targets are {plan.state_text.en}: propose an amendment instead",
        ),
        status=409,
    )


def _remove(changes: Changes, known: Mapping[str, Target]) -> None:
    going = [each.number for each in changes.changes if each.after is None]
    for number in sorted(going, key=place_of, reverse=True):
        target = known[number]
        if target.below.exclude(number__in=going).exists():
            raise TargetFault(
                Text(
                    f"{number} 之下还有目标，先处理下级",
                    f"{number} has targets below it: these first",
                )
            )
        if target.progress.exists():
            raise TargetFault(
                Text(
                    f"{number} 已有进展记录，不能删去",
                    f"{number} has progress already and stays",
                )
            )
        target.delete()


def _write(
    plan: TargetPlan, row: Row, known: Mapping[str, Target], by: Actor
) -> Target:
    target = known.get(row.number) or Target(plan=plan, number=row.number)
    if row.above:
        if row.above not in known:
            raise TargetFault(
                Text(
                    f"{row.number} 的上级 {row.above} 不存在",
                    f"{row.number} stands below {row.above}, which is not there",
                )
            )
        target.parent = known[row.above]
    target.place = place_of(row.number)
    target.department, target.person = row.owner.department, row.owner.person
    for name in OF_TARGET:
        setattr(target, name, getattr(row, name))
    target.save()
    _write_shares(target, row)
    _write_version(target, row, by)
    return target


def _write_shares(target: Target, row: Row) -> None:
    TargetShare.objects.filter(target=target).delete()
    TargetShare.objects.bulk_create(
        TargetShare(
            target=target,
            department=owner.department if owner.person is None else None,
            person=owner.person,
            share=share,
        )
        for owner, share in row.shares
    )


def _write_version(target: Target, row: Row, by: Actor) -> None:
    """The first version, of January: a draft has no other."""
    version = TargetVersion.objects.filter(target=target).order_by("from_on").first()
    if version is None:
        version = TargetVersion(target=target)
        version.from_on = clock.today().replace(year=target.plan.year, month=1, day=1)
    for name in OF_VERSION:
        setattr(version, name, getattr(row, name))
    version.rubric_levels = rubric_levels(row)
    version.entered_by, version.entered_at = by.journal_name, clock.now()
    version.save()


def numbers_below(rows: Iterable[str], number: str) -> list[str]:
    """A number and all that stand below it."""
    return [each for each in rows if each == number or each.startswith(f"{number}.")]
