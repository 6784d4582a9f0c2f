"""What a plan still lacks: every gap of its tree, and who has not handed in."""

from collections.abc import Sequence

from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.reconciling import gaps
from hengjian.organisation.models import Department
from hengjian.targets import policy
from hengjian.targets.changes import stored_rows
from hengjian.targets.models import Level, TargetPlan
from hengjian.targets.rows import engine_tree


def gaps_of(plan: TargetPlan) -> tuple[Gap, ...]:
    """Every gap of a plan as it stands, in the order of its numbers."""
    rows = stored_rows(plan).values()
    found = [gap for top in engine_tree(rows) for gap in gaps(top)]
    listed = policy.never_scored()
    for row in rows:
        refused = (
            listed.refusal(row.indicator) if row.indicator else None
        ) or listed.refusal_in_words(f"{row.title} {row.rubric}")
        if refused is not None:
            found.append(
                Gap(row.number, "never_a_target", Weight.STOPS, refused.message)
            )
    return tuple(found)


def not_handed_in(plan: TargetPlan) -> Sequence[Department]:
    """Departments with targets that have not said that these are drafted."""
    with_targets = plan.targets.filter(
        level=Level.DEPARTMENT, department__isnull=False
    ).values("department")
    return list(
        Department.objects.filter(pk__in=with_targets)
        .exclude(pk__in=plan.hand_ins.values("department"))
        .order_by("code")
    )
