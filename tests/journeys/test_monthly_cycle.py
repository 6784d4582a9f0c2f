"""The four weeks of a month: opened by the calendar, once, with what is prepared."""

from datetime import date
from typing import Any

import pytest

from hengjian.access.actions import grants
from hengjian.access.models import RoleGrant
from hengjian.audit.actors import System
from hengjian.config import registers
from hengjian.jobs.context import JobContext
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions import allocating, joining, opening
from hengjian.matters.actions.opening import month_of
from hengjian.matters.calendar_tasks import open_by_calendar
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import LinkKind, Matter
from tests.factories.jobs import job
from tests.journeys.office import Office
from tests.journeys.walking import Journey


TASK = "hengjian.matters.calendar_tasks.open_by_calendar"
BY = System("test")
LOOKED_THROUGH = {
    "weak_items": "量刑建议采纳率低于本院近两年",
    "weak_count": "2",
    "promised": "上月措施已落实",
    "filling": "迟填占比下降",
}

SUMMED_UP = {
    "filling": "已补齐",
    "has_figures": "是",
    "figures": "一致",
    "weak_mended": "1",
    "consolidation": "一项改进",
    "measures": "每周通报一次",
}


def week_begins(office: Office, day: str) -> None:
    """The timer of the week rings, and what it leads to is heard."""
    office.on(day)
    office.morning()


def calendar(office: Office, day: str) -> int:
    """What the schedule does on a morning; how many matters it opened."""
    office.on(day)
    office.releases("monthly_cycle", "task_follow_up")
    opened: int = open_by_calendar(JobContext(job(task=TASK)))["opened"]
    return opened


def months() -> list[str]:
    found = Matter.objects.filter(kind="monthly_cycle").order_by("pk")
    return [each.values["period"] for each in found]


def opened(office: Office, day: str = "2026-11-02") -> Journey:
    calendar(office, day)
    return Journey(office, Matter.objects.get(kind="monthly_cycle").pk)


def test_a_month_opens_on_its_first_working_day_and_once(office: Office) -> None:
    # the first is a Sunday
    assert (
        calendar(office, "2026-10-31") == 1
    )  # October, in the middle of which it began
    assert calendar(office, "2026-11-01") == 0

    assert calendar(office, "2026-11-02") == 1
    assert calendar(office, "2026-11-02") == 0
    assert calendar(office, "2026-11-20") == 0

    assert months() == ["2026-10", "2026-11"]
    newest = Matter.objects.latest("pk")
    assert newest.title == "2026年11月月度四周工作"
    assert Journey(office, newest.pk).waits == {"wang": ["prepare"]}


def test_office_that_begins_within_a_month_is_not_late_from_the_start(
    office: Office,
) -> None:
    before = RoleGrant.objects.get(role="case_manager")
    grants.end(grant=before, until_on=date(2026, 10, 18), by=BY)
    grants.grant(
        account=before.account,
        role="case_manager",
        unit=office.cast.jiangcheng,
        from_on=date(2026, 10, 19),
        by=BY,
    )

    assert calendar(office, "2026-10-19") == 0
    assert calendar(office, "2026-11-02") == 1

    assert months() == ["2026-11"]


def test_of_two_servers_the_second_finds_the_month_open(office: Office) -> None:
    office.releases("monthly_cycle", "task_follow_up")
    kind, unit = kind_named("monthly_cycle"), office.cast.jiangcheng
    month = month_of(date(2026, 10, 19), 1)
    # both have read that nothing is open before either of them writes
    bound = opening.bound_for(kind, unit, month, {})
    both = [
        opening.open_month(kind=kind, bound=bound, unit=unit, month=month, by=BY)
        for _ in range(2)
    ]

    assert [each is not None for each in both] == [True, False]


def test_months_missed_while_the_system_was_down_are_opened_late_and_say_so(
    office: Office,
) -> None:
    calendar(office, "2026-08-03")

    assert calendar(office, "2026-10-20") == 2

    assert months() == ["2026-08", "2026-09", "2026-10"]
    late = Journey(office, Matter.objects.get(values__period="2026-10").pk)
    # the holiday of the first of October lasts until the seventh
    assert "应于 2026-10-08 开启，当日系统未运行，今日补开" in late.story


def test_four_weeks_are_walked_each_in_its_week(office: Office) -> None:
    month = opened(office)
    assert month.due == {"prepare": date(2026, 11, 4)}
    month.does("wang", "prepare", **LOOKED_THROUGH)
    assert month.due == {"deploy": date(2026, 11, 7)}
    month.does("liu", "deploy", deployment="各定一名牵头人")
    assert month.waits == {}

    office.passes_until("2026-11-08")
    assert month.waits == {"liu": ["examine"]}
    assert month.due == {"examine": date(2026, 11, 14)}
    month.does(
        "liu", "examine", examined="2", corrections="1", examination="逐案列清单"
    )

    week_begins(office, "2026-11-15")
    month.does("wang", "comment", met_on="2026-11-18", comment="逐项点评")
    week_begins(office, "2026-11-22")
    assert month.due == {"consolidate": date(2026, 11, 28)}
    told = month.refuses("wang", "consolidate", **{**SUMMED_UP, "weak_mended": "3"})
    assert "弱项" in told
    month.does("wang", "consolidate", **SUMMED_UP)

    month.does(
        "liu", "confirm", confirmation="returned", confirmation_words="写明牵头人"
    )
    month.does("wang", "consolidate", **SUMMED_UP)
    month.does("liu", "confirm", confirmation="agreed")
    assert month.state == "closed"


def summed_up(office: Office) -> Journey:
    """A month that waits for its fourth week's summing-up."""
    month = opened(office)
    month.does("wang", "prepare", **LOOKED_THROUGH)
    month.does("liu", "deploy", deployment="各定一名牵头人")
    week_begins(office, "2026-11-08")
    month.does("liu", "examine", examined="2", corrections="1", examination="列清单")
    week_begins(office, "2026-11-15")
    month.does("wang", "comment", met_on="2026-11-18", comment="逐项点评")
    week_begins(office, "2026-11-22")
    return month


def test_fewer_items_checked_than_are_weak_say_why(office: Office) -> None:
    month = opened(office)
    month.does("wang", "prepare", **LOOKED_THROUGH)
    month.does("liu", "deploy", deployment="各定一名牵头人")
    week_begins(office, "2026-11-08")
    checked = {"examined": "1", "corrections": "1", "examination": "列清单"}

    assert "哪些没有检查" in month.refuses("liu", "examine", **checked)

    reason = {"checked_fewer_than_weak": "另一项待上级数据"}
    month.does("liu", "examine", answers=reason, **checked)


def test_all_mended_without_the_figures_received_says_on_what_ground(
    office: Office,
) -> None:
    month = summed_up(office)
    without = {**SUMMED_UP, "has_figures": "否", "figures": "", "weak_mended": "2"}

    assert "写明依据" in month.refuses("wang", "consolidate", **without)

    ground = {"mended_without_figures": "逐案核对，清单附后"}
    month.does("wang", "consolidate", answers=ground, **without)
    assert month.waits == {"liu": ["confirm"]}


def test_who_sums_up_does_not_settle(office: Office) -> None:
    month = summed_up(office)
    month.act(
        "wang", allocating.allocate, task="consolidate", person=office.person("liu")
    )
    month.does("liu", "consolidate", **SUMMED_UP)

    told = month.refuses("liu", "confirm", confirmation="agreed")

    assert "总结人不审定自己的总结" in told


def test_late_check_is_pressed(office: Office) -> None:
    month = opened(office)
    month.does("wang", "prepare", **LOOKED_THROUGH)

    told = office.passes_until("2026-11-10")

    assert told == [
        "2026-11-05 liu 还有 2 天：2026-0001 第一周：部署",
        "2026-11-07 liu 今天到期：2026-0001 第一周：部署",
        "2026-11-08 liu 已逾期 1 天：2026-0001 第一周：部署",
        "2026-11-10 liu 已逾期 3 天，请督促：2026-0001 第一周：部署",
    ]


def test_what_was_promised_stands_in_the_next_month_with_what_became_of_it(
    office: Office,
) -> None:
    month = opened(office)
    month.does("wang", "prepare", **LOOKED_THROUGH)
    month.does("liu", "deploy", deployment="各定一名牵头人")
    week_begins(office, "2026-11-08")
    month.does("liu", "examine", examined="2", corrections="1", examination="列清单")
    week_begins(office, "2026-11-15")
    month.does("wang", "comment", met_on="2026-11-18", comment="逐项点评")
    week_begins(office, "2026-11-22")
    month.does("wang", "consolidate", **SUMMED_UP)
    matter = month.matter
    ordered = office.registers(
        "ou", "task_follow_up", source="other", content="逐案列清单",
        responsible="CHEN", leader="LIU", target="查完", measures="列清单",
        method="专人", responsibility="逾期说明", due_on="2026-11-30", reporting="weekly",
    )  # fmt: skip
    joining.link(matter=matter, to=ordered.matter, kind=LinkKind.LED_TO, by=BY)

    assert calendar(office, "2026-12-01") == 1

    newest = Matter.objects.get(values__period="2026-12")
    assert newest.values["promised"] == (
        "上月措施：每周通报一次\n"
        "引出督办事项 1 件，已办结 0 件，在办 1 件。\n"
        "上月弱项 2 项，已改进 1 项。"
    )
    assert "2026-11 尚无统计结果" in newest.values["sources"]


def test_a_month_opens_also_where_nothing_can_be_prepared(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        registers.PROVIDERS,
        "publication.month_materials",
        f"{__name__}.{nothing_prepared.__name__}",
    )
    month = opened(office)

    assert "promised" not in month.card
    assert month.waits == {"wang": ["prepare"]}


def nothing_prepared(**asked: Any) -> dict[str, str]:
    raise UserFault(Text("统计文件缺失", "the run's file is missing"))
