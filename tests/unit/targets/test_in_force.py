"""What counts in a month: the version in force then, what is known, and why."""

from datetime import date
from fractions import Fraction

import pytest

from hengjian.indicators.models import CitedValue
from hengjian.targets.actions import drafting, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.in_force import (
    Standing,
    TargetInForce,
    targets_in_force,
)
from tests.cast import Cast
from tests.factories import indicators
from tests.factories import targets as make


pytestmark = pytest.mark.django_db
MARCH, SEPTEMBER = date(2026, 3, 1), date(2026, 9, 1)


def in_force(plan: TargetPlan, month: int, number: str) -> TargetInForce:
    found = targets_in_force(plan.procuratorate, plan.year, month)
    return next(each for each in found if each.number == number)


def test_each_month_counts_by_the_version_in_force(cast: Cast) -> None:
    plan = make.adopted(cast)
    proposal = make.amendment(plan, by=cast.lin)
    proposing.decide(proposal=proposal, approved=True, words="同意", by=cast.liu)

    june, july, year = (in_force(plan, month, "1.1") for month in (6, 7, 12))

    assert (june.aim.value, july.aim.value) == (80, 100)  # type: ignore[union-attr]
    assert june.version != july.version
    # six twelfths of 80 and six of 100
    assert year.asked.value == 90  # type: ignore[union-attr]


def test_an_amendment_names_reason_approver_and_day(cast: Cast) -> None:
    plan = make.adopted(cast)
    proposal = make.amendment(plan, by=cast.lin)
    decided = proposing.decide(proposal=proposal, approved=True, words="", by=cast.liu)

    version = decided.version
    assert version is not None
    assert version.reason == "下半年增加督办力量"
    assert version.approved_by == cast.liu.journal_name
    assert version.approved_on is not None


def test_nobody_approves_their_own_proposal(cast: Cast) -> None:
    proposal = make.amendment(make.adopted(cast), by=cast.lin)

    with pytest.raises(TargetFault, match="自己的提请"):
        proposing.decide(proposal=proposal, approved=True, words="", by=cast.lin)


def test_a_refused_amendment_changes_nothing_and_says_why(cast: Cast) -> None:
    plan = make.adopted(cast)
    proposal = make.amendment(plan, by=cast.lin)

    with pytest.raises(TargetFault, match="理由"):
        proposing.decide(proposal=proposal, approved=False, words=" ", by=cast.liu)
    proposing.decide(proposal=proposal, approved=False, words="力量不足", by=cast.liu)

    assert in_force(plan, 12, "1.1").aim.value == 80  # type: ignore[union-attr]
    with pytest.raises(TargetFault, match="已有决定"):
        proposing.decide(proposal=proposal, approved=True, words="", by=cast.liu)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ({"aim": "全面做好"}, "种类不同"),
        ({"aim": ">80件"}, "本数"),
        ({"aim": "不少于80件"}, "没有改动"),
    ],
)
def test_amendments_that_cannot_stand_are_told(
    cast: Cast, typed: dict[str, str], match: str
) -> None:
    plan = make.adopted(cast)

    with pytest.raises(TargetFault, match=match):
        make.amendment(plan, cast.lin, **typed)


def test_unplanned_work_enters_by_approval_and_counts_from_its_month(
    cast: Cast,
) -> None:
    plan = make.adopted(cast)
    proposal = proposing.propose_unplanned(
        plan=plan,
        department=cast.first_department,
        typed={**make.WHOLE, "title": "专项清理", "aim": "不少于12件", "marks": "3"},
        from_on=date(2026, 8, 1),
        entered_from="上级专项通知",
        reason="年初没有计划",
        by=cast.lin,
    )
    assert not plan.targets.filter(title="专项清理").exists()
    proposing.decide(proposal=proposal, approved=True, words="", by=cast.liu)

    found = in_force(plan, 12, "3")

    assert (found.source, found.row.entered_from) == ("unplanned", "上级专项通知")
    assert found.asked.value == 5  # type: ignore[union-attr]  # five months of twelve
    assert not [
        each
        for each in targets_in_force(plan.procuratorate, 2026, 7)
        if each.number == "3"
    ]


def test_what_is_not_controlled_is_reported_and_not_scored(cast: Cast) -> None:
    plan = make.adopted(
        cast,
        {
            **make.WHOLE,
            "number": "3",
            "title": "建议采纳",
            "aim": "不低于90%",
            "controlled": "否：由被建议单位决定",
        },
    )

    found = in_force(plan, 3, "3")

    assert (found.is_controlled, found.is_scored, found.full) == (False, False, None)
    assert found.why_not_controlled == "由被建议单位决定"


def test_a_value_is_copied_from_the_run_with_its_citation(cast: Cast) -> None:
    plan = make.adopted(cast, make.MEASURED)
    run = make.run()

    progress.take_values(plan=plan, run=run, month=MARCH, by=cast.wang)

    found = in_force(plan, 3, "3")
    assert found.actual is not None
    assert (found.actual.value, found.standing) == (Fraction(19, 20), Standing.REACHED)
    assert (found.actual.run, found.actual.numerator) == (run.pk, 19)
    assert found.actual.cell["period"] == "2026-01..2026-03"
    assert CitedValue.objects.get(run=run).numerator == "19"
    assert in_force(plan, 4, "3").standing is Standing.UNKNOWN


def test_a_later_value_takes_the_place_and_the_earlier_stays(cast: Cast) -> None:
    plan = make.adopted(cast, make.MEASURED)
    progress.take_values(plan=plan, run=make.run(), month=MARCH, by=cast.wang)
    first = in_force(plan, 3, "3").actual
    later = make.run((15, 20), last_month="2026-09")
    progress.take_values(plan=plan, run=later, month=MARCH, by=cast.wang)

    now = in_force(plan, 3, "3")

    assert now.standing is Standing.BEHIND
    assert first is not None
    assert make.target(plan, "3").progress.filter(pk=first.progress).exists()


def test_described_work_is_assessed_by_a_level_on_evidence(cast: Cast) -> None:
    plan = make.adopted(cast)
    target = make.target(plan, "2")
    with pytest.raises(TargetFault, match="依据"):
        progress.report(
            target=target, month=SEPTEMBER, told=Report("办完", "done"), by=cast.lin
        )
    told = Report("办完两次", "done", evidence=["方案", " ", "签到表"])
    row = progress.report(target=target, month=SEPTEMBER, told=told, by=cast.lin)

    with pytest.raises(TargetFault, match="自评"):
        progress.assess(progress=row, level=0, by=cast.lin)
    progress.assess(progress=row, level=1, by=cast.wang)

    found = in_force(plan, 9, "2")
    assert found.actual is not None
    assert found.actual.rubric_share == Fraction(1, 2)
    assert found.actual.evidence == ("方案", "签到表")
    assert found.standing is Standing.REACHED


def test_a_department_and_a_person_see_their_own_and_their_shares(cast: Cast) -> None:
    shared = {
        **make.WHOLE,
        "number": "3",
        "title": "会同办理",
        "aim": "不少于10件",
        "shares": "第一检察部：3/4；案件管理办公室：1/4",
    }
    plan = make.adopted(cast, shared)
    cells = {
        "number": "1.1.1",
        "title": "督办（陈明）",
        "person": "CHEN",
        "aim": "不少于8件",
    }
    drafting.write_rows(plan=plan, rows=[make.row(plan, **cells)], by=cast.lin)

    own = targets_in_force(plan.procuratorate, 2026, 3, department=cast.case_management)
    chens = targets_in_force(plan.procuratorate, 2026, 3, person=cast.chen.person)

    assert [(each.number, each.share) for each in own] == [
        ("1.2", 1),
        ("3", Fraction(1, 4)),
    ]
    assert [each.number for each in chens] == ["1.1.1"]


def test_nothing_is_in_force_before_the_adoption(cast: Cast) -> None:
    plan = make.drafted(cast.jiangcheng)

    assert targets_in_force(plan.procuratorate, plan.year, 3) == []


def test_a_departments_stock_is_what_is_there_at_the_last_months_end(
    cast: Cast,
) -> None:
    stock = {
        **make.MEASURED,
        "number": "1.3",
        "title": "超期督办（一部）",
        "indicator": "task_overdue_count",
        "aim": "不超过6件",
    }
    plan = make.adopted(cast, stock)
    counts = {"2026-01": 9, "2026-02": 8, "2026-03": 5}
    told = [
        indicators.value(
            "task_overdue_count",
            month,
            number=str(count),
            level="department",
            department="第一检察部",
        )
        for month, count in counts.items()
    ]
    progress.take_values(plan=plan, run=indicators.run(told), month=MARCH, by=cast.wang)

    found = in_force(plan, 3, "1.3")
    assert found.actual is not None
    assert (found.actual.value, found.standing) == (Fraction(5), Standing.REACHED)
    assert found.actual.cell["period"] == "2026-03"
