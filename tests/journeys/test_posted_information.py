"""What was sent up is posted, commented on, and reviewed by department once a month."""

from datetime import date

import pytest

from hengjian.ledger.actions.shortfalls import Asked, ask_to_explain
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import Purpose, RuleKind
from hengjian.ledger.queries.quantities import quantities
from hengjian.office.actions import commenting
from hengjian.office.models import Posting
from hengjian.office.queries.comments import said_of
from hengjian.office.queries.month import Month, record_of
from tests.factories import ledger
from tests.journeys.office import Office
from tests.journeys.test_information_item import GOOD, handed_in, sent
from tests.journeys.walking import Journey
from tests.pages.asking import text_of


def test_item_is_posted_when_it_is_sent_and_again_when_it_is_adopted(
    office: Office,
) -> None:
    item = handed_in(office)
    assert not Posting.objects.exists()
    item.does("ou", "review_draft", review="accepted", **GOOD)
    item.does("liu", "sign", signature="signed")
    item.does("ou", "send", sent_to="省院")

    request = Posting.objects.get(matter=item.pk)
    told = {each["item"]: each["value_zh"] for each in request.content}
    assert told["sent_to"] == "省院"
    assert "content" not in told

    office.on("2026-11-09")
    item.does(
        "ou", "enter_adoption", adopted="city", adopted_on="2026-11-05",
        adoption_proof="市院简报",
    )  # fmt: skip
    assert item.state == "closed"
    answer = Posting.objects.get(matter=item.pk, part="answer")
    assert "市院简报" in {each["value_zh"] for each in answer.content}


def test_posted_item_is_commented_on_and_answered(office: Office) -> None:
    item = sent(office)

    comment = commenting.comment(
        matter=item.matter,
        text="数据可以再细一些",
        is_anonymous=True,
        by=office.account("zhou"),
    )
    commenting.answer(comment=comment, text="下期分条线列", by=office.account("ou"))

    (said,) = said_of(item.matter)
    assert said.comment.is_anonymous
    assert [each.comment.by for each in said.answers] == ["account:ou"]


def test_month_counts_items_by_department_with_their_quality(office: Office) -> None:
    sent(office)  # marked 18 of 20
    rejected = office.registers(
        "zhou", "information_item", subject="第二期：综述", information_kind="survey",
        origin="general", occurred_on="2026-10-18", content="三个特点。",
    )  # fmt: skip
    rejected.does(
        "ou", "review_draft", review="rejected", review_words="重复",
        timely="3", accurate="4", complete="4", well_made="4",
    )  # fmt: skip

    record = record_of(
        Month(office.cast.jiangcheng, date(2026, 10, 1), date(2026, 11, 2))
    )

    assert (record["handed_in"], record["business"]) == (2, 1)
    first, *others = record["information"]
    assert first == {
        "name": "第一检察部",
        "handed_in": 2,
        "sent": 1,
        "quality": "16.5",  # (18 + 15) / 2
        "adopted": 0,
        "points": "0",
    }
    # departments without items stand there with none
    assert {each["handed_in"] for each in others} == {0}


def test_department_that_lacks_a_months_item_explains_and_corrects(
    office: Office,
) -> None:
    office.releases("task_follow_up", "information_item")
    ledger.rule(
        office.cast.jiangcheng,
        "items",
        purpose=Purpose.INFORMATION_POINTS,
        kind=RuleKind.QUANTITY,
        hundredths=100,
        most=None,
        cap=None,
        cap_span="",
    )
    item = sent(office)  # the first department's item of October
    office.on("2026-11-02")
    page = text_of(office.account("chen"), "/ledger/quantities/?month=2026-10")
    assert f'href="/matters/{item.pk}/">{item.matter.number}</a>' in page
    found = {
        each.department: each
        for each in quantities(office.cast.jiangcheng, date(2026, 10, 1))
    }
    reached = found[office.cast.first_department]
    lacking = found[office.cast.case_management]
    asked = Asked(office.person("wang"), office.person("liu"), date(2026, 11, 16))
    assert (reached.is_reached, lacking.lacking) == (True, 1)
    with pytest.raises(LedgerFault, match="数量已达到"):
        ask_to_explain(quantity=reached, asked=asked, by=office.account("ou"))

    shortfall = ask_to_explain(quantity=lacking, asked=asked, by=office.account("ou"))

    matter = Journey(office, shortfall.matter.pk)
    assert matter.waits == {"wang": ["accept"]}
    assert "应报 1 件，实报 0 件。说明原因，提出改进办法" in matter.card["content"]
    matter.does("wang", "accept").does(
        "wang", "report", progress_state="finished", progress_percent="100",
        progress_words="人手变动漏报，已明确专人", finished_on="2026-11-02",
    )  # fmt: skip
    matter.does("ou", "verify", verification="met", verification_words="已补报")
    assert matter.state == "closed"
    with pytest.raises(LedgerFault, match="已要求说明"):
        ask_to_explain(quantity=lacking, asked=asked, by=office.account("ou"))
