"""Who is told what of a task, and on which day: each configured reminder fires once."""

from collections import Counter
from datetime import date, timedelta

from hengjian.calendars import open_limits
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.matters.actions import extending, pausing, pressing
from hengjian.matters.open_limits import TASKS
from hengjian.matters.telling.reminding import remind_of_limits
from hengjian.notices.models import Notice
from tests.factories import matters as make
from tests.factories.jobs import job
from tests.unit.matters.conftest import TODAY, World


REMINDING = "hengjian.matters.telling.reminding.remind_of_limits"


def told(account: object) -> list[str]:
    found = Notice.objects.filter(account=account).order_by("pk")
    return [each.sentence_zh for each in found]


def listen(task: str) -> None:
    """Run the listener that an act has told, and none of the others'."""
    Job.objects.exclude(task__endswith=task).delete()
    Worker().run_one()


def a_month_of_mornings(world: World) -> Counter[tuple[str, str, date]]:
    """Every reminder sent in the month after today: to whom, what, on which day."""
    sent: Counter[tuple[str, str, date]] = Counter()
    names = {
        world.office.pk: "office",
        world.cast.liu.pk: "liu",
        world.cast.chen.pk: "chen",
    }
    context = JobContext(job(task=REMINDING))
    for days in range(31):
        day = TODAY + timedelta(days=days)
        seen = set(Notice.objects.values_list("pk", flat=True))
        with clock.moved_to(day):
            remind_of_limits(context)
            remind_of_limits(context)  # a schedule that runs twice tells nobody twice
        for notice in Notice.objects.exclude(pk__in=seen):
            word = notice.sentence_zh.partition("：")[0].split("，")[0]
            sent[names[notice.account_id], word, day] += 1
    return sent


def test_every_configured_reminder_fires_once_in_a_month(world: World) -> None:
    make.matter("supply_request", world.cast.chen)
    matter = make.matter("supply_request", world.cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    # the first is due on Tuesday 20 October, the decision on Monday 26 October

    sent = a_month_of_mornings(world)

    assert sent == {
        ("office", "今天到期", date(2026, 10, 20)): 1,
        ("office", "已逾期 1 天", date(2026, 10, 21)): 1,
        ("liu", "已逾期 3 天", date(2026, 10, 23)): 1,
        ("liu", "还有 2 天", date(2026, 10, 24)): 1,
        ("liu", "今天到期", date(2026, 10, 26)): 1,
        ("liu", "已逾期 1 天", date(2026, 10, 27)): 1,
        ("liu", "已逾期 3 天", date(2026, 10, 29)): 1,
    }


def test_supervisor_is_the_one_that_the_pack_names(world: World) -> None:
    make.matter("task_follow_up", world.cast.wang)  # Chen's, Liu in charge

    sent = a_month_of_mornings(world)

    assert ("liu", "已逾期 5 天", date(2026, 10, 25)) in sent
    assert {who for who, word, _ in sent if word != "已逾期 5 天"} == {"chen"}


def test_suspended_matter_reminds_nobody(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    pausing.suspend(matter=matter, reason="等报价", by=world.cast.liu)

    assert not a_month_of_mornings(world)


def test_urged_task_is_told_to_everybody_who_may_take_it(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")

    pressing.urge(item=item, by=world.cast.chen)
    listen("tell_of_urging")

    assert told(world.office) == ["催办：2026-0001 库存核查"]
    assert told(world.cast.chen) == []


def test_supervision_is_told_to_who_has_the_task(world: World) -> None:
    matter = make.matter("task_follow_up", world.cast.wang)

    pressing.supervise(matter=matter, reason="领导关注", by=world.cast.liu)
    listen("tell_of_supervision")

    assert told(world.cast.chen) == ["列入督办：2026-0001 签收"]


def test_request_for_more_time_is_told_to_who_decides_and_back(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    asked = extending.ask_extension(
        item=item, length="2 working_days", reason="盘点", by=world.office
    )
    listen("tell_of_extension")
    extending.decide_extension(extension=asked, granted=True, by=world.cast.liu)
    listen("tell_of_extension")

    assert told(world.cast.liu) == ["申请延长期限：2026-0001 库存核查"]
    assert told(world.office) == ["延长期限已批准：2026-0001 库存核查"]


def test_new_calendar_moves_the_limits_of_open_tasks(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    before = WorkCalendar()
    after = _without_tuesday(before)

    [moving] = TASKS.moving(before, after)

    assert (moving.due_before, moving.due_after) == (
        date(2026, 10, 20),
        date(2026, 10, 21),
    )
    assert TASKS in open_limits.every_kind()
    assert item.due_on == date(2026, 10, 20)


def _without_tuesday(calendar: WorkCalendar) -> WorkCalendar:
    """As if 20 October 2026 were a day off."""

    class WithOneMore(WorkCalendar):
        def is_working_day(self, day: date) -> bool:
            return day != date(2026, 10, 20) and super().is_working_day(day)

    return WithOneMore(calendar.notices)
