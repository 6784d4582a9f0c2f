"""Process monitoring: told, noticed or reported; answered in ten days; objected; re-checked."""

from datetime import date

import pytest

from hengjian.documents.models import Document
from tests.factories import access
from tests.journeys.office import Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey


FOUND = {
    "source": "inspection",
    "case_card": "审查起诉",
    "case_number": "江检起诉受〔2026〕118号",
    "handler": "CHEN",
    "monitored_department": "第一检察部",
    "ground": "litigation_rights",
    "level": "written",
    "found": "收到案卷之日起三日内未告知",
    "basis": "规则第40、55条",
}
SETTLED = {"recheck": "settled", "recheck_words": "笔录在卷"}
LOOKED = {"looked_at_the_file": "yes"}


def raised(office: Office, who: str = "wang", **typed: str) -> Journey:
    return office.registers(who, "process_monitoring", **FOUND | typed)


def test_a_written_notice_is_answered_and_checked(office: Office) -> None:
    matter = raised(office)
    assert matter.waits == {"wang": ["issue"]}

    matter.does("wang", "issue", requirement="立即告知，书面说明原因")
    assert matter.waits == {"chen": ["answer"]}
    assert matter.due == {"answer": date(2026, 10, 29)}  # ten days after service

    office.on("2026-10-28")
    matter.does(
        "chen", "answer", answer="corrected", corrected_on="2026-10-20",
        answer_words="已补办告知",
    )  # fmt: skip
    assert matter.waits == {"wang": ["recheck"]}

    matter.does("wang", "recheck", answers=LOOKED, **SETTLED)
    assert matter.state == "closed"
    assert matter.card["replied_on"] == date(2026, 10, 28)


def test_a_slight_matter_is_told_by_word_of_mouth(office: Office) -> None:
    matter = raised(office, level="oral")

    matter.does("wang", "tell", told_words="请尽快分案")
    assert matter.waits == {"chen": ["answer_oral"]}
    matter.does("chen", "answer_oral", answer="explained", answer_words="当日已分")
    matter.does("wang", "recheck", answers=LOOKED, **SETTLED)

    assert matter.state == "closed"


def test_a_grave_matter_is_reported_to_the_chief_while_it_is_answered(
    office: Office,
) -> None:
    office.joins("gu", "顾检察长", "chief")
    matter = raised(office, level="report", ground="limit")

    matter.does("wang", "issue", requirement="说明超期原因")
    assert matter.waits == {"gu": ["read"], "chen": ["answer_reported"]}
    matter.does("gu", "read", instruction="部门负责人说明")
    assert matter.waits == {"chen": ["answer_reported"]}
    matter.does("chen", "answer_reported", answer="explained", answer_words="案情复杂")

    assert matter.waits == {"wang": ["recheck"]}


def test_an_objection_that_is_upheld_withdraws_the_matter(office: Office) -> None:
    matter = raised(office)
    matter.does("wang", "issue", requirement="立即告知")
    matter.does("chen", "answer", answer="objected", answer_words="告知笔录在卷")
    assert matter.waits == {"liu": ["object"]}

    matter.does("liu", "object", objection="upheld", objection_words="笔录在卷")

    assert matter.state == "closed"
    assert "recheck" not in matter.card


def test_what_is_not_put_right_is_answered_anew(office: Office) -> None:
    matter = raised(office)
    matter.does("wang", "issue", requirement="立即告知")
    matter.does("chen", "answer", answer="objected", answer_words="已口头告知")
    matter.does("liu", "object", objection="refused", objection_words="没有记录")
    assert matter.waits == {"chen": ["answer_again"]}
    matter.does("chen", "answer_again", answer="explained", answer_words="将补办")
    matter.does("wang", "recheck", recheck="not_settled", recheck_words="仍无笔录")
    assert matter.waits == {"chen": ["answer_again"]}

    matter.does(
        "chen", "answer_again", answer="corrected", corrected_on="2026-10-19",
        answer_words="已补办",
    )  # fmt: skip
    matter.does("wang", "recheck", answers=LOOKED, **SETTLED)

    assert matter.state == "closed"


def test_a_late_answer_is_reminded_of_and_told_to_case_management(
    office: Office,
) -> None:
    matter = raised(office)
    matter.does("wang", "issue", requirement="立即告知")

    told = office.passes_until("2026-11-02")

    days = [each.split()[0] for each in told if " chen " in each]
    assert days == ["2026-10-27", "2026-10-29", "2026-10-30"]
    assert any(each.startswith("2026-11-01 wang ") for each in told)


def test_refusals(office: Office) -> None:
    with pytest.raises(Exception, match="监控自己承办的案件"):
        office.registers("wang", "process_monitoring", **FOUND | {"handler": "WANG"})
    matter = raised(office)
    matter.does("wang", "issue", requirement="立即告知")

    said = matter.refuses("chen", "answer", answer="corrected", answer_words="已改")

    assert "纠正日期" in said


def test_the_notice_is_taken_back_and_case_management_keeps_away(
    office: Office,
) -> None:
    office.joins("he", "何案管", "case_manager")
    matter = raised(office)
    matter.keeps_away("wang", "与承办人有利害关系")
    matter.does("he", "issue", requirement="立即告知")

    matter.returns("chen", "answer", "issue", "案号写错")

    assert matter.waits == {"he": ["issue"]}


def test_the_written_notice_is_drafted_numbered_and_served(office: Office) -> None:
    matter = raised(office)
    matter.does("wang", "issue", requirement="立即告知")

    notice = issued(matter, "monitoring_notice", "wang")

    assert notice.number.endswith("检流监〔2026〕1号")


def test_word_of_mouth_makes_no_notice(office: Office) -> None:
    matter = raised(office, level="oral").does("wang", "tell", told_words="请尽快分案")

    assert not Document.objects.filter(matter=matter.pk).exists()


def test_settled_rests_on_the_card_or_the_file_not_on_the_answer(
    office: Office,
) -> None:
    matter = raised(office).does("wang", "issue", requirement="立即告知")
    matter.does("chen", "answer", answer="explained", answer_words="已口头告知")

    assert "查看案卡或者卷宗" in matter.refuses("wang", "recheck", **SETTLED)
    told = matter.refuses(
        "wang", "recheck", answers={"looked_at_the_file": "no"}, **SETTLED
    )
    assert "廉政关口" in told

    matter.does("wang", "recheck", answers=LOOKED, **SETTLED)
    assert matter.state == "closed"


def test_who_is_monitored_or_raised_it_does_not_decide_on_the_objection(
    office: Office,
) -> None:
    for each in ("chen", "wang"):
        access.grant(office.account(each), "leader", office.cast.jiangcheng)
    matter = raised(office).does("wang", "issue", requirement="立即告知")
    matter.does("chen", "answer", answer="objected", answer_words="告知笔录在卷")
    upheld = {"objection": "upheld", "objection_words": "笔录在卷"}

    assert "被监控的承办人" in matter.refuses("chen", "object", **upheld)
    assert "制发的人" in matter.refuses("wang", "object", **upheld)

    assert matter.does("liu", "object", **upheld).state == "closed"
