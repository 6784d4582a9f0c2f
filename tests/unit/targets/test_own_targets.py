"""What somebody is scored by is settled by others: numbers, assessments, amendments."""

from datetime import date
from fractions import Fraction

import pytest

from hengjian.access.models import Account
from hengjian.targets.actions import drafting, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import Target, TargetPlan
from hengjian.targets.queries.in_force import TargetInForce, targets_in_force
from tests.cast import Cast
from tests.factories import targets as make


pytestmark = pytest.mark.django_db
MARCH, SEPTEMBER = date(2026, 3, 1), date(2026, 9, 1)
OWN = {"person": "CHEN", "aim": "不少于8件", "number": "1.1.1", "title": "督办（陈明）"}
DESCRIBED = {**OWN, **make.RUBRIC, "aim": "全年两次", "title": "开放日（陈明）"}


def own(cast: Cast, **cells: str) -> Target:
    """A target of Chen's below the department's, set by its head."""
    plan = make.adopted(cast)
    drafting.write_rows(plan=plan, rows=[make.row(plan, **cells)], by=cast.lin)
    return make.target(plan, "1.1.1")


def known(plan: TargetPlan, month: int, number: str) -> TargetInForce:
    found = targets_in_force(plan.procuratorate, plan.year, month)
    return next(each for each in found if each.number == number)


def test_nobody_reports_the_number_of_the_own_target(cast: Cast) -> None:
    target = own(cast, **OWN)
    with pytest.raises(TargetFault, match="自己目标的数值"):
        progress.report(
            target=target,
            month=SEPTEMBER,
            told=Report("超额完成", value="99"),
            by=cast.chen,
        )

    progress.report(
        target=target,
        month=SEPTEMBER,
        told=Report("督办台账", value="6"),
        by=cast.zhou,
    )
    progress.report(
        target=target, month=SEPTEMBER, told=Report("还有两件在办"), by=cast.chen
    )

    # words take no number away
    actual = known(target.plan, 9, "1.1.1").actual
    assert actual is not None
    assert (actual.value, actual.words) == (6, "还有两件在办")


def test_a_stand_in_reports_no_number_for_whom_they_stand_in(cast: Cast) -> None:
    target = own(cast, **OWN)
    stand_in = Account.objects.select_related("person").get(pk=cast.zhou.pk)
    stand_in.acting_for = cast.chen

    with pytest.raises(TargetFault, match="自己目标的数值"):
        progress.report(
            target=target, month=SEPTEMBER, told=Report("督办", value="9"), by=stand_in
        )


def test_what_an_indicator_measures_is_neither_typed_nor_talked_away(
    cast: Cast,
) -> None:
    plan = make.adopted(cast, make.MEASURED)
    progress.take_values(plan=plan, run=make.run(), month=MARCH, by=cast.wang)
    target = make.target(plan, "3")
    with pytest.raises(TargetFault, match="由指标统计"):
        progress.report(
            target=target,
            month=MARCH,
            told=Report("全部按期", value="100%"),
            by=cast.lin,
        )

    progress.report(target=target, month=MARCH, told=Report("一件逾期"), by=cast.lin)

    actual = known(plan, 3, "3").actual
    assert actual is not None
    assert (actual.numerator, actual.denominator, actual.words) == (19, 20, "一件逾期")
    assert actual.run is not None


def test_nobody_assesses_the_own_described_work_and_no_report_wipes_it(
    cast: Cast,
) -> None:
    target = own(cast, **DESCRIBED)
    told = Report("办完两次", "done", evidence=["方案"])
    row = progress.report(target=target, month=SEPTEMBER, told=told, by=cast.zhou)
    with pytest.raises(TargetFault, match="不能评价自己的目标"):
        progress.assess(progress=row, level=0, by=cast.chen)
    progress.assess(progress=row, level=1, by=cast.wang)

    progress.report(
        target=target, month=SEPTEMBER, told=Report("又补了一次"), by=cast.chen
    )

    actual = known(target.plan, 9, "1.1.1").actual
    assert actual is not None
    assert (actual.rubric_share, actual.words) == (Fraction(1, 2), "又补了一次")


def test_nobody_decides_on_an_amendment_of_the_own_target(cast: Cast) -> None:
    target = own(cast, **OWN)
    proposal = proposing.propose_amendment(
        target=target,
        from_on=date(2026, 11, 1),
        typed={"aim": "不少于4件"},
        reason="任务减少",
        by=cast.lin,
    )

    with pytest.raises(TargetFault, match="自己目标的调整"):
        proposing.decide(proposal=proposal, approved=True, words="", by=cast.chen)
