"""The results of a year that was ended, as pages and exports tell them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.targets.aims import RATE, exact
from hengjian.targets.models import Target, TargetPlan, TargetResult
from hengjian.targets.queries.in_force import STANDINGS, Standing
from hengjian.targets.queries.told import figure
from hengjian.targets.queries.told_to import Sight


@dataclass(frozen=True)
class Result:
    """One target's result in words; a dash where nothing is known."""

    target: Target
    standing: Standing
    asked: Text
    actual: Text
    marks: str

    @property
    def standing_text(self) -> Text:
        """How it ended, in both languages."""
        return STANDINGS[self.standing]


def results_of(plan: TargetPlan, sight: Sight) -> list[Result]:
    """Every result in the order of numbers; others' personal ones are not told."""
    found = (
        TargetResult.objects.filter(target__plan=plan)
        .select_related("target__department", "target__person", "version")
        .order_by("target__place")
    )
    return [_result(each, sight) for each in found]


def counts_of(results: list[Result]) -> Mapping[str, int]:
    """How many ended how."""
    return {
        each.value: sum(one.standing is each for one in results) for each in Standing
    }


def _result(kept: TargetResult, sight: Sight) -> Result:
    target, is_rate = kept.target, kept.version.aim_kind == RATE
    is_told = sight.is_told(target.level, target.department_id, target.person_id)
    asked, value = exact(kept.asked), exact(kept.value)
    share = exact(kept.rubric_share)
    sign = "≥" if kept.version.better == "up" else "≤"
    actual = Text.same("—")
    if is_told and value is not None:
        actual = Text.same(figure(value, is_rate))
    elif is_told and share is not None:
        told = figure(share, is_rate=True)
        actual = Text(f"评定 {told}", f"assessed {told}")
    rubric = Text("按标准评价", "by its rubric") if kept.version.rubric else None
    return Result(
        target,
        Standing(kept.standing) if is_told else Standing.NOT_TOLD,
        Text.same(f"{sign}{figure(asked, is_rate)}")
        if asked is not None
        else rubric or Text.same("—"),
        actual,
        kept.version.marks if kept.version.is_controlled else "",
    )
