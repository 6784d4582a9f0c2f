"""Each kind of office services makes its papers, every value in them the matter's own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from hengjian.documents import files, issue_course, rendering
from hengjian.documents.faults import DocumentFault
from hengjian.documents.models import Document
from hengjian.engines.documents.reading_back import read_paper
from hengjian.matters import papers
from tests.journeys.office import Office
from tests.journeys.test_archive_loan import lent
from tests.journeys.test_circulation import entered
from tests.journeys.test_information_item import GOOD, handed_in
from tests.journeys.test_judicial_assistance import applied
from tests.journeys.test_meeting_item import agreed, proposed
from tests.journeys.test_monthly_cycle import opened
from tests.journeys.test_petition import received
from tests.journeys.test_supply_request import asked_for as supplies
from tests.journeys.test_task_follow_up import ON_COURSE, given
from tests.journeys.test_vehicle_request import CAR, granted
from tests.journeys.walking import Journey


@pytest.fixture(autouse=True)
def _home(tmp_path: Path) -> Iterator[None]:
    with override_settings(HENGJIAN_HOME=tmp_path):
        yield


def words_of(matter: Journey, name: str, by: str) -> str:
    """The paper as it is drafted now."""
    drafter = matter.office.account(by)
    document = papers.draft_for(matter.matter, name, drafter="某某", by=drafter)
    return passages_of(document)


def passages_of(document: Document) -> str:
    """What stands in the file of a paper; every place in it is filled."""
    with files.as_file(rendering.current(document)) as file:
        read = read_paper(file)
    words = "".join(read.passages)
    assert "{{" not in words
    return words


def test_notice_and_report_of_a_followed_up_task(office: Office) -> None:
    task = given(office)
    notice = words_of(task, "follow_up_notice", "ou")
    for part in (
        "陈明",
        "落实三季度分析研判会商意见",
        "十一月底前完成整改",
        "逐案核对",
    ):
        assert part in notice
    with pytest.raises(DocumentFault):
        words_of(lent(office), "follow_up_notice", "ou")

    task.does("chen", "accept").does("chen", "report", **ON_COURSE)

    assert "已核对四成" in words_of(task, "progress_report", "ou")


def test_information_is_papered_once_it_is_signed(office: Office) -> None:
    item = handed_in(office).does("ou", "review_draft", review="accepted", **GOOD)
    with pytest.raises(DocumentFault, match="现在不能制作"):
        words_of(item, "information_paper", "ou")

    item.does("liu", "sign", signature="signed")

    assert "自查案卡一百二十件。" in words_of(item, "information_paper", "ou")


def test_loan_slip_and_dispatch_order_name_what_goes_out(office: Office) -> None:
    slip = words_of(lent(office), "loan_slip", "ou")
    assert "2023-SS-0041" in slip
    assert "2026-10-29" in slip or "2026年10月29日" in slip

    trip = granted(office).does("ou", "dispatch", **CAR)
    order = words_of(trip, "dispatch_order", "ou")
    assert "01号车" in order
    assert "周燕" in order
    assert "2026年10月21日8时30分" in order  # of the same day it comes back


def test_paper_is_issued_without_what_nobody_had_to_fill(office: Office) -> None:
    loan = lent(office)  # the pages were not counted
    slip = papers.draft_for(
        loan.matter, "loan_slip", drafter="某某", by=office.account("ou")
    )

    issued = issue_course.issue(
        document=slip, source=papers.source_of(loan.matter), by=office.account("ou")
    )

    assert issued.number
    assert "卷数" in passages_of(slip)
    assert "页数" not in passages_of(slip)


def test_papers_leave_out_what_was_optional_and_not_filled(office: Office) -> None:
    sheet = words_of(entered(office), "reading_sheet", "ou")
    form = words_of(agreed(office), "request_form", "chen")

    assert "待填" not in sheet
    assert "待填" not in form
    assert "来文单位" in sheet


def test_answer_is_not_written_before_it_is_known(
    office: Office,
) -> None:
    office.releases("complaint", "judicial_assistance", "petition")

    with pytest.raises(DocumentFault, match="现在不能制作"):
        words_of(applied(office), "assistance_decision", "zhou")
    with pytest.raises(DocumentFault, match="现在不能制作"):
        words_of(received(office), "procedural_reply_letter", "zhou")


def test_reading_sheet_tells_who_read_and_what_they_said(office: Office) -> None:
    paper = entered(office).does("liu", "read_1", comment_1="请一部牵头")

    sheet = words_of(paper, "reading_sheet", "ou")

    assert "请一部牵头" in sheet
    assert "林静，" not in sheet


def test_request_form_refusal_notice_and_the_months_materials(office: Office) -> None:
    assert "检察委员会" in words_of(agreed(office), "request_form", "chen")
    with pytest.raises(DocumentFault, match="现在不能制作"):
        words_of(proposed(office, subject="另一议题"), "request_form", "chen")

    # drafted by the task that refuses
    request = supplies(office).does("ou", "check_stock", in_stock="否")
    request.does("liu", "decide", decision="refused", decision_reason="可调剂使用")
    assert "可调剂使用" in passages_of(
        Document.objects.get(matter=request.pk, kind="refusal_notice")
    )

    month = opened(office)
    assert month.due == {"prepare": date(2026, 11, 4)}
    assert "上月承诺的措施及落实" in words_of(month, "materials", "wang")
