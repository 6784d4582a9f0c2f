"""Information: three or five days, a day for the review and the sending, adoption proven."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.matters.actions import allocating
from hengjian.matters.faults import NotFilled
from hengjian.matters.gates.passing import MustAnswer
from tests.journeys.office import Office
from tests.journeys.walking import Journey


ITEM = {
    "subject": "第一期：江城市院开展案卡质量专项检查",
    "information_kind": "news",
    "origin": "business",
    "occurred_on": "2026-10-18",
    "content": "自查案卡一百二十件。",
}
GOOD = {"timely": "5", "accurate": "5", "complete": "4", "well_made": "4"}


def handed_in(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "information_item", **ITEM | typed)


def sent(office: Office, **typed: str) -> Journey:
    item = handed_in(office, **typed).does(
        "ou", "review_draft", review="accepted", **GOOD
    )
    item.does("liu", "sign", signature="signed")
    return item.does("ou", "send", sent_to="省院")


def test_item_is_reviewed_signed_sent_and_adopted(office: Office) -> None:
    item = handed_in(office)
    assert item.waits == {"ou": ["review_draft"]}
    assert item.due == {"review_draft": date(2026, 10, 20)}
    assert item.card["report_due_on"] == date(2026, 10, 23)

    item.does("ou", "review_draft", review="accepted", **GOOD)
    assert item.card["quality"] == 18
    assert item.waits == {"liu": ["sign"]}
    item.does("liu", "sign", signature="signed")
    assert item.waits == {"ou": ["send"]}
    assert item.due == {"send": date(2026, 10, 20)}
    item.does("ou", "send", sent_to="省院")

    office.on("2026-11-09")
    assert "采用依据" in item.refuses(
        "ou", "enter_adoption", adopted="province", adopted_on="2026-11-05"
    )
    item.does(
        "ou", "enter_adoption", adopted="province", adopted_on="2026-11-05",
        adoption_proof="省院《检察情况反映》第9期",
    )  # fmt: skip
    assert item.state == "closed"
    assert item.card["points"] == Decimal(5)


def test_item_ordered_by_the_chief_is_due_in_three_days(office: Office) -> None:
    item = handed_in(office, ordered_by_chief="是")

    assert item.card["report_due_on"] == date(2026, 10, 21)


def test_draft_is_sent_back_revised_and_reviewed_again(office: Office) -> None:
    item = handed_in(office)
    told = item.refuses("ou", "review_draft", review="to_revise", **GOOD)
    assert "审核意见" in told

    item.does("ou", "review_draft", review="to_revise", review_words="补充成效", **GOOD)
    assert item.waits == {"chen": ["revise"]}
    office.on("2026-10-20")
    item.does("chen", "revise", content="自查一百二十件，改正三十四处。")

    assert item.waits == {"ou": ["review_draft"]}
    assert item.due == {"review_draft": date(2026, 10, 21)}


def test_what_is_not_taken_or_not_signed_ends(office: Office) -> None:
    rejected = handed_in(office)
    rejected.does("ou", "review_draft", review="rejected", review_words="重复", **GOOD)
    assert rejected.state == "closed"

    withheld = handed_in(office, subject="第二期").does(
        "ou", "review_draft", review="accepted", **GOOD
    )
    withheld.does("liu", "sign", signature="withheld", signature_words="时机不妥")
    assert withheld.state == "closed"


def test_leader_sends_a_draft_back(office: Office) -> None:
    item = handed_in(office).does("ou", "review_draft", review="accepted", **GOOD)

    item.does("liu", "sign", signature="sent_back", signature_words="核实数据")

    assert item.waits == {"chen": ["revise"]}


def test_urgent_item_is_followed_up(office: Office) -> None:
    item = sent(office, is_urgent="是")

    assert item.waits == {"chen": ["follow_up"]}
    item.does("chen", "follow_up", follow_up_words="人员已散去")
    assert item.waits == {"ou": ["enter_adoption"]}


def test_late_review_goes_up(office: Office) -> None:
    handed_in(office)

    told = office.passes_until("2026-10-22")

    assert [each.split("：")[0] for each in told] == [
        "2026-10-20 ou 今天到期",
        "2026-10-21 ou 已逾期 1 天",
        "2026-10-22 liu 已逾期 2 天，请督促",
    ]


def test_writer_does_not_review_and_another_of_the_office_does(office: Office) -> None:
    office.joins("qin", "秦办", "office_staff")
    item = office.registers("ou", "information_item", **ITEM)

    told = item.refuses("ou", "review_draft", review="accepted", **GOOD)
    assert "撰写人不审核自己的稿件" in told
    item.keeps_away("ou", "本人撰写")
    item.act(
        "liu", allocating.allocate, task="review_draft", person=office.person("qin")
    )

    item.does("qin", "review_draft", review="accepted", **GOOD)


def test_same_title_within_a_year_says_why(office: Office) -> None:
    handed_in(office)

    with pytest.raises(MustAnswer, match="一年内有同一标题"):
        handed_in(office)

    again = handed_in(office, answers={"same_subject": "续报处置结果"})
    assert again.story[1].startswith("廉政关口：一年内有同一标题的信息")


def test_signature_is_recalled_before_it_is_sent(office: Office) -> None:
    item = handed_in(office).does("ou", "review_draft", review="accepted", **GOOD)
    item.does("liu", "sign", signature="signed")

    item.recalls("liu", "sign", "改标题")

    assert item.waits == {"liu": ["sign"]}


def test_marks_lie_between_nought_and_five(office: Office) -> None:
    item = handed_in(office)

    told = item.refuses(
        "ou", "review_draft", review="accepted", **GOOD | {"timely": "6"}
    )

    assert "0 至 5" in told
    with pytest.raises(NotFilled, match="事发日期晚于提交日期"):
        handed_in(office, subject="第三期", occurred_on="2026-10-20")
