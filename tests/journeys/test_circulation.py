"""Papers: one reader after another, with words and days; the late ones are urged."""

from datetime import date

import pytest

from hengjian.matters.actions import allocating, pressing
from hengjian.matters.faults import NotFilled
from hengjian.matters.gates.passing import MustAnswer
from tests.journeys.office import Office
from tests.journeys.walking import Journey


PAPER = {
    "paper_title": "关于开展案卡填录质量专项检查的通知",
    "from_organ": "省人民检察院",
    "received_on": "2026-10-19",
    "urgency": "ordinary",
    "reader_1": "LIU",
    "reader_2": "LIN",
    "reader_3": "CHEN",
}


def entered(
    office: Office, *, answers: dict[str, str] | None = None, **typed: str
) -> Journey:
    return office.registers("ou", "circulation", answers=answers, **PAPER | typed)


def test_paper_goes_from_reader_to_reader_in_order(office: Office) -> None:
    paper = entered(office)
    assert paper.waits == {"liu": ["read_1"]}
    assert paper.due == {"read_1": date(2026, 10, 22)}

    paper.does("liu", "read_1", comment_1="请一部牵头")
    assert paper.waits == {"lin": ["read_2"]}
    office.on("2026-10-20")
    paper.does("lin", "read_2")
    assert paper.waits == {"chen": ["read_3"]}
    assert paper.due == {"read_3": date(2026, 10, 23)}
    paper.does("chen", "read_3")

    assert paper.waits == {"ou": ["finish"]}
    assert "办理说明" in paper.refuses("ou", "finish", outcome="to_be_done")
    paper.does("ou", "finish", outcome="to_be_done", outcome_words="交一部落实")
    assert paper.state == "closed"
    card = paper.card
    assert (card["readers"], card["readings"], card["late_readings"]) == (3, 3, 0)
    assert card["comment_1"] == "请一部牵头"


def test_urgent_paper_is_read_in_a_day_and_an_immediate_one_at_once(
    office: Office,
) -> None:
    assert entered(office, urgency="urgent").due == {"read_1": date(2026, 10, 20)}
    assert entered(office, urgency="immediate").due == {"read_1": date(2026, 10, 19)}


def test_late_reader_is_reminded_and_the_office_urges(office: Office) -> None:
    paper = entered(office)

    told = office.passes_until("2026-10-24")
    assert told == [
        "2026-10-21 liu 还有 1 天：2026-0001 第一位阅看",
        "2026-10-22 liu 今天到期：2026-0001 第一位阅看",
        "2026-10-23 liu 已逾期 1 天：2026-0001 第一位阅看",
        "2026-10-24 ou 已逾期 2 天，请督促：2026-0001 第一位阅看",
    ]
    paper.act("ou", pressing.urge, task="read_1", words="请尽快阅看")
    assert office.passes_until("2026-10-25") == [
        "2026-10-25 liu 催办：2026-0001 第一位阅看"
    ]

    paper.does("liu", "read_1").does("lin", "read_2").does("chen", "read_3")
    assert paper.card["late_readings"] == 1


def test_one_reader_is_enough(office: Office) -> None:
    paper = entered(office, reader_2="", reader_3="")

    paper.does("liu", "read_1")

    assert paper.waits == {"ou": ["finish"]}


def test_readers_are_named_in_order_and_once(office: Office) -> None:
    with pytest.raises(NotFilled, match="中间不留空"):
        entered(office, reader_2="")
    with pytest.raises(NotFilled, match="同一人只阅看一次"):
        entered(office, reader_3="LIU")
    with pytest.raises(NotFilled, match="涉密文件不在本平台传阅"):
        entered(office, is_classified="是")


def test_absent_reader_hands_the_paper_on(office: Office) -> None:
    paper = entered(office).does("liu", "read_1")

    paper.act(
        "ou", allocating.delegate, task="read_2", person=office.person("wang"),
        reason="林静出差",
    )  # fmt: skip

    assert paper.waits == {"wang": ["read_2"]}


def test_reading_is_recalled_and_returned(office: Office) -> None:
    paper = entered(office).does("liu", "read_1", comment_1="一部办")

    paper.recalls("liu", "read_1", "意见要改")
    assert paper.waits == {"liu": ["read_1"]}
    paper.does("liu", "read_1", comment_1="二部办")
    paper.returns("lin", "read_2", "read_1", "请明确牵头部门")

    assert paper.waits == {"liu": ["read_1"]}


def test_reader_who_keeps_away_leaves_it_to_be_given_again(office: Office) -> None:
    paper = entered(office)

    paper.keeps_away("liu", "涉及本人亲属", said_by="ou")
    assert paper.waits == {}
    paper.act("ou", allocating.allocate, task="read_1", person=office.person("wang"))

    assert paper.waits == {"wang": ["read_1"]}


def test_same_paper_within_a_year_says_why_again(office: Office) -> None:
    number = {"paper_number": "江检办〔2026〕12号"}
    entered(office, **number)

    with pytest.raises(MustAnswer, match="同一来文字号"):
        entered(office, **number)

    again = entered(office, **number, answers={"same_paper": "补充传阅两位新任领导"})
    assert again.waits == {"liu": ["read_1"]}


def test_reader_who_files_a_paper_says_what_became_of_its_proposal(
    office: Office,
) -> None:
    own = {"reader_1": "OU", "reader_2": "", "reader_3": "", "proposal": "请一部阅办"}
    paper = entered(office, **own).does("ou", "read_1")

    assert "意见已如何落实" in paper.refuses("ou", "finish", outcome="filed")

    reason = {"entered_is_not_filed_unread": "已当面转告一部"}
    paper.does("ou", "finish", outcome="filed", answers=reason)
    assert paper.state == "closed"
