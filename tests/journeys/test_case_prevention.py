"""One case, eight steps: chosen, approved, analysed, met, suggested, acted, visited, filed."""

from datetime import date

import pytest

from hengjian.lib import clock
from hengjian.matters.actions import allocating
from hengjian.matters.faults import NotFilled
from hengjian.organisation.queries import main_appointment_on
from tests.factories import access, organisation
from tests.journeys.office import Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey


CHOSEN = {
    "purpose": "duty_crime",
    "handler": "CHEN",
    "case_number": "江检反贪受〔2016〕3号",
    "unit_name": "江城市住建局",
    "unit_superior": "江城市人民政府",
    "factor_common": "是",
    "factor_gap": "是",
    "factor_typical": "是",
    "typical_as": "chain",
    "factor_willing": "是",
    "choice_reason": "审批岗位一年内三次发案",
}
APPLIED = {
    "case_facts": "三人收受施工单位钱款",
    "opening_reason": "审批无复核",
    "work_plan": "分析、座谈、建议、回访",
}
ANALYSED = {
    "from_investigation_report": "是",
    "by_site_visit": "是",
    "crime_facts": "利用审批便利收受钱款",
    "motive": "攀比、侥幸",
    "crime_method": "拖延审批索要好处",
    "gaps_in_rules": "审批无时限",
    "causes": "权力集中、缺少复核",
}
MET = {
    "met_with": "局班子成员",
    "case_briefed": "三人已判",
    "stages_named": "受理、审批两个环节",
    "proposals": "审批分离、公示时限",
    "consensus": "agreed",
    "joint_paper": "minutes",
}
CONSULTED = {"unit_opinion": "同意，建议增加公示期", "opinion_taken": "已采纳"}
SERVED = {"served_to": "局长", "read_out": "是", "exchange": "表示照办"}
ADOPTED = {"adoption": "adopted", "evidence": "整改方案一份"}
ACTED = {
    "had_risk_check": "是",
    "activity_words": "排查危险点十二处",
    "guidance": "派员讲解",
    "activity_state": "finished",
    "activities_ended_on": "2016-12-01",
}
VISITED = {
    "visit_form": "site",
    "has_unit_feedback": "是",
    "measures_state": "新规已公布",
    "suggestion_state": "逐条落实",
    "residual_risk": "low",
    "risk_words": "审批已分离",
    "visit_result": "close",
}
NOTHING = {"nothing_accepted": "no"}
CONCLUDED = {"overall": "八步走完", "lessons": "早沟通"}
FILED = dict.fromkeys(
    (
        "file_has_approval_form",
        "file_has_analysis",
        "file_has_suggestion",
        "file_has_closing_report",
        "file_has_photos",
        "file_has_records",
    ),
    "是",
)


@pytest.fixture(autouse=True)
def _chief(office: Office) -> None:
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)


@pytest.fixture
def in_2016(office: Office) -> Office:
    """The same people sat there already, before the duty moved away."""
    return seated_in_2016(office)


def seated_in_2016(office: Office) -> Office:
    """Have the office's people hold their posts and roles since 2010; it is 2016."""
    since, first = date(2010, 1, 1), office.cast.first_department
    held = {"from_on": since, "until_on": date(2019, 12, 31)}
    held_by = {"chen": "procurator", "lin": "department_head", "zhou": "clerk"}
    for who in (*held_by, "liu"):
        person = office.person(who)
        sitting = main_appointment_on(person, clock.today())
        assert sitting is not None
        organisation.appointment(
            person=person,
            post=sitting.post,
            procuratorate=office.cast.jiangcheng,
            department=sitting.department,
            from_on=since,
            until_on=date(2023, 12, 31),
        )
        if who in held_by:
            access.grant(office.account(who), held_by[who], department=first, **held)
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng, **held)
    office.on("2016-10-10")
    return office


def chosen(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "case_prevention", **CHOSEN | typed)


def opened(office: Office, **typed: str) -> Journey:
    """Approved by the head and the chief."""
    case = chosen(office, **typed).does("chen", "apply", **APPLIED)
    case.does("lin", "head_review", head_opinion="agreed")
    return case.does("liu", "approve", approval="approved")


def met(office: Office, **typed: str) -> Journey:
    case = opened(office, **typed).does("chen", "analyse", **ANALYSED)
    return case.does("chen", "meet", **MET)


def to_the_visit(case: Journey) -> Journey:
    return case.does("chen", "act", **ACTED)


def test_duty_crime_of_2016_goes_through_all_eight_steps(in_2016: Office) -> None:
    case = chosen(in_2016)
    assert case.waits == {"chen": ["apply"]}

    case.does("chen", "apply", **APPLIED)
    assert case.waits == {"lin": ["head_review"]}
    case.does("lin", "head_review", head_opinion="agreed")
    assert case.waits == {"liu": ["approve"]}
    case.does("liu", "approve", approval="approved")
    case.does("chen", "analyse", **ANALYSED).does("chen", "meet", **MET)
    case.does("chen", "consult", **CONSULTED)
    case.does("lin", "discuss", discussion_words="科内讨论", discussion="passed")
    case.does("chen", "draft", suggestion_text="审批分离；公示时限；定期复核")
    assert case.waits == {"liu": ["approve_suggestion"]}
    case.does("liu", "approve_suggestion", suggestion_approval="approved")

    assert "先签发" in case.refuses("chen", "serve", **SERVED)
    paper = issued(case, "suggestion", "liu")
    assert paper.number.endswith("检预建〔2016〕1号")
    case.does("chen", "serve", **SERVED)
    assert case.due == {"answer": date(2016, 12, 12)}

    case.does("chen", "answer", **ADOPTED)
    to_the_visit(case).does("chen", "visit", answers=NOTHING, **VISITED)
    case.does("chen", "conclude", **CONCLUDED)
    case.does("lin", "head_check", closing_review="passed")
    assert case.waits == {"chen": ["file_up", "tell_superior"]}
    case.does("chen", "file_up").does("chen", "tell_superior")
    assert case.waits == {"zhou": ["archive"]}
    case.does("zhou", "archive", **FILED)

    assert case.state == "closed"
    assert case.card["file_whole"] is True
    assert case.card["suggestion_approved_by"] == "LIU"


def test_follow_through_of_a_suggestion_makes_no_suggestion_of_its_own(
    office: Office,
) -> None:
    case = met(office, purpose="social_governance")
    assert case.waits == {"chen": ["follow_suggestion"]}

    case.does(
        "chen", "follow_suggestion", suggestion_number="江检建〔2026〕8号",
        served_on="2026-10-12", **ADOPTED,
    )  # fmt: skip

    assert case.waits == {"chen": ["act"]}


def test_duty_crime_is_not_registered_any_more(office: Office) -> None:
    with pytest.raises(NotFilled, match="该日期不办理这一性质的预防"):
        chosen(office, purpose="duty_crime")


def test_suggestions_on_governance_were_not_followed_here_in_2016(
    in_2016: Office,
) -> None:
    with pytest.raises(NotFilled, match="该日期不办理这一性质的预防"):
        chosen(in_2016, purpose="social_governance")


def test_case_without_any_of_the_factors_is_not_chosen(office: Office) -> None:
    with pytest.raises(NotFilled, match="不宜选为个案预防"):
        chosen(
            office, purpose="social_governance", factor_common="否", factor_gap="否",
            factor_typical="否",
        )  # fmt: skip


def test_head_and_chief_send_the_form_back_with_their_words(office: Office) -> None:
    case = chosen(office, purpose="social_governance").does("chen", "apply", **APPLIED)

    told = case.refuses("lin", "head_review", head_opinion="returned")
    assert "部门负责人批注" in told

    case.does("lin", "head_review", head_opinion="returned", head_words="计划太粗")
    assert case.waits == {"chen": ["apply"]}
    case.does("chen", "apply", **APPLIED | {"work_plan": "分月安排"})
    case.does("lin", "head_review", head_opinion="agreed")
    case.does("liu", "approve", approval="returned", approval_words="补侦查终结报告")
    assert case.waits == {"chen": ["apply"]}


def test_what_the_chief_does_not_open_ends_there(office: Office) -> None:
    case = chosen(office, purpose="social_governance").does("chen", "apply", **APPLIED)
    case.does("lin", "head_review", head_opinion="agreed")

    case.does("liu", "approve", approval="refused", approval_words="不够典型")

    assert (case.state, case.waits) == ("closed", {})


def test_only_the_chief_opens_a_prevention(office: Office) -> None:
    office.joins("sun", "孙副", "leader")
    case = chosen(office, purpose="social_governance").does("chen", "apply", **APPLIED)
    case.does("lin", "head_review", head_opinion="agreed")

    assert case.waits == {"liu": ["approve"]}


def test_meeting_is_held_again_until_there_is_an_answer(office: Office) -> None:
    case = opened(office, purpose="social_governance").does(
        "chen", "analyse", **ANALYSED
    )

    case.does("chen", "meet", **MET | {"consensus": "again", "joint_paper": ""})
    assert case.waits == {"chen": ["meet"]}

    case.does("chen", "meet", **MET | {"consensus": "not_agreed", "joint_paper": ""})
    assert case.waits == {"chen": ["conclude"]}


def test_refused_suggestion_is_concluded_and_told_to_the_superior(
    office: Office,
) -> None:
    case = met(office, purpose="social_governance")
    case.does(
        "chen", "follow_suggestion", suggestion_number="江检建〔2026〕8号",
        served_on="2026-10-12", adoption="not_adopted", evidence="复函一份",
    )  # fmt: skip
    assert case.waits == {"chen": ["conclude"]}

    case.does("chen", "conclude", **CONCLUDED)
    case.does("lin", "head_check", closing_review="returned", closing_words="补数据")
    assert case.waits == {"chen": ["conclude"]}


def test_high_risk_sends_the_prevention_back_to_its_activities(office: Office) -> None:
    case = met(office, purpose="social_governance")
    case.does(
        "chen", "follow_suggestion", suggestion_number="江检建〔2026〕8号",
        served_on="2026-10-12", **ADOPTED,
    )  # fmt: skip
    case.does(
        "chen",
        "act",
        **ACTED | {"activity_state": "going_on", "activities_ended_on": ""},
    )
    assert case.waits == {"chen": ["act"]}
    to_the_visit(case)

    high = VISITED | {"residual_risk": "high"}
    assert "不能终结" in case.refuses("chen", "visit", answers=NOTHING, **high)

    case.does(
        "chen", "visit", answers=NOTHING, **high | {"visit_result": "continue"}
    )  # fmt: skip
    assert case.waits == {"chen": ["act"]}


def test_file_that_lacks_a_paper_says_why(office: Office) -> None:
    case = met(office, purpose="social_governance")
    case.does(
        "chen", "follow_suggestion", suggestion_number="江检建〔2026〕8号",
        served_on="2026-10-12", adoption="not_adopted", evidence="复函一份",
    )  # fmt: skip
    case.does("chen", "conclude", **CONCLUDED)
    case.does("lin", "head_check", closing_review="passed")
    case.does("chen", "tell_superior").does("chen", "file_up")

    lacking = FILED | {"file_has_photos": "否"}
    assert "写明缺少什么" in case.refuses("zhou", "archive", **lacking)

    case.does("zhou", "archive", **lacking, file_missing="未开展现场活动，无照片")
    assert case.card["file_whole"] is False


def test_late_analysis_is_told_to_the_handler_and_then_to_the_head(
    office: Office,
) -> None:
    opened(office, purpose="social_governance")

    told = office.passes_until("2026-11-21")

    assert told == [
        "2026-11-16 chen 还有 2 天：2026-0001 撰写个案分析报告",
        "2026-11-18 chen 今天到期：2026-0001 撰写个案分析报告",
        "2026-11-19 chen 已逾期 1 天：2026-0001 撰写个案分析报告",
        "2026-11-21 lin 已逾期 3 天，请督促：2026-0001 撰写个案分析报告",
    ]


def test_handler_who_keeps_away_gives_the_analysis_to_a_colleague(
    office: Office,
) -> None:
    office.joins("he", "何预", "procurator", department=office.cast.first_department)
    case = opened(office, purpose="social_governance")

    case.keeps_away("chen", "近亲属在发案单位任职", said_by="lin")
    case.act("lin", allocating.allocate, task="analyse", person=office.person("he"))

    assert case.waits == {"he": ["analyse"]}


def test_what_concerns_the_person_is_sealed(office: Office) -> None:
    case = opened(office, purpose="social_governance").does(
        "chen", "analyse", **ANALYSED
    )

    assert {"motive", "crime_facts", "crime_method"}.isdisjoint(case.matter.values)
    assert case.card["motive"] == "攀比、侥幸"
