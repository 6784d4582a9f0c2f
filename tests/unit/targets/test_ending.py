"""A target ends by approval, a year by its results; what is over changes no more."""

from datetime import date
from fractions import Fraction

import pytest

from hengjian.lib import clock
from hengjian.targets.actions import drafting, ending, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import (
    PlanState,
    TargetPlan,
    TargetProposal,
    TargetResult,
)
from hengjian.targets.queries.in_force import (
    Standing,
    TargetInForce,
    targets_in_force,
)
from tests.cast import Cast
from tests.factories import targets as make


pytestmark = pytest.mark.django_db
SEPTEMBER, DECEMBER = date(2026, 9, 1), date(2026, 12, 1)
WORDS = "督办完成一百件；开放日因场地维修只办一次"


def in_force(plan: TargetPlan, month: int, number: str) -> TargetInForce:
    found = targets_in_force(plan.procuratorate, plan.year, month)
    return next(each for each in found if each.number == number)


def ended(cast: Cast, plan: TargetPlan, number: str) -> TargetProposal:
    proposal = proposing.propose_ending(
        target=make.target(plan, number),
        from_on=SEPTEMBER,
        reason="上级取消专项",
        by=cast.lin,
    )
    return proposing.decide(proposal=proposal, approved=True, words="", by=cast.liu)


def test_an_ended_target_is_asked_and_scored_no_more_from_its_month(
    cast: Cast,
) -> None:
    plan = make.adopted(cast)
    decided = ended(cast, plan, "2")

    august, september = (in_force(plan, month, "2") for month in (8, 9))

    assert (august.is_ended, august.is_scored) == (False, True)
    assert (september.is_ended, september.is_scored) == (True, False)
    assert (september.standing, september.asked) == (Standing.ENDED, None)
    assert decided.version is not None
    assert decided.version.reason == "上级取消专项"


def test_an_ended_target_is_neither_reported_on_nor_amended(cast: Cast) -> None:
    plan = make.adopted(cast)
    ended(cast, plan, "2")
    target = make.target(plan, "2")

    with pytest.raises(TargetFault, match="已终止"):
        progress.report(
            target=target, month=SEPTEMBER, told=Report("又办"), by=cast.lin
        )
    with pytest.raises(TargetFault, match="已终止"):
        proposing.propose_amendment(
            target=target,
            from_on=DECEMBER,
            typed={"marks": "5"},
            reason="再来",
            by=cast.lin,
        )


def test_what_stands_below_is_ended_first(cast: Cast) -> None:
    plan = make.adopted(cast)

    with pytest.raises(TargetFault, match="先处理下级"):
        proposing.propose_ending(
            target=make.target(plan, "1"),
            from_on=SEPTEMBER,
            reason="上级取消专项",
            by=cast.lin,
        )


def test_a_refused_ending_changes_nothing(cast: Cast) -> None:
    plan = make.adopted(cast)
    proposal = proposing.propose_ending(
        target=make.target(plan, "2"), from_on=SEPTEMBER, reason="不办了", by=cast.lin
    )
    proposing.decide(proposal=proposal, approved=False, words="照办", by=cast.liu)

    assert not in_force(plan, 12, "2").is_ended


@pytest.fixture
def year(cast: Cast) -> TargetPlan:
    """Adopted, its process closed, with what is known in December."""
    plan = make.adopted(cast)
    make.process_closed(plan)
    ended(cast, plan, "2")
    with clock.moved_to(date(2026, 12, 20)):
        progress.report(
            target=make.target(plan, "1.1"),
            month=DECEMBER,
            told=Report("已办", value="100"),
            by=cast.lin,
        )
    plan.refresh_from_db()
    return plan


def test_a_year_is_ended_with_each_targets_result(cast: Cast, year: TargetPlan) -> None:
    with clock.moved_to(date(2026, 12, 28)):
        ending.end_plan(plan=year, words=WORDS, by=cast.liu)

    results = {
        each.target.number: each
        for each in TargetResult.objects.select_related("target", "version")
    }
    assert {number: each.standing for number, each in results.items()} == {
        "1": "unknown",
        "1.1": "reached",
        "1.2": "unknown",
        "2": "ended",
    }
    assert Fraction(results["1.1"].value) == 100
    assert results["1.1"].progress is not None
    assert results["1"].value == ""
    year.refresh_from_db()
    assert (year.state, year.ending_words) == (PlanState.ADOPTED, WORDS)


def test_after_the_end_nothing_changes_and_sheets_still_read_it(
    cast: Cast, year: TargetPlan
) -> None:
    with clock.moved_to(date(2026, 12, 28)):
        ending.end_plan(plan=year, words=WORDS, by=cast.liu)
        target = make.target(year, "1.1")
        with pytest.raises(TargetFault, match="结束"):
            progress.report(
                target=target, month=DECEMBER, told=Report("再报"), by=cast.lin
            )
        with pytest.raises(TargetFault, match="结束"):
            proposing.propose_amendment(
                target=target,
                from_on=DECEMBER,
                typed={"aim": "不少于70件"},
                reason="降低",
                by=cast.lin,
            )
        with pytest.raises(TargetFault, match="结束"):
            ending.end_plan(plan=year, words=WORDS, by=cast.liu)

    assert in_force(year, 12, "1.1").standing is Standing.REACHED


def test_a_year_is_not_ended_early_silently_or_with_proposals_open(
    cast: Cast, year: TargetPlan
) -> None:
    with (
        clock.moved_to(date(2026, 11, 30)),
        pytest.raises(TargetFault, match="2026-12-01 起"),
    ):
        ending.end_plan(plan=year, words=WORDS, by=cast.liu)
    with clock.moved_to(date(2026, 12, 28)):
        with pytest.raises(TargetFault, match="写明结果"):
            ending.end_plan(plan=year, words=" ", by=cast.liu)
        make.amendment(year, by=cast.lin)
        with pytest.raises(TargetFault, match="还有 1 件"):
            ending.end_plan(plan=year, words=WORDS, by=cast.liu)


def test_a_year_is_not_ended_while_its_process_runs(cast: Cast) -> None:
    plan = make.adopted(cast)

    with (
        clock.moved_to(date(2026, 12, 28)),
        pytest.raises(TargetFault, match="没有办结"),
    ):
        ending.end_plan(plan=plan, words=WORDS, by=cast.liu)


def test_targets_never_adopted_lapse_once_their_year_is_over(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng)
    with (
        clock.moved_to(date(2026, 12, 28)),
        pytest.raises(TargetFault, match="2027-01-01"),
    ):
        ending.end_plan(plan=plan, words="未提交党组", by=cast.liu)
    with clock.moved_to(date(2027, 1, 4)):
        lapsed = ending.end_plan(plan=plan, words="未提交党组", by=cast.liu)

    assert lapsed.state == PlanState.LAPSED
    assert not TargetResult.objects.exists()
    assert not targets_in_force(plan.procuratorate, 2026, 12)
    row = make.row(plan, number="3", title="新", aim="不少于1件")
    with pytest.raises(TargetFault, match="已失效"):
        drafting.write_rows(plan=lapsed, rows=[row], by=cast.lin)


def test_a_stock_is_asked_whole_at_every_months_end_and_a_count_by_twelfths(
    cast: Cast,
) -> None:
    stock = {
        **make.MEASURED,
        "title": "超期督办",
        "indicator": "task_overdue_count",
        "aim": "不超过6件",
    }
    plan = make.adopted(cast, stock)

    march = in_force(plan, 3, "3")
    counted = in_force(plan, 3, "1.1")

    assert march.asked is not None
    assert march.asked.value == 6  # type: ignore[union-attr]
    assert counted.asked is not None
    assert counted.asked.value == 20  # type: ignore[union-attr]
