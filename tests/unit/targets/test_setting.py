"""Targets move by their process alone, and what may never be scored stays out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.engines.pack_format.model import Validity
from hengjian.engines.targets.gaps import Weight
from hengjian.indicators.policy import policies
from hengjian.matters.models import Matter
from hengjian.targets import policy
from hengjian.targets.actions import core, drafting, proposing, setting
from hengjian.targets.changes import stored_rows
from hengjian.targets.faults import TargetFault, TargetRefused
from hengjian.targets.models import PlanState, Target
from hengjian.targets.queries.gaps import for_analysis_only, gaps_of
from tests.cast import Cast
from tests.factories import matters
from tests.factories import targets as make


pytestmark = pytest.mark.django_db


def test_plan_is_adopted_with_the_resolution_of_its_matter(cast: Cast) -> None:
    plan = make.adopted(cast)

    assert plan.state == PlanState.ADOPTED
    assert plan.resolution_number == make.RESOLUTION
    assert f"{plan.adopted_on}" == "2026-01-27"


@pytest.mark.parametrize("lacking", ["resolution", "decision"])
def test_nothing_is_adopted_without_a_resolution_that_adopts(
    cast: Cast, lacking: str
) -> None:
    matter = make.submitted(cast)
    del matter.values[lacking]

    with pytest.raises(TargetFault, match="决议"):
        setting.adopt(matter=matter, by=make.BY)


def test_departments_hand_in_before_the_review(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng)
    matter = make.process(cast.chen, plan)

    with pytest.raises(TargetFault, match="尚未报送：第一检察部、案件管理办公室"):
        setting.submit(matter=matter, by=make.BY)


def test_a_split_that_falls_short_is_named_and_stops_the_review(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng)
    row = make.row(
        plan, number="1.1", title="督办（一部）", aim="不少于70件", marks="4"
    )
    drafting.write_rows(plan=plan, rows=[row], by=make.BY)
    matter = make.process(cast.chen, plan)
    for department in (cast.first_department, cast.case_management):
        drafting.hand_in(plan=plan, department=department, by=make.BY)

    [gap] = [gap for gap in gaps_of(plan) if gap.weight is Weight.STOPS]
    assert (gap.target, gap.by) == ("1", -10)
    with pytest.raises(TargetFault, match="没有分解到位"):
        setting.submit(matter=matter, by=make.BY)


@pytest.mark.parametrize(
    "act", [setting.submit, setting.adopt, setting.reopen], ids=lambda act: act.__name__
)
def test_another_matter_moves_nothing(cast: Cast, act: Callable[..., object]) -> None:
    make.submitted(cast)
    other: Matter = matters.matter("supply_request", cast.chen)
    other.values |= {"plan_year": make.YEAR, "decision": "adopted", "resolution": "x"}

    with pytest.raises(TargetFault):
        act(matter=other, by=make.BY)
    with pytest.raises(TargetFault, match="另一事项"):
        setting.open_plan(matter=other, by=make.BY)


def test_a_plan_under_review_is_not_changed(cast: Cast) -> None:
    plan = make.submitted(cast).target_plan
    row = make.row(plan, number="3", title="信息报送", aim="不少于60篇")

    with pytest.raises(TargetFault, match="审核中"):
        drafting.write_rows(plan=plan, rows=[row], by=make.BY)


def test_people_s_targets_are_set_by_their_department_until_the_process_ends(
    cast: Cast,
) -> None:
    plan = make.adopted(cast)
    cells = {
        "number": "1.1.1",
        "title": "督办（陈明）",
        "person": "CHEN",
        "aim": "不少于8件",
    }
    row = make.row(plan, **cells)

    drafting.write_rows(plan=plan, rows=[row], by=cast.lin)

    target = Target.objects.get(number="1.1.1")
    assert (target.person, target.department) == (
        cast.chen.person,
        cast.first_department,
    )
    above = make.row(plan, number="1.1", title="督办（一部）", aim="不少于90件")
    with pytest.raises(TargetFault, match="已审定"):
        drafting.write_rows(plan=plan, rows=[above], by=cast.lin)


@pytest.mark.parametrize(
    "cells",
    [
        {"title": "批捕质量", "indicator": "arrest_rate"},
        {"title": "提高批捕率", "aim": "不低于90%"},
        {"title": "办案效率", "aim": "结 案 率明显提高", "evidence": "台账"},
    ],
    ids=["by its name", "by its title", "by its rubric"],
)
def test_what_may_never_be_scored_becomes_no_target(
    cast: Cast, cells: dict[str, str]
) -> None:
    plan = make.drafted(cast.jiangcheng)
    wanted = {"number": "9", "aim": "不低于5%", **cells}
    indicator = wanted.pop("indicator", "")
    row = make.row(plan, **wanted)
    if indicator:
        # a form that is read elsewhere may bring a name that no pack here has
        row = type(row)(**{**row.__dict__, "indicator": indicator})

    with pytest.raises(TargetRefused, match="不得用于考核"):
        drafting.write_rows(plan=plan, rows=[row], by=make.BY)

    assert not plan.targets.filter(number="9").exists()


def test_a_refusal_at_the_door_is_journaled_with_its_source(cast: Cast) -> None:
    make.drafted(cast.jiangcheng)

    with pytest.raises(TargetRefused, match="中央政法工作会议"):
        policy.require_targets(["arrest_rate"], channel="form", by=cast.lin)

    entry = JournalEntry.objects.get(event="targets.refused")
    assert entry.subject_id == "arrest_rate"
    assert "form" in entry.detail


def test_a_name_that_only_holds_such_words_may_be_a_target() -> None:
    listed = policy.NeverScored(
        policies(), {}, {"起诉率": "prosecution_rate"}, ("撤回起诉率",)
    )

    assert listed.refusal_in_words("降低撤回起诉率") is None
    assert listed.refusal_in_words("提高起诉率") is not None


def test_what_is_for_analysis_only_may_be_a_target_without_marks(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng, make.MEASURED)
    known = policy.catalogue()["task_on_time_rate"]
    since = Validity(date(2024, 10, 16), "analysis_only")
    catalogue = {known.name: replace(known, valid=(*known.valid, since))}
    row = stored_rows(plan)["3"]

    [gap] = for_analysis_only(row, catalogue, 2026)
    assert "自 2024-10-16 起仅供分析" in gap.message.zh
    assert list(for_analysis_only(replace(row, marks=""), catalogue, 2026)) == []
    assert list(for_analysis_only(row, {known.name: known}, 2026)) == []


def test_an_amendment_brings_nothing_in_that_may_never_be_scored(cast: Cast) -> None:
    plan = make.adopted(cast)

    with pytest.raises(TargetRefused):
        proposing.propose_amendment(
            target=make.target(plan, "2"),
            from_on=date(2026, 7, 1),
            typed={"rubric": "批捕率九成：1；其余：0"},
            reason="调整",
            by=cast.lin,
        )


def test_core_items_are_chosen_from_the_catalogue(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng)

    items = core.choose_core_items(
        plan=plan, indicators=["K12", "task_on_time_rate", "K12"], by=make.BY
    )

    assert [each.indicator for each in items] == [
        "task_overdue_count",
        "task_on_time_rate",
    ]
    with pytest.raises(TargetFault, match="没有“K999”"):
        core.choose_core_items(plan=plan, indicators=["K999"], by=make.BY)
    with pytest.raises(TargetFault):
        core.choose_core_items(plan=plan, indicators=["arrest_rate"], by=make.BY)


def test_unplanned_work_on_the_list_is_refused(cast: Cast) -> None:
    plan = make.adopted(cast)

    with pytest.raises(TargetRefused):
        proposing.propose_unplanned(
            plan=plan,
            department=cast.first_department,
            typed={**make.WHOLE, "title": "不捕率专项", "aim": "不超过10%"},
            from_on=plan.adopted_on.replace(month=8, day=1),
            entered_from="通知",
            reason="年初没有计划",
            by=cast.lin,
        )
