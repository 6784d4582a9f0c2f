"""A review from the sheet to the grade: answered, objected, committee, accountability."""

from datetime import date
from typing import Any

import pytest

from hengjian.access.permissions import Permission
from hengjian.access.roles import ROLES
from hengjian.documents.faults import KeptElsewhere
from hengjian.documents.models import Document
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered as registered_as
from hengjian.matters.actions import allocating, arriving
from hengjian.matters.actions.recording import settle_record
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter, RecordOf
from hengjian.matters.queries.sight import MayDo, matters_seen, may_do
from tests.factories import access
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import BY, Office
from tests.journeys.papers import issued
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
NO_TIES = {"ties_of_the_reviewer": "no"}
GRADED = {"decision_body": "case_management", "decision_words": "同意评查意见"}
REPORTED = {"report_words": "文书质量要加强", "accountability": "not_handed_over"}
HANDED_OVER = {
    "report_words": "关键证据未核",
    "accountability": "handed_over",
    "accountability_facts": "关键证据未核即起诉",
    "handed_over_on": "2026-10-19",
}
HEARD = {"committee_opinion": "构成重大过失", "committee_opinion_on": "2026-10-19"}


def registered(office: Office, **typed: str) -> Journey:
    releases_beside_records(office, "case_quality_review")
    return office.registers("wang", "case_quality_review", **CASE | typed)


def inspected(office: Office) -> None:
    """The office has somebody for inspection."""
    office.joins("du", "杜督察", "inspector")


def answered(office: Office, answer: str, **more: str) -> Journey:
    review = registered(office)
    review.does("lin", "review", answers=NO_TIES, **SHEET)
    assert review.waits == {"chen": ["answer"]}
    review.does("chen", "answer", answer=answer, **more)
    return review


def test_a_review_that_nobody_disputes_is_graded_and_told(office: Office) -> None:
    review = registered(office)
    assert review.waits == {"lin": ["review"]}

    review.does("lin", "review", answers=NO_TIES, **SHEET)
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
    inspected(office)
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does("wang", "report", **HANDED_OVER)
    assert review.waits == {"du": ["inquire"]}

    review.does(
        "du", "inquire", inquiry="grave", inquiry_words="重大过失",
        inquiry_on="2026-10-19",
    )  # fmt: skip
    review.does("du", "hear", **HEARD)
    assert review.waits == {"gu": ["decide_liability"]}
    review.does("gu", "decide_liability", liability="pursued", liability_words="诫勉")

    assert review.state == "closed"


def test_leaders_do_not_inquire_in_place_of_inspection(office: Office) -> None:
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does("wang", "report", **HANDED_OVER)

    assert review.waits == {}
    inspected(office)
    assert review.waits == {"du": ["inquire"]}


def test_inspection_does_its_two_tasks_and_no_other_of_the_review(
    office: Office,
) -> None:
    inspected(office)
    review = answered(office, "objected", answer_words="条款引用无误")
    du, matter = office.account("du"), Matter.objects.get(pk=review.pk)

    drawn = kind_named("case_quality_review").pack.process
    assert drawn is not None
    assert {n for n, task in drawn.tasks.items() if task.role == "inspector"} == {
        "inquire",
        "hear",
    }
    assert matters_seen(du).filter(pk=review.pk).exists()
    allowed = may_do(du, matter)
    assert allowed == MayDo(
        handle=True, for_others=False, allocate=False, urge=False, supervise=False,
        extend=False, change=False,
    )  # fmt: skip
    assert not ROLES["inspector"].permissions & {
        Permission.CARD_READ, Permission.MATTER_REGISTER, Permission.EXPORT_MAKE,
    }  # fmt: skip


def test_without_intent_or_gross_negligence_nothing_is_pursued(office: Office) -> None:
    inspected(office)
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does(
        "wang", "report", report_words="程序问题", accountability="handed_over",
        accountability_facts="送达迟延", handed_over_on="2026-10-19",
    )  # fmt: skip
    review.does(
        "du", "inquire", inquiry="minor", inquiry_words="一般过失",
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


def test_grades_are_those_of_the_day_on_which_they_are_given(office: Office) -> None:
    office.on("2025-12-29")
    review = registered(office, case_concluded_on="2025-11-20")
    told = review.refuses("lin", "review", answers=NO_TIES, **SHEET)
    assert "不得互换" in told
    flawed = SHEET | {"proposed_grade": "flawed"}
    review.does("lin", "review", answers=NO_TIES, **flawed)
    review.does("chen", "answer", answer="agreed")

    office.on("2026-01-06")
    assert "不得互换" in review.refuses("wang", "decide", grade="flawed", **GRADED)
    review.does("wang", "decide", grade="basically_qualified", **GRADED)

    assert (review.card["proposed_grade"], review.card["grade"]) == (
        "flawed",
        "basically_qualified",
    )


def test_kept_here_the_report_is_numbered_and_nothing_is_typed_for_it(
    office: Office,
) -> None:
    releases_beside_records(office, "case_quality_review")
    settle_record(
        kind=kind_named("case_quality_review"), unit=office.cast.jiangcheng,
        record_of=RecordOf.HERE, from_on=date(2026, 10, 19), reason="未部署全国系统",
        by=BY,
    )  # fmt: skip
    review = office.registers(
        "wang", "case_quality_review", **CASE | {"national_number": ""}
    )
    review.does("lin", "review", answers=NO_TIES, **SHEET)
    review.does("chen", "answer", answer="agreed")
    review.does("wang", "decide", grade="basically_qualified", **GRADED)
    review.does("wang", "report", **REPORTED)

    assert review.state == "closed"
    report = issued(review, "review_report", "wang")
    assert report.number.endswith("检评查〔2026〕1号")


def test_beside_the_national_record_sheet_and_report_are_drafts(office: Office) -> None:
    review = answered(office, "agreed")
    review.does("wang", "decide", grade="basically_qualified", **GRADED)
    review.does("wang", "report", **REPORTED)

    papers = Document.objects.filter(matter=review.pk).order_by("kind")
    assert [(each.kind, each.state) for each in papers] == [
        ("review_report", "draft"),
        ("review_sheet", "draft"),
    ]
    with pytest.raises(KeptElsewhere):
        issued(review, "review_report", "wang")


def test_reviewer_says_that_no_ties_stand_in_the_way(office: Office) -> None:
    review = registered(office)

    assert "应当回避" in review.refuses("lin", "review", **SHEET)
    told = review.refuses(
        "lin", "review", answers={"ties_of_the_reviewer": "yes"}, **SHEET
    )
    assert "廉政关口" in told


def test_who_reviewed_neither_grades_nor_inquires_nor_pursues(office: Office) -> None:
    access.grant(office.account("lin"), "case_manager", office.cast.jiangcheng)
    access.grant(office.account("lin"), "inspector", office.cast.jiangcheng)
    inspected(office)
    access.grant(office.account("du"), "chief", office.cast.jiangcheng)
    review = answered(office, "agreed")
    assert "评查人不审定" in review.refuses(
        "lin", "decide", grade="excellent", **GRADED
    )
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does("wang", "report", **HANDED_OVER)
    inquired = {
        "inquiry": "grave",
        "inquiry_words": "重大过失",
        "inquiry_on": "2026-10-19",
    }
    assert "不做责任调查" in review.refuses("lin", "inquire", **inquired)
    review.does("du", "inquire", **inquired).does("du", "hear", **HEARD)

    told = review.refuses(
        "du", "decide_liability", liability="pursued", liability_words="诫勉"
    )
    assert "调查人和承办人不作追责决定" in told


def test_accountability_leaves_its_papers_step_by_step(office: Office) -> None:
    office.joins("gu", "顾检察长", "chief")
    inspected(office)
    review = answered(office, "explained", answer_words="疏忽")
    review.does("wang", "decide", grade="unqualified", **GRADED)
    review.does("wang", "report", **HANDED_OVER)
    assert review.due == {"inquire": date(2026, 12, 18)}
    review.does(
        "du", "inquire", inquiry="grave", inquiry_words="重大过失",
        inquiry_on="2026-10-19",
    )  # fmt: skip
    assert list(review.due) == ["hear"]
    review.does("du", "hear", **HEARD)
    review.does("gu", "decide_liability", liability="pursued", liability_words="诫勉")

    papers = Document.objects.filter(matter=review.pk).values_list("kind", flat=True)
    assert set(papers) == {
        "review_sheet", "review_report", "inquiry_report", "committee_opinion",
        "liability_decision",
    }  # fmt: skip


def test_settled_reviews_come_to_the_handlers_facts_without_typing(
    office: Office,
) -> None:
    review = answered(office, "agreed")
    review.does("wang", "decide", grade="basically_qualified", **GRADED)
    assert told_of_chen(office) == []  # decided, not told yet
    review.does("wang", "report", **REPORTED)

    [one] = told_of_chen(office)

    assert (one.value, one.grade, one.settled_on) == (
        95,
        "basically_qualified",
        date(2026, 10, 19),
    )
    assert "江检起诉受〔2026〕118号" in one.told.zh
    assert "基本合格案件" in one.told.zh
    assert told_of_chen(office, reference="key") == []


def test_points_are_not_told_where_the_committee_decided_otherwise(
    office: Office,
) -> None:
    office.joins("gu", "顾检察长", "chief")
    review = answered(office, "objected", answer_words="条款引用无误")
    review.does(
        "gu", "committee", grade="qualified", decision_body="committee",
        decision_words="异议成立", committee_on="2026-10-19",
    )  # fmt: skip
    review.does("wang", "report", **REPORTED)

    [one] = told_of_chen(office)

    assert (one.value, one.grade) == (None, "qualified")


def told_of_chen(office: Office, **asked: str) -> list[Any]:
    """What a sheet of October asks, by the register, of Chen's reviewed cases."""
    [provider] = registered_as("PROVIDERS", "appraisal.reviews")
    chen = office.person("chen")
    unit = office.cast.jiangcheng
    told = provider(unit, [chen.pk], date(2026, 10, 1), date(2026, 10, 31), **asked)
    return list(told.get(chen.pk, []))
