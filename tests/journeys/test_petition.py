"""Petitions: screened, replied to in time, assessed, heard, answered, settled, forgotten."""

from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.matters import likeness
from hengjian.matters.actions import ending, joining, pressing, recording
from hengjian.matters.faults import MatterFault
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import LinkKind, Matter, RecordOf
from hengjian.matters.queries.leading import led_to
from hengjian.matters.queries.lists import MatterFilter, listed
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import Office
from tests.journeys.walking import Journey


PETITION = {
    "national_number": "江检信访〔2026〕31",
    "received_on": "2026-10-19",
    "channel": "visit",
    "petition_kind": "petition_for_review",
    "about": "prosecution",
    "concerned_case": "江检刑不诉〔2026〕8",
    "occurrence": "first",
    "petitioner": "郑某",
    "identity_number": "110101199003070011",
    "contact": "13900000000",
    "subject": "不服不起诉决定",
}
FREE = {"tied_to_case": "no"}
ACCEPTED = {"route": "legal_procedure", "handler": "CHEN"}
ASSESSED = {
    "risk_level": "high",
    "risk_grounds": "双方矛盾激化",
    "needs_explanation": "是",
    "needs_hearing": "是",
    "needs_leader": "是",
}


@pytest.fixture
def reception(office: Office) -> Office:
    """The office with the packs of petitions."""
    office.releases("complaint", "petition")
    return office


def received(office: Office, **typed: str) -> Journey:
    return office.registers("zhou", "petition", **PETITION | typed)


def examined(petition: Journey) -> Journey:
    """Screened, replied to, assessed with a leader in charge, and examined."""
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does("zhou", "procedural_reply", procedural_replied_on="2026-10-19")
    petition.does("chen", "assess", **ASSESSED)
    petition.does("liu", "take_charge", leader="LIU")
    return petition.does("chen", "handle", answers=FREE, facts="原决定事实清楚")


def test_petition_is_handled_from_its_receipt_to_its_settlement(
    reception: Office,
) -> None:
    petition = received(reception)
    assert (
        petition.matter.title
        == "来访 · 刑事申诉 · 起诉、不起诉决定 · 江检刑不诉〔2026〕8"
    )
    assert petition.waits == {"zhou": ["screen"]}
    assert petition.due == {"screen": date(2026, 10, 26)}

    petition.does("zhou", "screen", **ACCEPTED)
    assert petition.waits == {"zhou": ["procedural_reply"], "chen": ["assess"]}
    assert petition.due == {
        "procedural_reply": date(2026, 10, 26),
        "assess": date(2026, 10, 22),
    }

    petition.does("zhou", "procedural_reply", procedural_replied_on="2026-10-19")
    petition.does("chen", "assess", **ASSESSED)
    assert petition.waits == {"liu": ["take_charge"]}
    petition.does("liu", "take_charge", leader="LIU")
    assert petition.due == {"handle": date(2026, 12, 21)}

    petition.does("chen", "handle", answers=FREE, facts="原决定事实清楚")
    assert petition.waits == {"chen": ["hold_hearing"]}
    petition.does(
        "chen", "hold_hearing", hearing_on="2026-10-19", hearing_result="多数支持原决定"
    )
    petition.does("chen", "propose", proposal="维持原不起诉决定")
    assert petition.waits == {"liu": ["decide_led"]}
    petition.does("liu", "decide_led", decision="agreed")
    assert petition.due == {"result_reply": date(2027, 1, 19)}
    petition.does(
        "chen",
        "result_reply",
        result_replied_on="2026-10-19",
        explanation="逐条说明证据",
    )
    petition.does(
        "chen",
        "settle",
        settlement="accepted",
        resolved_on="2026-10-19",
        outcome="upheld",
    )

    assert petition.state == "closed"
    assert petition.card["outcome"] == "upheld"


def test_risk_level_is_deleted_at_closing_and_stands_in_no_journal(
    reception: Office,
) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does("chen", "assess", **ASSESSED)
    assert petition.card["risk_level"] == "high"

    petition.act("liu", ending.close, reason="撤回信访")

    assert "risk_level" not in petition.card
    assert "risk_grounds" not in petition.card
    assert petition.card["needs_hearing"] is True
    assert petition.story[-1] == "办结即删：评估依据、案件风险等级"
    written = "".join(
        f"{entry.old}{entry.new}{entry.detail}" for entry in JournalEntry.objects.all()
    )
    assert "双方矛盾激化" not in written
    assert "'risk_level':" not in written


def test_what_is_passed_on_or_refused_has_grounds_and_is_told(
    reception: Office,
) -> None:
    petition = received(reception)

    told = petition.refuses("zhou", "screen", route="not_accepted")
    assert "分流理由" in told

    petition.does(
        "zhou",
        "screen",
        route="passed_outside",
        passed_to="江城市公安局",
        route_reason="属于公安机关管辖",
    )
    assert petition.waits == {"zhou": ["tell_screening"]}
    assert petition.due == {"tell_screening": date(2026, 10, 26)}
    petition.does("zhou", "tell_screening", procedural_replied_on="2026-10-19")
    assert petition.state == "closed"


def test_assessment_without_a_measure_is_refused(reception: Office) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)

    told = petition.refuses("chen", "assess", risk_level="low")

    assert "评估要落到措施" in told


def test_late_reply_is_reminded_and_told_as_late(reception: Office) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does("chen", "assess", **ASSESSED | {"needs_leader": "否"})
    petition.does("chen", "handle", answers=FREE, facts="清楚")

    told = reception.passes_until("2026-10-29")

    assert [line for line in told if "程序性回复" in line] == [
        "2026-10-24 zhou 还有 2 天：2026-0001 七日内程序性回复",
        "2026-10-26 zhou 今天到期：2026-0001 七日内程序性回复",
        "2026-10-27 zhou 已逾期 1 天：2026-0001 七日内程序性回复",
        "2026-10-29 lin 已逾期 3 天，请督促：2026-0001 七日内程序性回复",
    ]


def test_nearly_at_three_months_the_progress_is_to_be_told(reception: Office) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does("zhou", "procedural_reply", procedural_replied_on="2026-10-20")
    petition.does("chen", "assess", **ASSESSED | {"needs_leader": "否"})
    reception.on("2027-01-08")
    reception.morning()
    assert petition.waits == {"chen": ["handle"]}

    reception.on("2027-01-09")
    reception.morning()

    assert petition.waits == {"chen": ["handle", "progress_reply"]}
    assert petition.due["progress_reply"] == date(2027, 1, 19)
    petition.does("chen", "progress_reply", progress_replied_on="2027-01-09")
    assert petition.waits == {"chen": ["handle"]}


def test_decision_sends_the_proposal_back_and_a_return_goes_to_the_examination(
    reception: Office,
) -> None:
    petition = examined(received(reception, petition_kind="accusation"))
    petition.does(
        "chen", "hold_hearing", hearing_on="2026-10-19", hearing_result="一致"
    )
    petition.does("chen", "propose", proposal="答复释明")

    petition.does("liu", "decide_led", decision="again", decision_words="补充说理")
    assert petition.waits == {"chen": ["propose"]}
    petition.does("chen", "propose", proposal="补充后的意见")
    petition.returns("liu", "decide_led", "handle", "事实再核实")
    assert petition.waits == {"chen": ["handle"]}


def test_first_handler_who_keeps_away_is_replaced_by_the_head(
    reception: Office,
) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    assert petition.waits["chen"] == ["assess"]

    petition.keeps_away("chen", "原案承办人", said_by="lin")

    assert "chen" not in petition.waits
    assert petition.matter.handler is None


def test_what_is_supervised_from_above_is_reported_by_the_limit_set(
    reception: Office,
) -> None:
    petition = examined(
        received(
            reception,
            supervised_from_above_on="2026-10-19",
            supervision_due_on="2026-11-10",
        )
    )
    petition.does(
        "chen", "hold_hearing", hearing_on="2026-10-19", hearing_result="一致"
    )
    petition.does("chen", "propose", proposal="维持")
    petition.does("liu", "decide_led", decision="agreed")
    petition.does(
        "chen", "result_reply", result_replied_on="2026-10-19", explanation="说明"
    )

    assert petition.waits == {"chen": ["report_up"]}
    assert petition.due == {"report_up": date(2026, 11, 10)}
    petition.does("chen", "report_up", report_words="已答复，申诉人接受")
    assert petition.waits == {"chen": ["settle"]}


def test_second_petition_of_one_person_and_case_is_proposed_and_merged_by_a_person(
    reception: Office,
) -> None:
    first = received(reception)
    second = received(reception, national_number="江检信访〔2026〕32")
    namesake = received(
        reception,
        national_number="江检信访〔2026〕33",
        identity_number="",
        contact="13911111111",
    )

    assert list(likeness.perhaps_the_same(second.matter)) == [first.matter]
    assert not likeness.perhaps_the_same(namesake.matter).exists()
    assert Matter.objects.filter(merged_into__isnull=True).count() == 3

    second.act("lin", joining.merge, into=first.matter, reason="同一人同一事")
    assert second.state == "closed"


def test_number_of_the_national_system_is_registered_once(reception: Office) -> None:
    received(reception)

    with pytest.raises(MatterFault, match="已登记为 2026-0001"):
        received(reception)


def test_office_without_the_national_system_keeps_the_record_here(
    reception: Office,
) -> None:
    recording.settle_record(
        kind=kind_named("petition"),
        unit=reception.cast.jiangcheng,
        record_of=RecordOf.HERE,
        from_on=date(2026, 10, 19),
        reason="本院未接入全国系统",
        by=reception.account("liu"),
    )

    petition = received(reception, national_number="")

    assert petition.matter.record_of == RecordOf.HERE
    assert petition.card["record_of"] == "here"
    assert petition.card["national_number"].endswith("-2026-0001")
    assert petition.matter.national_number == ""


def test_hearing_help_and_mediation_run_side_by_side_before_the_answer(
    reception: Office,
) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    measures = {"needs_assistance": "是", "needs_mediation": "是", "needs_leader": "否"}
    petition.does("chen", "assess", **ASSESSED | measures)
    petition.does("chen", "handle", answers=FREE, facts="清楚")
    assert petition.waits["chen"] == ["assist", "hold_hearing", "mediate"]

    petition.does("chen", "assist", assistance_result="granted")
    petition.does(
        "chen",
        "mediate",
        mediation_body="江城区人民调解委员会",
        mediation_result="settled",
    )
    assert petition.waits["chen"] == ["hold_hearing"]
    petition.does(
        "chen", "hold_hearing", hearing_on="2026-10-19", hearing_result="一致"
    )

    assert petition.waits["chen"] == ["propose"]
    assert petition.card["mediation_result"] == "settled"
    assert petition.card["assistance_result"] == "granted"


def test_higher_level_supervises_a_petition_of_the_county(reception: Office) -> None:
    """Restricted matters are seen by those who steer there, from the level above too."""
    petition = reception.registers("zhao", "petition", **PETITION)

    assert petition.matter in listed(reception.account("liu"), MatterFilter())
    assert petition.matter not in listed(reception.account("chen"), MatterFilter())
    petition.act("liu", pressing.supervise, reason="上级督办，按期报告结果")

    assert petition.matter.supervised_on == date(2026, 10, 19)
    supervised = MatterFilter(supervised=True)
    assert list(listed(reception.account("liu"), supervised)) == [petition.matter]
    assert [line for line in reception.morning() if "督办" in line]


def test_petition_leads_to_a_suggestion_and_this_to_a_prevention(
    office: Office,
) -> None:
    names = ("petition", "procuratorial_suggestion", "case_prevention")
    releases_beside_records(office, *names)
    offered = [[name for name, _ in led_to(kind_named(kind))] for kind in names[:2]]
    petition = received(office)
    suggestion = office.registers(
        "chen",
        "procuratorial_suggestion",
        national_number="江检建跟〔2026〕8号",
        aim="management",
        gravity="ordinary",
        source="case",
        handler="CHEN",
        recipient="江城市住建局",
        recipient_kind="administrative",
        problem="公示不及时",
    )

    petition.act("lin", joining.link, to=suggestion.matter, kind=LinkKind.LED_TO)

    assert "procuratorial_suggestion" in offered[0]
    assert "case_prevention" in offered[1]
    assert list(petition.matter.links.values_list("to", "kind")) == [
        (suggestion.pk, LinkKind.LED_TO)
    ]
