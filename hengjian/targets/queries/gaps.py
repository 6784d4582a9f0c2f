"""What a plan still lacks: every gap of its tree, and who has not handed in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.reconciling import gaps
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department
from hengjian.targets import policy
from hengjian.targets.changes import rows_in_force
from hengjian.targets.models import Level, TargetPlan
from hengjian.targets.rows import Row, engine_tree


def gaps_of(plan: TargetPlan) -> tuple[Gap, ...]:
    """Every gap of a plan as it stands, in the order of its numbers."""
    rows = rows_in_force(plan)
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
        found += for_analysis_only(row, listed.catalogue, plan.year)
    return tuple(found)


def for_analysis_only(
    row: Row, catalogue: Mapping[str, Indicator], year: int
) -> Iterator[Gap]:
    """A full mark on an indicator that is for analysis only in that year."""
    indicator = catalogue.get(row.indicator)
    if indicator is None or not row.marks or not row.is_controlled:
        return
    known = [each for each in indicator.valid if each.from_on <= date(year, 12, 31)]
    if known and known[-1].status == "analysis_only":
        yield Gap(
            row.number,
            "for_analysis_only",
            Weight.STOPS,
            Text(
                f"“{indicator.label.zh}”自 {known[-1].from_on} 起仅供分析，"
                "可以列为目标并报告，不得计分",
                f"“{indicator.label.en}” is for analysis only since "
                f"{known[-1].from_on}: it may be reported, not scored",
            ),
        )


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
