"""Assistance: both conditions, amounts by rule to the fen, paid, or another channel."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.matters.gates.passing import MustAnswer, Stopped
from tests.factories import access
from tests.journeys.office import Office
from tests.journeys.walking import Journey


APPLICATION = {
    "national_number": "江检救助〔2026〕5",
    "applied_on": "2026-10-19",
    "applicant_is": "victim",
    "petitioner": "钱某",
    "identity_number": "110101199003070011",
}
BOTH = {
    "uncompensated": "是",
    "in_hardship": "是",
    "hardship_words": "无收入",
    "evidence": "低保证、村委会证明",
}


FREE = {"tied_to_applicant": "no"}


@pytest.fixture
def counter(office: Office) -> Office:
    """The office with the packs of assistance."""
    office.releases("complaint", "judicial_assistance")
    return office


def applied(office: Office) -> Journey:
    return office.registers("zhou", "judicial_assistance", **APPLICATION)


def test_assistance_is_granted_by_rule_and_paid(counter: Office) -> None:
    case = applied(counter)
    assert case.due == {"examine": date(2026, 11, 2)}

    case.does("zhou", "examine", answers=FREE, **BOTH)
    told = case.refuses(
        "zhou", "propose", months="3", amount="21000.01", amount_grounds="三个月"
    )
    assert "超过按月数计算的上限" in told
    case.does("zhou", "propose", months="3", amount="20999.99", amount_grounds="三个月")
    case.does("liu", "decide", decision="granted")
    assert case.waits == {"ou": ["pay"]}
    assert case.due == {"pay": date(2026, 11, 2)}
    case.does("ou", "pay", paid_how="transfer")
    case.does("zhou", "confirm", visit_words="已收到")

    assert case.state == "closed"
    assert case.card["amount"] == Decimal("20999.99")


@pytest.mark.parametrize(
    "missing", [{"uncompensated": "否"}, {"in_hardship": "否"}], ids=["paid", "able"]
)
def test_where_one_condition_is_not_met_another_channel_is_sought(
    counter: Office, missing: dict[str, str]
) -> None:
    case = applied(counter)

    case.does("zhou", "examine", answers=FREE, **BOTH | missing)

    assert case.waits == {"zhou": ["refer"]}
    case.does(
        "zhou",
        "refer",
        other_channel="civil_affairs",
        referral_words="建议申请临时救助",
    )
    assert case.state == "closed"


def test_hardship_without_evidence_is_refused(counter: Office) -> None:
    case = applied(counter)

    assert "核实材料" in case.refuses("zhou", "examine", **BOTH | {"evidence": ""})


def test_refused_application_is_told_with_grounds_and_returned_ones_come_back(
    counter: Office,
) -> None:
    case = applied(counter)
    case.does("zhou", "examine", answers=FREE, **BOTH)
    case.does("zhou", "propose", months="1", amount="5000", amount_grounds="一个月")

    case.returns("liu", "decide", "examine", "再核实赔偿执行情况")
    assert case.waits == {"zhou": ["examine"]}
    case.does("zhou", "examine", answers=FREE, **BOTH)
    case.does("zhou", "propose", months="1", amount="5000", amount_grounds="一个月")
    case.does("liu", "decide", decision="refused", decision_words="已获保险理赔")

    assert case.waits == {"zhou": ["refer"]}


def test_late_decision_is_reminded_and_told_to_the_leader(counter: Office) -> None:
    case = applied(counter)
    case.does("zhou", "examine", answers=FREE, **BOTH)

    told = counter.passes_until("2026-11-05")

    assert told == [
        "2026-10-31 zhou 还有 2 天：2026-0001 拟定金额",
        "2026-11-02 zhou 今天到期：2026-0001 拟定金额",
        "2026-11-03 zhou 已逾期 1 天：2026-0001 拟定金额",
        "2026-11-05 liu 已逾期 3 天，请督促：2026-0001 拟定金额",
    ]


def test_who_pays_keeps_away_from_a_relative(counter: Office) -> None:
    counter.joins("qin", "秦办", "office_staff")
    case = applied(counter)
    case.does("zhou", "examine", answers=FREE, **BOTH)
    case.does("zhou", "propose", months="1", amount="5000", amount_grounds="一个月")
    case.does("liu", "decide", decision="granted")

    case.keeps_away("ou", "申请人是亲属", said_by="liu")

    assert "ou" not in case.waits
    assert case.waits["qin"] == ["pay"]


def test_relative_of_the_applicant_does_not_examine(counter: Office) -> None:
    case = applied(counter)

    with pytest.raises(Stopped, match="应当回避"):
        case.does("zhou", "examine", answers={"tied_to_applicant": "yes"}, **BOTH)


def test_who_decides_does_not_pay_and_who_pays_does_not_confirm(
    counter: Office,
) -> None:
    access.grant(counter.account("liu"), "office_staff", counter.cast.jiangcheng)
    case = applied(counter)
    case.does("zhou", "examine", answers=FREE, **BOTH)
    case.does("zhou", "propose", months="1", amount="5000", amount_grounds="一个月")
    case.does("liu", "decide", decision="granted")

    with pytest.raises(Stopped, match="审批人不经办发放"):
        case.does("liu", "pay", paid_how="transfer")
    with pytest.raises(MustAnswer, match="两人在场"):
        case.does("ou", "pay", paid_how="cash")

    case.does(
        "ou", "pay", answers={"paid_in_cash": "周、欧在场，无账户"}, paid_how="cash"
    )
    assert case.waits == {"zhou": ["confirm"]}


def test_second_application_in_one_case_says_how_they_belong_together(
    counter: Office,
) -> None:
    case = {"concerned_case": "江检刑诉〔2026〕9"}
    money = {"months": "1", "amount": "5000", "amount_grounds": "一个月"}
    counter.registers("zhou", "judicial_assistance", **APPLICATION | case)
    again = counter.registers(
        "zhou",
        "judicial_assistance",
        **APPLICATION | case | {"national_number": "江检救助〔2026〕6"},
    )
    again.does("zhou", "examine", answers=FREE, **BOTH)

    with pytest.raises(MustAnswer, match="避免重复救助"):
        again.does("zhou", "propose", **money)

    words = {"same_case_again": "另一名被害人"}
    again.does("zhou", "propose", answers=words, **money)
    assert again.waits == {"liu": ["decide"]}
