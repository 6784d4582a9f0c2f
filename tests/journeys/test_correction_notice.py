"""A violation corrected: by word, by notice, against an objection, and in deed."""

from datetime import date

import pytest

from hengjian.lib.bilingual import Text
from hengjian.matters.actions import arriving
from hengjian.matters.actions.recording import settle_record
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import RecordOf
from tests.factories import access
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import BY, Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey


KIND = "correction_notice"
FOUND = {
    "national_number": "江检侦监〔2026〕21号",
    "stage": "investigation",
    "violation_kind": "grave",
    "violation": "讯问未同步录音录像",
    "source": "case",
    "supervised_organ": "江城市公安局",
    "supervised_organ_kind": "public_security",
    "first_step": "written",
    "handler": "CHEN",
}
DRAFTED = {
    "facts_found": "两次讯问无录像",
    "grounds": "刑事诉讼法相关规定",
    "demand": "补正并说明",
}
OBJECTED = {
    "response": "objection",
    "objected_on": "2026-10-19",
    "objection_words": "设备故障",
}
VERIFIED = {"evidence": "调取光盘", "correction": "corrected"}
SEEN = {"follow_up": "holds", "follow_up_words": "抽查五案均有录像"}
IMPORT = Text("10月导入的监督案卡", "the import of October")


@pytest.fixture(autouse=True)
def _world(office: Office) -> None:
    releases_beside_records(office, KIND, "procuratorial_suggestion", "case_prevention")
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)


def noted(office: Office, **typed: str) -> Journey:
    return office.registers("chen", KIND, **FOUND | typed)


def brought(case: Journey, **values: str) -> Journey:
    return case.act(
        "wang", arriving.arrive, card="litigation_supervision", values=values,
        source=IMPORT,
    )  # fmt: skip


def served(office: Office) -> Journey:
    return brought(noted(office), served_on="2026-10-16", notice_number="江检纠违8号")


def kept_here(office: Office) -> Journey:
    settle_record(
        kind=kind_named(KIND), unit=office.cast.jiangcheng, record_of=RecordOf.HERE,
        from_on=date(2026, 10, 19), reason="未部署全国系统", by=BY,
    )  # fmt: skip
    return noted(office, national_number="").does("chen", "draft", **DRAFTED)


def objected(office: Office, decision: str) -> Journey:
    case = served(office).does("chen", "reply", **OBJECTED)
    case.does("chen", "review_objection", objection_review="调取设备记录")
    return case.does(
        "liu", "decide_objection", objection_decision=decision, objection_reason="核对"
    )


def test_import_answers_the_notice_and_the_deed_is_looked_at(office: Office) -> None:
    case = noted(office)
    assert case.waits == {"chen": ["await_service"]}

    brought(case, served_on="2026-10-16", notice_number="江检纠违8号")
    assert case.due == {"reply": date(2026, 11, 2)}
    office.on("2026-10-28")
    brought(
        case, served_on="2026-10-16", replied_on="2026-10-27", result="adopted",
        adopted_on="2026-10-27",
    )  # fmt: skip
    assert case.waits == {"chen": ["verify"]}
    case.does("chen", "verify", **VERIFIED).does("chen", "look_again", **SEEN)

    assert case.state == "closed"


def test_word_of_mouth_is_enough_where_it_is_followed(office: Office) -> None:
    case = noted(
        office, first_step="oral", oral_on="2026-10-16", violation_kind="slight"
    )
    assert case.due == {"follow_oral": date(2026, 10, 23)}

    case.does("chen", "follow_oral", oral_result="corrected", oral_words="当场补签")

    assert (case.state, case.waits) == ("closed", {})


def test_word_of_mouth_that_is_not_followed_is_put_in_writing(office: Office) -> None:
    case = noted(office, first_step="oral", oral_on="2026-10-12")

    case.does("chen", "follow_oral", oral_result="not_corrected", oral_words="未补录")

    assert case.waits == {"chen": ["await_service"]}


def test_kept_here_it_is_reviewed_decided_issued_and_served(office: Office) -> None:
    case = kept_here(office)
    assert "审核意见" in case.refuses("lin", "review", head_opinion="returned")
    case.does("lin", "review", head_opinion="returned", head_words="补法条")
    case.does("chen", "draft", **DRAFTED).does("lin", "review", head_opinion="passed")
    case.does("liu", "decide", decision="approved")
    assert "先签发" in case.refuses("chen", "serve", served_to="法制支队")

    paper = issued(case, "notice", "liu")
    case.does("chen", "serve", served_to="法制支队", notice_number=paper.number)

    assert case.waits == {"chen": ["reply"]}
    assert case.due == {"reply": date(2026, 11, 3)}


def test_chief_may_refuse_the_notice(office: Office) -> None:
    case = kept_here(office).does("lin", "review", head_opinion="passed")

    case.does("liu", "decide", decision="refused", decision_words="改发告知函")

    assert case.state == "closed"


def test_objection_is_reviewed_within_seven_days_and_upheld_notices_go_on(
    office: Office,
) -> None:
    case = served(office).does("chen", "reply", **OBJECTED)
    assert case.due == {"review_objection": date(2026, 10, 26)}
    case.does("chen", "review_objection", objection_review="设备正常")
    assert case.waits == {"liu": ["decide_objection"]}
    assert case.due == {"decide_objection": date(2026, 10, 26)}

    case.does(
        "liu", "decide_objection", objection_decision="kept", objection_reason="核"
    )
    case.does("chen", "tell", still_objects="否")

    assert case.waits == {"chen": ["reply"]}


def test_objection_that_is_right_withdraws_the_notice(office: Office) -> None:
    case = objected(office, "withdrawn")

    case.does("chen", "tell")

    assert (case.state, case.waits) == ("closed", {})


@pytest.mark.parametrize(
    ("result", "waits"), [("upheld", {"chen": ["reply"]}), ("not_upheld", {})]
)
def test_who_still_objects_is_rechecked_one_level_up(
    office: Office, result: str, waits: dict[str, list[str]]
) -> None:
    case = objected(office, "kept").does("chen", "tell", still_objects="是")
    assert case.waits == {"chen": ["recheck"]}

    case.does(
        "chen", "recheck", recheck_result=result, recheck_words="经复核",
        rechecked_on="2026-10-19",
    )  # fmt: skip

    assert case.waits == waits


def test_silence_is_pressed_and_then_the_chief_decides_what_follows(
    office: Office,
) -> None:
    office.joins("sun", "孙副", "leader")
    case = served(office)

    told = office.passes_until("2026-11-03")

    assert told[:2] == [
        "2026-10-31 chen 还有 2 天：2026-0001 跟踪回复",
        "2026-11-02 chen 今天到期：2026-0001 跟踪回复",
    ]
    assert case.waits == {"chen": ["press"]}
    case.does("chen", "press", press_words="发函催办")
    assert case.waits == {"chen": ["propose"]}
    case.does("chen", "propose", further_step="superior_organ", further_reason="逾期")
    assert case.waits == {"liu": ["decide_further"]}
    case.does("liu", "decide_further", further_decision="approved")
    case.does("chen", "carry_out").does("chen", "look_again", **SEEN)
    assert case.state == "closed"


def test_adoption_in_words_alone_is_not_the_end(office: Office) -> None:
    case = served(office)
    brought(
        case, served_on="2026-10-16", replied_on="2026-10-19", result="adopted",
        adopted_on="2026-10-19",
    )  # fmt: skip
    assert "证据" in case.refuses("chen", "verify", correction="not_corrected")

    case.does("chen", "verify", evidence="走访", correction="not_corrected")
    assert case.waits == {"chen": ["propose"]}
    case.does("chen", "propose", further_step="suggestion", further_reason="屡纠屡犯")
    case.does("liu", "decide_further", further_decision="refused", further_words="再看")
    case.does("chen", "look_again", **SEEN | {"follow_up": "relapsed"})

    assert case.waits == {"chen": ["propose"]}


def test_handler_who_keeps_away_does_not_decide_on_the_own_notice(
    office: Office,
) -> None:
    case = served(office).does("chen", "reply", **OBJECTED)
    case.does("chen", "review_objection", objection_review="设备正常")

    case.keeps_away("liu", "曾参与该案侦查", said_by="liu")

    assert case.waits == {}


def test_grave_violation_that_ends_with_a_word_is_explained_and_told(
    office: Office,
) -> None:
    case = noted(office, first_step="oral", oral_on="2026-10-16")
    spoken = {"oral_result": "corrected", "oral_words": "当场补录"}
    assert "不制发通知书的理由" in case.refuses("chen", "follow_oral", **spoken)

    why = {"grave_by_word_alone": "当场补录，未影响证据"}
    case.does("chen", "follow_oral", answers=why, **spoken)

    assert case.state == "closed"
    assert any("廉政关口" in each for each in case.story)


def test_reviewer_of_the_objection_does_not_decide_on_it(office: Office) -> None:
    access.grant(office.account("chen"), "chief", office.cast.jiangcheng)
    case = served(office).does("chen", "reply", **OBJECTED)
    case.does("chen", "review_objection", objection_review="调取设备记录")

    told = case.refuses(
        "chen", "decide_objection", objection_decision="kept", objection_reason="核对"
    )

    assert "复查人不决定" in told
