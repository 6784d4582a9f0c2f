"""A review from the sheet to the grade: answered, objected, committee, accountability."""

import pytest

from hengjian.lib.bilingual import Text
from hengjian.matters.actions import allocating, arriving
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import Office
from tests.journeys.walking import Journey


CASE = {
    "national_number": "江检评查〔2026〕12",
    "case_number": "江检起诉受〔2026〕118号",
    "case_card": "审查起诉",
    "case_concluded_on": "2026-08-20",
    "case_handler": "CHEN",
    "review_mode": "regular",
    "reviewer": "LIN",
}
SHEET = {
    "documents_faults": "5",
    "documents_words": "起诉书引用条款有误",
    "proposed_grade": "basically_qualified",
    "opinion": "文书有瑕疵，不影响定罪量刑",
}
GRADED = {"decision_body": "case_management", "decision_words": "同意评查意见"}


def registered(office: Office, **typed: str) -> Journey:
    releases_beside_records(office, "case_quality_review")
    return office.registers("wang", "case_quality_review", **CASE | typed)


def answered(office: Office, answer: str, **more: str) -> Journey:
    review = registered(office)
    review.does("lin", "review", **SHEET)
    assert review.waits == {"chen": ["answer"]}
    review.does("chen", "answer", answer=answer, **more)
    return review


def test_a_review_that_nobody_disputes_is_graded_and_told(office: Office) -> None:
    review = registered(office)
    assert review.waits == {"lin": ["review"]}

    review.does("lin", "review", **SHEET)
    assert review.card["points"] == 95
    review.does("chen", "answer", answer="agreed")
    assert review.waits == {"wang": ["decide"]}
    review.does("wang", "decide", grade="basically_qualified", **GRADED)
    review.does(
        "wang",
        "report",
        report_words="文书质量要加强",
        accountability="not_handed_over",
    )

    assert review.state == "closed"
    assert review.card["grade"] == "basically_qualified"


def test_an_objection_goes_to_the_committee(office: Office) -> None:
    office.joins("gu", "顾检察长", "chief")
    review = answered(office, "objected", answer_words="条款引用无误")
    assert review.waits == {"gu": ["committee"]}

    review.does(
        "gu", "committee", grade="qualified", decision_body="committee",
        decision_words="异议成立", committee_on="2026-10-19",
    )  # fmt: skip

    assert review.waits == {"wang": ["report"]}
    assert review.card["grade"] == "qualified"


def test_a_grade_of_another_time_is_refused(office: Office) -> None:
    review = answered(office, "agreed")

    said = review.refuses("wang", "decide", grade="flawed", **GRADED)

    assert "不得互换" in said


def test_points_taken_off_are_explained(office: Office) -> None:
    review = registered(office)

    said = review.refuses("lin", "review", **SHEET | {"documents_words": ""})

    assert said


@pytest.mark.parametrize("who", ["case_handler", "case_approver"])
def test_who_handled_or_approved_does_not_review(office: Office, who: str) -> None:
    with pytest.raises(Exception, match="不得评查"):
        registered(office, **{who: "LIN"})


def test_the_import_of_the_national_grade_closes_the_decision(office: Office) -> None:
    review = answered(office, "agreed")

    review.act(
        "wang",
        arriving.arrive,
        card="case_management",
        values={"grade": "basically_qualified", "graded_on": "2026-10-19"},
        source=Text("全国系统 10 月 19 日导入", "import of 19 October"),
    )

    assert review.waits == {"wang": ["report"]}
    assert review.card["grade"] == "basically_qualified"


def test_accountability_is_inquired_heard_and_decided_by_people(
    office: Office,
) -> None:
    office.joins("gu", "顾检察长", "chief")
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does(
        "wang", "report", report_words="关键证据未核", accountability="handed_over",
        accountability_facts="关键证据未核即起诉", handed_over_on="2026-10-19",
    )  # fmt: skip
    assert review.waits == {"liu": ["inquire"]}

    review.does(
        "liu", "inquire", inquiry="grave", inquiry_words="重大过失",
        inquiry_on="2026-10-19",
    )  # fmt: skip
    review.does(
        "liu",
        "hear",
        committee_opinion="构成重大过失",
        committee_opinion_on="2026-10-19",
    )
    assert review.waits == {"gu": ["decide_liability"]}
    review.does("gu", "decide_liability", liability="pursued", liability_words="诫勉")

    assert review.state == "closed"


def test_without_intent_or_gross_negligence_nothing_is_pursued(office: Office) -> None:
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does(
        "wang", "report", report_words="程序问题", accountability="handed_over",
        accountability_facts="送达迟延", handed_over_on="2026-10-19",
    )  # fmt: skip
    review.does(
        "liu", "inquire", inquiry="minor", inquiry_words="一般过失",
        inquiry_on="2026-10-19",
    )  # fmt: skip

    assert review.state == "closed"
    assert "liability" not in review.card


def test_a_reviewer_keeps_away_and_the_sheet_is_taken_up_by_another(
    office: Office,
) -> None:
    review = registered(office)
    review.keeps_away("lin", "与承办人是近亲属")
    assert review.waits == {}

    review.act("wang", allocating.allocate, task="review", person=office.person("zhou"))

    assert review.waits == {"zhou": ["review"]}
