"""A suggestion: decided, served and read out, answered or not, followed until it has effect."""

from datetime import date

import pytest

from hengjian.documents.models import Document
from hengjian.lib.bilingual import Text
from hengjian.matters.actions import arriving, joining
from hengjian.matters.actions.recording import settle_record
from hengjian.matters.faults import MatterFault, NotFilled
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import LinkKind, RecordOf
from tests.factories import access
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import BY, Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey


KIND = "procuratorial_suggestion"
FOUND = {
    "national_number": "江检建跟〔2026〕8号",
    "aim": "management",
    "gravity": "ordinary",
    "source": "case",
    "source_number": "江检刑受〔2026〕51号",
    "recipient": "江城市住建局",
    "recipient_kind": "administrative",
    "recipient_superior": "江城市人民政府",
    "problem": "施工许可审批无复核",
    "handler": "CHEN",
}
CONSULTED = {"recipient_opinion": "同意", "opinion_taken": "无修改"}
DRAFTED = {
    "content": "审批与复核分岗；公示时限",
    "grounds": "建筑法相关规定",
    "is_urgent": "否",
}
ADOPTED = {"response": "reply", "adoption": "adopted", "replied_on": "2026-11-20"}
VERIFIED = {"evidence": "整改方案", "rectification": "done", "assessment": "follow"}
VISITED = {"visit_form": "site", "visit_findings": "已分岗", "visit_result": "mended"}
NOTHING = {"nothing_accepted": "no"}
EFFECT = {"effect": "marked", "effect_words": "再未发案"}
IMPORT = Text("10月导入的案管案卡", "the import of October")


@pytest.fixture(autouse=True)
def _world(office: Office) -> None:
    assembled(office)


def assembled(office: Office) -> None:
    """Release the supervisory papers; seat the chief and those who review and meet."""
    releases_beside_records(
        office, "case_prevention", "correction_notice", "procurators_letter", KIND
    )
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)
    office.joins("yan", "颜研", "legal_policy")
    office.joins("jiang", "姜会", "meeting_office")


def noted(office: Office, **typed: str) -> Journey:
    return office.registers("chen", KIND, **FOUND | typed)


def served(office: Office, **typed: str) -> Journey:
    """Beside the national record, consulted; the national system tells its service."""
    case = noted(office, **typed).does("chen", "consult", **CONSULTED)
    return brought(case, served_on="2026-10-12", suggestion_number="江检建〔2026〕8号")


def brought(case: Journey, **values: str) -> Journey:
    return case.act(
        "wang", arriving.arrive, card="case_management", values=values, source=IMPORT
    )


def visited(case: Journey) -> Journey:
    return case.does("chen", "assess", **VERIFIED).does(
        "chen", "visit", answers=NOTHING, **VISITED
    )


def kept_here(office: Office) -> None:
    settle_record(
        kind=kind_named(KIND), unit=office.cast.jiangcheng, record_of=RecordOf.HERE,
        from_on=date(2026, 10, 19), reason="未部署全国系统", by=BY,
    )  # fmt: skip


def reviewed(office: Office, **typed: str) -> Journey:
    """Kept here: drafted, consulted, passed by the legal and policy office."""
    kept_here(office)
    case = noted(office, **{**typed, "national_number": ""})
    case.does("chen", "draft", **DRAFTED).does("chen", "consult", **CONSULTED)
    return case.does("yan", "review", legal_review="passed")


def test_import_brings_service_and_reply_and_what_follows_is_done_here(
    office: Office,
) -> None:
    case = noted(office)
    assert case.waits == {"chen": ["consult"]}
    case.does("chen", "consult", **CONSULTED)
    assert case.waits == {"chen": ["await_service"]}

    brought(case, served_on="2026-10-12", suggestion_number="江检建〔2026〕8号")
    assert case.waits == {"chen": ["reply"]}
    assert case.due == {"reply": date(2026, 12, 14)}
    assert "“核对全国系统送达”随10月导入的案管案卡办结" in case.story

    office.on("2026-11-24")
    brought(case, served_on="2026-10-12", replied_on="2026-11-20", adoption="adopted")
    visited(case)
    assert case.waits == {"lin": ["check_effect"]}
    case.does("lin", "check_effect", **EFFECT)

    assert case.state == "closed"
    assert (case.card["adoption"], case.card["effect"]) == ("adopted", "marked")


def test_import_that_tells_everything_at_once_leaves_only_the_verification(
    office: Office,
) -> None:
    case = noted(office)

    brought(
        case, served_on="2026-08-12", replied_on="2026-10-09", adoption="adopted",
        suggestion_number="江检建〔2026〕8号",
    )  # fmt: skip

    assert case.waits == {"chen": ["assess"]}


def test_nothing_is_numbered_here_beside_the_national_record(office: Office) -> None:
    case = served(office)

    assert not Document.objects.filter(matter=case.pk, kind="suggestion").exists()
    assert case.card["suggestion_number"] == "江检建〔2026〕8号"


def test_same_national_number_is_not_registered_twice(office: Office) -> None:
    noted(office)

    with pytest.raises(MatterFault, match="已登记为"):
        noted(office)


def test_kept_here_it_is_drafted_reviewed_decided_and_served(office: Office) -> None:
    case = reviewed(office)
    assert case.waits == {"liu": ["chief_decides"]}
    case.does("liu", "chief_decides", chief_decision="approved")
    assert case.waits == {"chen": ["serve"]}
    service = {
        "served_to": "局长",
        "announced": "是",
        "announced_before": "人民监督员一名",
    }
    assert "先签发" in case.refuses("chen", "serve", **service)

    issued(case, "suggestion", "liu")
    case.does("chen", "serve", **service)

    assert case.waits == {"chen": ["reply"]}
    assert case.due == {"reply": date(2026, 12, 21)}
    assert case.card["chief_decided_by"] == "LIU"


def test_what_is_major_goes_to_the_committee(office: Office) -> None:
    case = reviewed(office, gravity="major")
    assert case.waits == {"jiang": ["committee_decides"]}

    case.does(
        "jiang", "committee_decides", committee_result="approved",
        committee_decided_on="2026-10-19", committee_resolution="检察委员会 2026年第3号",
    )  # fmt: skip

    assert case.waits == {"chen": ["serve"]}


def test_chief_sends_a_doubtful_one_to_the_committee_that_refuses_it(
    office: Office,
) -> None:
    case = reviewed(office)
    case.does("liu", "chief_decides", chief_decision="to_committee")
    assert case.waits == {"jiang": ["committee_decides"]}

    case.does(
        "jiang", "committee_decides", committee_result="refused",
        committee_decided_on="2026-10-19", committee_resolution="检察委员会 2026年第4号",
    )  # fmt: skip

    assert (case.state, case.waits) == ("closed", {})


def test_review_and_chief_send_the_draft_back_with_their_words(office: Office) -> None:
    kept_here(office)
    case = noted(office, national_number="")
    case.does("chen", "draft", **DRAFTED).does("chen", "consult", **CONSULTED)
    assert "审核意见" in case.refuses("yan", "review", legal_review="returned")

    case.does("yan", "review", legal_review="returned", legal_words="依据不足")
    assert case.waits == {"chen": ["draft"]}
    case.does("chen", "draft", **DRAFTED).does("chen", "consult", **CONSULTED)
    case.does("yan", "review", legal_review="passed")
    case.does("liu", "chief_decides", chief_decision="returned", chief_words="太笼统")

    assert case.waits == {"chen": ["draft"]}


def test_chief_may_refuse_a_suggestion(office: Office) -> None:
    case = reviewed(office)

    case.does(
        "liu", "chief_decides", chief_decision="refused", chief_words="已自行整改"
    )

    assert case.state == "closed"


def test_urgent_suggestion_sets_its_own_day(office: Office) -> None:
    kept_here(office)
    case = noted(office, national_number="")
    urgent = DRAFTED | {"is_urgent": "是"}
    assert "另定的回复日期" in case.refuses("chen", "draft", **urgent)

    case.does("chen", "draft", **urgent, urgent_reply_on="2026-10-29")
    case.does("chen", "consult", **CONSULTED).does(
        "yan", "review", legal_review="passed"
    )
    case.does("liu", "chief_decides", chief_decision="approved")
    issued(case, "suggestion", "liu")
    case.does("chen", "serve", served_to="局长", announced="否")

    assert case.due == {"reply": date(2026, 10, 29)}


@pytest.mark.parametrize(
    ("decision", "typed", "waits"),
    [
        ("kept", {}, {"chen": ["reply"]}),
        ("amended", {"served_anew_on": "2026-10-22"}, {"chen": ["reply"]}),
        ("withdrawn", {}, {}),
    ],
)
def test_objection_is_re_examined_and_decided(
    office: Office, decision: str, typed: dict[str, str], waits: dict[str, list[str]]
) -> None:
    case = served(office)
    office.on("2026-10-21")
    case.does(
        "chen", "reply", response="objection", objected_on="2026-10-20",
        objection_words="权限不在本局",
    )  # fmt: skip
    assert case.due == {"reexamine": date(2026, 10, 23)}
    office.on("2026-10-22")
    case.does("chen", "reexamine", reexamination="调取三定方案核对")
    assert case.waits == {"liu": ["decide_objection"]}

    case.does(
        "liu", "decide_objection", objection_decision=decision, objection_reason="核对"
    )
    case.does("chen", "tell_result", **typed)

    assert case.waits == waits


def test_amended_suggestion_counts_its_two_months_anew(office: Office) -> None:
    case = served(office)
    case.does(
        "chen", "reply", response="objection", objected_on="2026-10-19",
        objection_words="第二项不可行",
    )  # fmt: skip
    case.does("chen", "reexamine", reexamination="部分成立")
    case.does(
        "liu", "decide_objection", objection_decision="amended", objection_reason="改"
    )
    assert "重新送达日期" in case.refuses("chen", "tell_result")

    office.on("2026-10-23")
    case.does("chen", "tell_result", served_anew_on="2026-10-23")

    assert case.due == {"reply": date(2026, 12, 23)}


def test_overdue_reply_is_pressed_for_then_reported_by_the_chief_alone(
    office: Office,
) -> None:
    office.joins("sun", "孙副", "leader")
    case = served(office)

    told = office.passes_until("2026-12-15")

    assert "2026-12-14 chen 今天到期：2026-0001 跟踪回复" in told
    assert case.waits == {"chen": ["chase"]}
    case.does("chen", "chase", late_step="wait", chase_words="电话督促")
    assert case.waits == {"chen": ["late_reply"]}
    case.does("chen", "late_reply")
    assert case.waits == {"chen": ["propose"]}
    case.does(
        "chen", "propose", escalation_to="superior_organ", escalation_reason="逾期不复"
    )
    assert case.waits == {"liu": ["decide_escalation"]}
    case.does("liu", "decide_escalation", escalation_decision="approved")
    case.does("chen", "escalate")
    assert case.card["escalated_on"] == date(2026, 12, 15)

    case.does("chen", "visit", answers=NOTHING, **VISITED).does(
        "lin", "check_effect", **EFFECT
    )
    assert case.state == "closed"


def test_late_reply_that_an_import_brings_ends_the_pressing(office: Office) -> None:
    case = served(office)
    office.passes_until("2026-12-16")

    brought(case, served_on="2026-10-12", replied_on="2026-12-16", adoption="adopted")

    assert case.waits == {"chen": ["assess"]}


def test_chief_may_refuse_a_report_and_the_visit_follows(office: Office) -> None:
    case = served(office)
    case.does(
        "chen",
        "reply",
        response="reply",
        replied_on="2026-10-19",
        adoption="not_adopted",
    )
    case.does(
        "chen", "assess", evidence="复函", rectification="not_started",
        assessment="escalate",
    )  # fmt: skip
    case.does(
        "chen", "propose", escalation_to="peoples_congress", escalation_reason="不采纳"
    )

    case.does(
        "liu", "decide_escalation", escalation_decision="refused",
        escalation_words="先约谈，再看一个季度",
    )  # fmt: skip

    assert case.waits == {"chen": ["visit"]}
    case.does(
        "chen", "visit", answers=NOTHING, **VISITED | {"visit_result": "relapsed"}
    )  # fmt: skip
    assert case.waits == {"chen": ["propose"]}


def test_adoption_without_evidence_does_not_stand(office: Office) -> None:
    case = served(office)
    brought(case, served_on="2026-10-12", replied_on="2026-10-16", adoption="adopted")

    assert "证据" in case.refuses("chen", "assess", **VERIFIED | {"evidence": ""})


def test_what_was_noted_otherwise_than_the_record_tells_stays_and_is_told(
    office: Office,
) -> None:
    case = noted(office).does("chen", "consult", **CONSULTED)
    case.does("chen", "await_service", served_on="2026-10-13")

    found = arriving.arrive(
        matter=case.matter, card="case_management", values={"served_on": "2026-10-12"},
        source=IMPORT, by=BY,
    )  # fmt: skip

    assert [(each.item, each.noted, each.arrived) for each in found] == [
        ("served_on", "2026-10-13", "2026-10-12")
    ]
    assert case.card["served_on"] == date(2026, 10, 13)


def test_suggestion_leads_to_its_follow_through(office: Office) -> None:
    case = served(office)
    followed = office.registers(
        "chen", "case_prevention", purpose="social_governance", handler="CHEN",
        case_number="江检刑受〔2026〕51号", unit_name="江城市住建局",
        unit_superior="江城市人民政府", factor_common="是", factor_gap="是",
        factor_typical="否", factor_willing="是", choice_reason="审批无复核",
    )  # fmt: skip

    case.act("chen", joining.link, to=followed.matter, kind=LinkKind.LED_TO)

    assert [each.to_id for each in case.matter.links.all()] == [followed.pk]


def test_suggestion_without_a_handler_is_not_registered(office: Office) -> None:
    with pytest.raises(NotFilled, match="承办检察官"):
        noted(office, handler="")
