"""Followed-up tasks: opened only when complete, reported in rhythm, verified at the end."""

from datetime import date

import pytest

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
    "item", ["content", "responsible", "target", "measures", "method", "due_on"]
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
