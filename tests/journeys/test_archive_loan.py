"""Archives: looked for, approved where needed, lent once at a time, asked back."""

from datetime import date

import pytest

from hengjian.matters.actions import extending
from hengjian.matters.faults import NotFilled
from hengjian.matters.models import Extension
from hengjian.office.models import Posting
from tests.journeys.office import Office
from tests.journeys.walking import Journey


FILE = {
    "archive_title": "2023年公诉第0041号卷宗",
    "archive_number": "2023-SS-0041",
    "archive_kind": "litigation",
    "is_own_department": "是",
    "loan_form": "taken_out",
    "days_wanted": "10",
    "purpose": "复查类案",
}


def asked_for(office: Office, who: str = "chen", **typed: str) -> Journey:
    return office.registers(who, "archive_loan", **FILE | typed)


def lent(office: Office, who: str = "chen", **typed: str) -> Journey:
    loan = asked_for(office, who, **typed).does("ou", "search", found="available")
    loan.does("liu", "approve", decision="granted")
    return loan.does("ou", "lend", volumes="2")


def test_file_is_lent_and_comes_back(office: Office) -> None:
    loan = asked_for(office)
    assert loan.waits == {"ou": ["search"]}
    loan.does("ou", "search", found="available")
    assert loan.waits == {"liu": ["approve"]}
    loan.does("liu", "approve", decision="granted")
    loan.does("ou", "lend", volumes="2")
    assert loan.waits == {"chen": ["give_back"]}
    assert loan.due == {"give_back": date(2026, 10, 29)}

    office.on("2026-10-28")
    loan.does("chen", "give_back")
    assert loan.waits == {"ou": ["shelve"]}
    loan.does("ou", "shelve", condition="whole")

    assert loan.state == "closed"
    assert loan.card["given_back_on"] < loan.card["due_on"]


def test_own_departments_file_is_read_without_approval(office: Office) -> None:
    loan = asked_for(office, loan_form="read_there", days_wanted="")

    loan.does("ou", "search", found="available")

    assert loan.waits == {"ou": ["lend"]}


def test_what_is_not_there_or_refused_ends(office: Office) -> None:
    missing = asked_for(office)
    missing.does("ou", "search", found="not_found", found_words="档号有误")
    assert missing.state == "closed"

    refused = asked_for(office).does("ou", "search", found="available")
    assert "审批意见" in refused.refuses("liu", "approve", decision="refused")
    told = refused.refuses(
        "liu", "approve", decision="refused", decision_reason="可查阅电子卷宗"
    )
    assert "公示的理由" in told
    refused.does(
        "liu", "approve", decision="refused", decision_reason="可查阅电子卷宗",
        refusal_posting="已有电子卷宗",
    )  # fmt: skip
    assert refused.state == "closed"


def test_request_and_answer_are_posted_without_title_or_number(office: Office) -> None:
    missing = asked_for(office).does(
        "ou", "search", found="not_found", found_words="档号有误"
    )
    refused = asked_for(office).does("ou", "search", found="available")
    refused.does(
        "liu", "approve", decision="refused", decision_reason="可查阅电子卷宗",
        refusal_posting="已有电子卷宗",
    )  # fmt: skip
    given = lent(office)

    for loan, words in (
        (missing, "查无此档"),
        (refused, "已有电子卷宗"),
        (given, "2026-10-29"),
    ):
        request, answer = Posting.objects.filter(matter=loan.pk).order_by("id")
        told = {each["value_zh"] for each in (*request.content, *answer.content)}
        assert words in told
        assert not told & {FILE["archive_title"], FILE["archive_number"]}


def test_file_is_lent_to_one_at_a_time(office: Office) -> None:
    first = lent(office)
    second = asked_for(office, "wang").does("ou", "search", found="available")
    second.does("liu", "approve", decision="granted")

    assert "已借出、尚未归还" in second.refuses("ou", "lend", volumes="2")

    first.does("chen", "give_back")
    second.does("ou", "lend", volumes="2")


def test_overdue_file_is_asked_for_and_told_to_the_archive(office: Office) -> None:
    lent(office)

    told = office.passes_until("2026-11-03")

    assert told == [
        "2026-10-26 chen 还有 3 天：2026-0001 归还",
        "2026-10-29 chen 今天到期：2026-0001 归还",
        "2026-10-30 chen 已逾期 1 天：2026-0001 归还",
        "2026-11-03 ou 已逾期 5 天，请督促：2026-0001 归还",
    ]


def test_overdue_borrower_gets_more_only_with_a_reason(office: Office) -> None:
    lent(office)
    office.on("2026-11-05")
    another = asked_for(office, archive_number="2023-SS-0042")
    another.does("ou", "search", found="available")
    another.does("liu", "approve", decision="granted")

    assert "逾期未还" in another.refuses("ou", "lend", volumes="1")

    reason = {"overdue_borrower": "本周出庭急用，前一卷同日归还"}
    another.does("ou", "lend", volumes="1", answers=reason)


def test_longer_loan_is_asked_for_and_granted(office: Office) -> None:
    loan = lent(office)
    loan.act(
        "chen", extending.ask_extension, task="give_back",
        length="10 calendar_days", reason="复查未完",
    )  # fmt: skip
    asked = Extension.objects.get(work_item__matter=loan.pk)
    extending.decide_extension(extension=asked, granted=True, by=office.account("liu"))

    assert loan.due == {"give_back": date(2026, 11, 9)}


def test_classified_and_unfounded_requests_are_not_taken(office: Office) -> None:
    with pytest.raises(NotFilled, match="涉密档案不在本平台借阅"):
        asked_for(office, is_classified="是")
    with pytest.raises(NotFilled, match="查阅封存记录的依据"):
        asked_for(office, is_sealed="是")


def test_approval_comes_back_to_the_search_and_is_recalled(office: Office) -> None:
    loan = asked_for(office).does("ou", "search", found="available")
    loan.returns("liu", "approve", "search", "核对档号")
    assert loan.waits == {"ou": ["search"]}
    loan.does("ou", "search", found="available")
    loan.does("liu", "approve", decision="granted")
    loan.recalls("liu", "approve", "再斟酌")
    assert loan.waits == {"liu": ["approve"]}


def test_borrower_does_not_approve(office: Office) -> None:
    loan = asked_for(office, "liu").does("ou", "search", found="available")

    assert "不审批自己的申请" in loan.refuses("liu", "approve", decision="granted")
