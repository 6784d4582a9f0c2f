"""Followed-up tasks: opened only when complete, reported in rhythm, verified at the end."""

from datetime import date

import pytest

from hengjian.matters.actions import allocating
from hengjian.matters.faults import NotFilled
from tests.journeys.office import Office
from tests.journeys.walking import Journey


TASK = {
    "source": "meeting",
    "content": "落实三季度分析研判会商意见",
    "responsible": "CHEN",
    "leader": "LIU",
    "target": "十一月底前完成整改",
    "measures": "逐案核对，专人负责",
    "method": "第一检察部牵头",
    "responsibility": "逾期说明原因",
    "due_on": "2026-11-30",
    "reporting": "weekly",
}
ON_COURSE = {
    "progress_state": "on_course",
    "progress_percent": "40",
    "progress_words": "已核对四成",
}


def given(office: Office, **typed: str) -> Journey:
    return office.registers("ou", "task_follow_up", **TASK | typed)


def finished(task: Journey, on: str) -> Journey:
    return task.does(
        "chen", "report", progress_state="finished", progress_percent="100",
        progress_words="全部核对完毕", finished_on=on,
    )  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        *("content", "responsible", "method", "target", "measures"),
        *("responsibility", "due_on", "leader", "reporting"),
    ],
)
def test_task_that_lacks_a_part_is_not_opened(office: Office, item: str) -> None:
    with pytest.raises(NotFilled):
        given(office, **{item: ""})


def test_task_is_reported_each_week_until_it_is_verified(office: Office) -> None:
    task = given(office)
    assert task.waits == {"chen": ["accept"]}

    task.does("chen", "accept")
    assert task.waits == {"chen": ["report"]}
    assert task.due == {"report": date(2026, 10, 26)}

    office.on("2026-10-26")
    task.does("chen", "report", **ON_COURSE)
    assert task.waits == {"liu": ["review"]}

    task.does("liu", "review", instruction="抓紧推进")
    assert task.due == {"report": date(2026, 11, 2)}

    office.on("2026-11-02")
    finished(task, "2026-11-02")
    assert task.waits == {"ou": ["verify"]}

    task.does("ou", "verify", verification="met", verification_words="查看台账，属实")
    assert task.state == "closed"
    assert task.card["closed_on"] == date(2026, 11, 2)


def test_what_is_not_met_goes_on(office: Office) -> None:
    task = given(office).does("chen", "accept")
    finished(task, "2026-10-19")

    task.does("ou", "verify", verification="not_met", verification_words="漏两件")

    assert task.waits == {"chen": ["report"]}


def test_late_report_goes_up_to_the_leader_in_charge(office: Office) -> None:
    given(office).does("chen", "accept")

    told = office.passes_until("2026-10-31")

    assert [each.split("：")[0] for each in told] == [
        "2026-10-23 chen 还有 3 天",
        "2026-10-26 chen 今天到期",
        "2026-10-27 chen 已逾期 1 天",
        "2026-10-31 liu 已逾期 5 天，请督促",
    ]


def test_who_is_behind_says_why(office: Office) -> None:
    task = given(office).does("chen", "accept")

    told = task.refuses(
        "chen", "report", progress_state="behind", progress_percent="10",
        progress_words="刚开始",
    )  # fmt: skip

    assert "困难与请示" in told


def test_responsible_person_does_not_verify(office: Office) -> None:
    task = office.registers("chen", "task_follow_up", **TASK).does("chen", "accept")
    finished(task, "2026-10-19")

    told = task.refuses("chen", "verify", verification="met", verification_words="好")

    assert "责任人不核实自己的事项" in told
    task.act("lin", allocating.allocate, task="verify", person=office.person("lin"))
    task.does("lin", "verify", verification="met", verification_words="查看台账")
    assert task.state == "closed"


def test_what_was_finished_late_is_verified_with_its_reason(office: Office) -> None:
    task = given(office, due_on="2026-10-20").does("chen", "accept")
    office.on("2026-10-26")
    finished(task, "2026-10-26")
    found = {"verification": "met", "verification_words": "属实"}

    assert "写明原因" in task.refuses("ou", "verify", **found)

    task.does("ou", "verify", answers={"verified_though_late": "等待鉴定"}, **found)
    assert "2026-10-27 liu 廉政提示" in " ".join(office.passes_until("2026-10-27"))


def test_emergency_is_reported_every_day_whatever_was_chosen(office: Office) -> None:
    with pytest.raises(NotFilled, match="突发事项按日报告"):
        given(office, is_emergency="是")
    task = given(office, is_emergency="是", reporting="daily")
    assert task.due == {"accept_at_once": date(2026, 10, 19)}

    told = office.passes_until("2026-10-20")

    assert "2026-10-20 chen 已逾期 1 天" in " ".join(told)
