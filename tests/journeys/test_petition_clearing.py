"""Open petitions are screened each month, decided on one by one, followed up and settled."""

from datetime import date

import pytest

from hengjian.jobs.context import JobContext
from hengjian.matters.actions import pausing
from hengjian.matters.calendar_tasks import open_by_calendar
from hengjian.matters.gates.passing import Stopped
from hengjian.matters.models import Matter
from tests.factories import access
from tests.factories.jobs import job
from tests.journeys.office import Office
from tests.journeys.test_petition import ACCEPTED, ASSESSED, received
from tests.journeys.walking import Journey


TASK = "hengjian.matters.calendar_tasks.open_by_calendar"


@pytest.fixture
def reception(office: Office) -> Office:
    """The office with the packs of petitions; Liu is a leader, Wang manages cases."""
    office.releases("complaint", "petition", "petition_clearing", "task_follow_up")
    return office


def opened(office: Office, day: str = "2026-11-02") -> Journey:
    """What the calendar opens on a morning."""
    office.on(day)
    open_by_calendar(JobContext(job(task=TASK)))
    return Journey(
        office, Matter.objects.filter(kind="petition_clearing").latest("pk").pk
    )


def test_clearing_opens_with_what_is_open_and_names_no_petitioner(
    reception: Office,
) -> None:
    led = received(reception)
    led.does("zhou", "screen", **ACCEPTED)
    led.does("zhou", "procedural_reply", procedural_replied_on="2026-10-19")
    led.does("chen", "assess", **ASSESSED)
    led.does("liu", "take_charge", leader="LIU")
    waiting = received(reception, national_number="江检信访〔2026〕32")
    waiting.act("lin", pausing.suspend, reason="等待鉴定")
    passed = received(
        reception,
        national_number="江检信访〔2026〕33",
        concerned_case="江检捕〔2026〕17",
    )
    passed.does(
        "zhou",
        "screen",
        route="passed_outside",
        passed_to="江城市公安局",
        route_reason="属于公安机关管辖",
    )
    passed.does("zhou", "tell_screening", procedural_replied_on="2026-10-19")

    clearing = opened(reception)

    assert clearing.matter.title == "2026年11月信访排查清理"
    assert clearing.waits == {"wang": ["list"]}
    assert clearing.due == {"list": date(2026, 11, 5)}
    assert clearing.card["open_petitions"].split("\n") == [
        (
            "2026-0001 · 在办 14 天 · 审查办理（至 2026-12-21）"
            " · 首办责任人：陈明 · 包案领导：刘正"
        ),
        "2026-0002 · 在办 14 天 · 已中止 · 甄别分流（至 2026-10-26）",
    ]
    counted = [clearing.card[f"{what}_count"] for what in ("open", "long", "late")]
    assert counted == [2, 0, 0]
    kept = str(clearing.matter.values)
    assert "郑某" not in kept
    assert "不服不起诉决定" not in kept


def test_what_is_long_open_and_late_is_counted(reception: Office) -> None:
    received(reception)

    clearing = opened(reception, "2027-01-04")

    told = clearing.card["open_petitions"]
    assert told == "2026-0001 · 在办 77 天 · 甄别分流（至 2026-10-26，已逾期）"
    counted = [clearing.card[f"{what}_count"] for what in ("open", "long", "late")]
    assert counted == [1, 1, 1]


def test_office_without_petitions_says_so(reception: Office) -> None:
    clearing = opened(reception)

    assert clearing.card["open_petitions"] == "没有在办信访。"
    assert clearing.card["open_count"] == 0


def test_clearing_is_decided_followed_up_late_in_the_month_and_settled(
    reception: Office,
) -> None:
    access.grant(reception.account("wang"), "leader", reception.cast.jiangcheng)
    received(reception)
    clearing = opened(reception)
    clearing.does("wang", "list")
    clearing.does("liu", "decide", measures="当面释明，二十日前答复", leaders_named="1")
    assert clearing.waits == {}

    reception.on("2026-11-21")
    reception.morning()
    assert clearing.waits == {"wang": ["follow"]}
    assert clearing.due == {"follow": date(2026, 11, 27)}
    told = clearing.refuses("wang", "follow", progress="已释明", cleared_count="0")
    assert "写明原因" in told
    clearing.does(
        "wang", "follow", progress="已释明", cleared_count="0", left_words="听证已定"
    )
    with pytest.raises(Stopped, match="不审定"):
        clearing.does("wang", "confirm", confirmation="agreed")

    clearing.does(
        "liu", "confirm", confirmation="returned", confirmation_words="写明时限"
    )
    assert clearing.waits == {"wang": ["follow"]}
    clearing.does("wang", "follow", left_words="听证定于十二月三日")
    clearing.does("liu", "confirm", confirmation="agreed")
    assert clearing.state == "closed"


def test_late_screening_is_reminded_and_told_to_the_leader(reception: Office) -> None:
    opened(reception)

    told = reception.passes_until("2026-11-08")

    assert [line for line in told if "排查" in line] == [
        "2026-11-03 wang 还有 2 天：2026-0001 排查在办信访",
        "2026-11-05 wang 今天到期：2026-0001 排查在办信访",
        "2026-11-06 wang 已逾期 1 天：2026-0001 排查在办信访",
        "2026-11-08 liu 已逾期 3 天，请督促：2026-0001 排查在办信访",
    ]
