"""A slight matter told at once: mended, withdrawn, told again or raised."""

from datetime import date

import pytest

from hengjian.lib.bilingual import Text
from hengjian.matters.actions import arriving, joining
from hengjian.matters.actions.recording import settle_record
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import LinkKind, RecordOf
from tests.factories import access
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import BY, Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey


KIND = "procurators_letter"
FOUND = {
    "national_number": "江检侦监〔2026〕31号",
    "stage": "investigation",
    "problem": "讯问笔录漏签日期",
    "supervised_organ": "江城市公安局",
    "supervised_organ_kind": "public_security",
    "handler": "CHEN",
}
IMPORT = Text("10月导入的监督案卡", "the import of October")
MENDED = {"mended": "mended", "evidence": "补签笔录"}


@pytest.fixture(autouse=True)
def _world(office: Office) -> None:
    releases_beside_records(
        office, KIND, "correction_notice", "procuratorial_suggestion", "case_prevention"
    )


def noted(office: Office, **typed: str) -> Journey:
    return office.registers("chen", KIND, **FOUND | typed)


def brought(case: Journey, **values: str) -> Journey:
    return case.act(
        "wang", arriving.arrive, card="litigation_supervision", values=values,
        source=IMPORT,
    )  # fmt: skip


def sent(office: Office) -> Journey:
    return brought(noted(office), served_on="2026-10-19", letter_number="江检告函3号")


def silent(office: Office) -> Journey:
    return sent(office).does("chen", "answer", response="silence")


def test_import_answers_the_letter_and_the_deed_is_looked_at(office: Office) -> None:
    case = noted(office)
    assert case.waits == {"chen": ["await_service"]}
    brought(case, served_on="2026-10-19", letter_number="江检告函3号")
    assert case.due == {"answer": date(2026, 11, 3)}

    brought(case, served_on="2026-10-19", replied_on="2026-10-19", result="adopted")
    assert case.waits == {"chen": ["verify"]}
    case.does("chen", "verify", **MENDED)

    assert case.state == "closed"


def test_kept_here_it_is_written_issued_and_sent_at_once(office: Office) -> None:
    settle_record(
        kind=kind_named(KIND), unit=office.cast.jiangcheng, record_of=RecordOf.HERE,
        from_on=date(2026, 10, 19), reason="未部署全国系统", by=BY,
    )  # fmt: skip
    case = noted(office, national_number="")
    assert case.due == {"write": date(2026, 10, 20)}
    case.does("chen", "write", words="请注意核对笔录签署")
    assert "先签发" in case.refuses("chen", "send", served_to="预审大队")

    issued(case, "letter", "chen")
    case.does("chen", "send", served_to="预审大队")

    assert case.waits == {"chen": ["answer"]}


@pytest.mark.parametrize(
    ("decision", "waits"), [("kept", {"chen": ["answer"]}), ("withdrawn", {})]
)
def test_objection_is_looked_into(
    office: Office, decision: str, waits: dict[str, list[str]]
) -> None:
    case = sent(office)
    assert "异议" in case.refuses("chen", "answer", response="objection")
    case.does("chen", "answer", response="objection", objection_words="笔录有签名")
    assert case.due == {"reconsider": date(2026, 10, 22)}

    case.does(
        "chen", "reconsider", objection_decision=decision, objection_reason="核对"
    )

    assert case.waits == waits


def test_late_answer_is_told_to_the_handler_and_then_to_the_head(
    office: Office,
) -> None:
    sent(office)

    assert office.passes_until("2026-11-06") == [
        "2026-11-01 chen 还有 2 天：2026-0001 跟踪反馈",
        "2026-11-03 chen 今天到期：2026-0001 跟踪反馈",
        "2026-11-04 chen 已逾期 1 天：2026-0001 跟踪反馈",
        "2026-11-06 lin 已逾期 3 天，请督促：2026-0001 跟踪反馈",
    ]


@pytest.mark.parametrize(
    ("step", "waits"),
    [
        ("again", {"chen": ["answer"]}),
        ("close", {}),
        ("notice", {"chen": ["raise_it"]}),
    ],
)
def test_head_decides_what_follows_silence(
    office: Office, step: str, waits: dict[str, list[str]]
) -> None:
    case = silent(office)
    assert case.waits == {"lin": ["decide"]}

    case.does("lin", "decide", next_step=step, next_step_reason="视情节")

    assert case.waits == waits


def test_what_is_not_mended_is_raised_to_a_notice(office: Office) -> None:
    case = sent(office)
    case.does(
        "chen", "answer", response="answer", replied_on="2026-10-19", result="adopted"
    )
    case.does("chen", "verify", mended="not_mended", evidence="再次漏签")
    case.does("lin", "decide", next_step="notice", next_step_reason="屡教不改")
    assert "编号" in case.refuses("chen", "raise_it")
    notice = office.registers(
        "chen", "correction_notice", national_number="江检侦监〔2026〕32号",
        stage="investigation", violation_kind="grave", violation="讯问笔录多次漏签",
        source="letter", source_number="江检告函3号", supervised_organ="江城市公安局",
        supervised_organ_kind="public_security", first_step="written", handler="CHEN",
    )  # fmt: skip
    case.act("chen", joining.link, to=notice.matter, kind=LinkKind.LED_TO)

    case.does("chen", "raise_it", raised_number="江检侦监〔2026〕32号")

    assert case.state == "closed"
    assert case.card["raised_on"] == date(2026, 10, 19)


def test_head_returns_the_verification_with_a_reason(office: Office) -> None:
    case = sent(office)
    case.does(
        "chen", "answer", response="answer", replied_on="2026-10-19", result="adopted"
    )
    case.does("chen", "verify", mended="not_mended", evidence="再次漏签")

    case.returns("lin", "decide", "verify", "证据不足，再核实")

    assert case.waits == {"chen": ["verify"]}


def test_third_letter_on_one_stage_says_why_it_is_no_notice(office: Office) -> None:
    for number in (31, 32):
        noted(office, national_number=f"江检侦监〔2026〕{number}号")
    third = noted(office, national_number="江检侦监〔2026〕33号")

    told = third.refuses("chen", "await_service", served_on="2026-10-19")
    assert "为何不制发纠正违法通知书" in told

    # what the import brings is not asked of anybody
    brought(third, served_on="2026-10-19", letter_number="江检告函5号")
    assert third.waits == {"chen": ["answer"]}


def test_handler_does_not_close_what_was_not_answered(office: Office) -> None:
    department = office.cast.first_department
    access.grant(office.account("chen"), "department_head", department=department)
    case = silent(office)

    told = case.refuses("chen", "decide", next_step="close", next_step_reason="算了")

    assert "承办人不得自行决定办结" in told
    case.does("lin", "decide", next_step="close", next_step_reason="已面谈")
    assert case.state == "closed"
