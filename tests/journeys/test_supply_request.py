"""Supplies: from stock the same day, bought within the limits, refused with grounds."""

from datetime import date

import pytest

from hengjian.matters.actions import allocating, pausing
from hengjian.matters.faults import MatterFault
from hengjian.office.actions.stock import stock_of
from hengjian.office.models import Posting
from tests.factories import office as store
from tests.journeys.office import Office
from tests.journeys.walking import Journey


PAPER = {
    "category": "paper",
    "article": "A4 复印纸 70 克",
    "quantity": "10",
    "measure": "箱",
    "estimated_price": "120",
    "purpose": "打印案卷材料",
}
NO_TIES = {"tied_to_supplier": "no"}
BOUGHT = {"supplier": "江城办公用品中心", "price": "118"}


def asked_for(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "supply_request", **PAPER | typed)


def test_what_is_in_stock_is_issued_the_same_day(office: Office) -> None:
    request = asked_for(office)
    assert request.waits == {"ou": ["check_stock"]}
    assert request.due == {"check_stock": date(2026, 10, 20)}

    request.does("ou", "check_stock", in_stock="是", stock_left="40")
    assert request.waits == {"ou": ["issue_from_stock"]}
    assert request.due == {"issue_from_stock": date(2026, 10, 19)}

    request.does("ou", "issue_from_stock", issued_quantity="10", received_by="CHEN")
    assert request.waits == {}
    assert request.state == "closed"
    assert request.card["issued_on"] == request.card["closed_on"] == date(2026, 10, 19)
    assert request.story[-1] == "流程走完，办结"


def test_what_is_not_in_stock_is_decided_bought_and_issued(office: Office) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")
    assert request.waits == {"liu": ["decide"]}
    assert request.due == {"decide": date(2026, 10, 26)}

    office.on("2026-10-26")
    request.does("liu", "decide", decision="granted")
    assert request.waits == {"ou": ["purchase"]}
    assert request.due == {"purchase": date(2026, 11, 2)}

    office.on("2026-11-02")
    request.does("ou", "purchase", answers=NO_TIES, **BOUGHT)
    assert request.waits == {"ou": ["issue"]}
    assert request.due == {"issue": date(2026, 11, 4)}

    office.on("2026-11-04")
    request.does(
        "ou", "issue", issued_quantity="10", received_by="CHEN", entered_on="2026-11-03"
    )  # fmt: skip
    assert request.state == "closed"
    card = request.card
    assert (card["decided_by"], card["decided_on"]) == ("LIU", date(2026, 10, 26))
    assert card["decision_due_on"] == date(2026, 10, 26)
    assert card["purchase_due_on"] == date(2026, 11, 2)
    assert card["issue_due_on"] == date(2026, 11, 4)


def test_refusal_has_grounds_and_is_told(office: Office) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")

    told = request.refuses("liu", "decide", decision="refused")
    assert "审批意见" in told

    request.does("liu", "decide", decision="refused", decision_reason="可调剂使用")
    assert request.waits == {"ou": ["tell_refusal"]}
    assert request.due == {"tell_refusal": date(2026, 10, 21)}

    request.does("ou", "tell_refusal", refusal_posting="三楼有余量，可调剂使用")
    assert request.state == "closed"
    assert request.card["refusal_told_on"] == date(2026, 10, 19)


def test_late_decision_is_reminded_and_stays_late_on_the_card(office: Office) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")

    told = office.passes_until("2026-10-29")

    assert told == [
        "2026-10-24 liu 还有 2 天：2026-0001 审批",
        "2026-10-26 liu 今天到期：2026-0001 审批",
        "2026-10-27 liu 已逾期 1 天：2026-0001 审批",
        "2026-10-29 liu 已逾期 3 天，请督促：2026-0001 审批",
    ]
    request.does("liu", "decide", decision="granted")
    assert request.card["decided_on"] > request.card["decision_due_on"]


def test_returned_decision_comes_back_to_who_looked_into_the_stock(
    office: Office,
) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")

    request.returns("liu", "decide", "check_stock", "三楼还有余量，再核查")
    assert request.waits == {"ou": ["check_stock"]}

    office.on("2026-10-20")
    request.does("ou", "check_stock", in_stock="是", stock_left="0", reorder="是")
    assert request.waits == {"ou": ["issue_from_stock"]}
    assert "“审批”退回“库存核查”" in request.story


def test_decision_is_recalled_while_nothing_was_bought(office: Office) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")
    request.does("liu", "decide", decision="granted")

    request.recalls("liu", "decide", "预算要再核对")
    assert request.waits == {"liu": ["decide"]}

    request.does("liu", "decide", decision="granted")
    request.does("ou", "purchase", answers=NO_TIES, **BOUGHT)
    with pytest.raises(MatterFault, match="下一步已经办理"):
        request.recalls("liu", "decide", "太晚")


def test_who_keeps_away_gives_the_request_to_a_colleague(office: Office) -> None:
    office.joins("qin", "秦办", "office_staff")
    request = asked_for(office)
    assert request.waits == {"ou": ["check_stock"], "qin": ["check_stock"]}
    request.act("ou", allocating.claim, task="check_stock", person=office.person("ou"))
    assert request.waits == {"ou": ["check_stock"]}

    request.keeps_away("ou", "供货单位是近亲属经营")
    request.act(
        "liu", allocating.allocate, task="check_stock", person=office.person("qin")
    )

    assert request.waits == {"qin": ["check_stock"]}
    request.does("qin", "check_stock", in_stock="否")
    assert request.waits == {"liu": ["decide"]}


def test_suspended_request_waits_and_its_limit_moves(office: Office) -> None:
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="否")
    office.on("2026-10-21")
    request.act("liu", pausing.suspend, reason="供货商停业，另行询价")

    assert office.passes_until("2026-10-28") == []

    request.act("liu", pausing.resume)
    assert request.due == {"decide": date(2026, 11, 2)}


def to_be_bought(office: Office, **typed: str) -> Journey:
    request = asked_for(office, **typed).does("ou", "check_stock", in_stock="否")
    return request.does("liu", "decide", decision="granted")


def test_who_is_tied_to_the_supplier_does_not_buy(office: Office) -> None:
    request = to_be_bought(office)

    asked = request.refuses("ou", "purchase", **BOUGHT)
    assert asked.startswith("请先答复：您或近亲属与供货单位有无利害关系？")
    told = request.refuses(
        "ou", "purchase", answers={"tied_to_supplier": "yes"}, **BOUGHT
    )
    assert told.startswith("廉政关口“tied_to_supplier”")

    request.does("ou", "purchase", answers=NO_TIES, **BOUGHT)
    assert any(line.endswith("有的应当回避答：否") for line in request.story)


def test_who_asked_does_not_decide(office: Office) -> None:
    request = office.registers("liu", "supply_request", **PAPER)
    request.does("ou", "check_stock", in_stock="否")

    told = request.refuses("liu", "decide", decision="granted")

    assert "申领人不审批自己的申领" in told
    office.joins("fang", "方副", "leader")
    request.does("fang", "decide", decision="granted")
    assert request.waits == {"ou": ["purchase"]}


def test_sixth_order_with_one_supplier_says_why(office: Office) -> None:
    for _ in range(5):
        to_be_bought(office).does("ou", "purchase", answers=NO_TIES, **BOUGHT)
    request = to_be_bought(office)

    asked = request.refuses("ou", "purchase", answers=NO_TIES, **BOUGHT)
    assert "多次向同一供货单位采购" in asked

    answers = NO_TIES | {"same_supplier": "已比选三家，价格最低"}
    request.does("ou", "purchase", answers=answers, **BOUGHT)
    told = office.passes_until("2026-10-20")
    assert any("liu 廉政提示：2026-0006" in each for each in told)


def test_what_is_issued_leaves_the_store_and_is_posted(office: Office) -> None:
    paper = store.article(office.cast.jiangcheng, reorder_level=5)
    store.entered(paper, 12)
    request = asked_for(office)

    told = request.refuses("ou", "check_stock", in_stock="")
    assert "库存是否够用" in told
    request.does("ou", "check_stock", in_stock="是", stock_article="P-01")
    request.does("ou", "issue_from_stock", issued_quantity="10", received_by="CHEN")

    assert stock_of(paper) == 2
    assert [each.part for each in Posting.objects.order_by("id")] == [
        "request",
        "answer",
    ]
    office.listens_to += ("hengjian.office.",)
    assert "2026-10-20 ou 需补库：A4 复印纸还有 2 箱" in office.passes_until(
        "2026-10-20"
    )


def test_no_more_is_issued_than_the_store_has(office: Office) -> None:
    store.entered(store.article(office.cast.jiangcheng), 3)
    request = asked_for(office)
    request.does("ou", "check_stock", in_stock="是", stock_article="P-01")

    told = request.refuses(
        "ou", "issue_from_stock", issued_quantity="10", received_by="CHEN"
    )

    assert told == "A4 复印纸只有 3 箱"
