"""Resolutions and their tasks: whole or none, fed back in five days, checked by another."""

from dataclasses import replace
from datetime import date

import pytest

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.meetings.actions import resolutions
from hengjian.meetings.faults import MeetingFault, TaskIncomplete
from hengjian.meetings.models import Body, Resolution, ResolutionTask, TaskState, Vote
from hengjian.meetings.queries.half_year import half_year_named, summary_of
from hengjian.meetings.queries.tasks import counts, days_late
from tests.cast import Cast
from tests.factories import meetings as make


BY = make.BY
DUE = date(2026, 11, 20)


@pytest.fixture
def vote(committee: Body) -> Vote:
    return make.recorded(make.scheduled(committee), "fffffffaa")


@pytest.fixture
def task(cast: Cast, vote: Vote) -> ResolutionTask:
    return make.task(vote, cast.person(cast.lin), DUE)


@pytest.mark.parametrize(
    "lacking", ["what", "how", "target", "measures", "responsibility"]
)
def test_a_task_that_lacks_something_is_none(
    cast: Cast, vote: Vote, lacking: str
) -> None:
    plan = make.plan(cast.person(cast.lin), DUE, **{lacking: " "})

    with pytest.raises(TaskIncomplete):
        resolutions.make(vote=vote, text="同意", tasks=[plan], by=BY)

    assert not Resolution.objects.exists()


def test_a_task_has_an_owner_and_a_limit_after_the_resolution(
    cast: Cast, vote: Vote
) -> None:
    whole = make.plan(cast.person(cast.lin), DUE)

    for plan, words in (
        (replace(whole, owner=None), "责任人"),
        (replace(whole, due_on=None), "期限"),
        (replace(whole, due_on=date(2026, 10, 1)), "期限"),
    ):
        with pytest.raises(TaskIncomplete, match=words):
            resolutions.make(vote=vote, text="同意", tasks=[plan], by=BY)


def test_only_an_adopted_vote_becomes_a_resolution_and_once(
    cast: Cast, committee: Body, vote: Vote
) -> None:
    lost = make.recorded(make.scheduled(committee), "ffffaa...")
    make.resolution(vote, cast.person(cast.lin), DUE)

    with pytest.raises(MeetingFault, match="只有通过"):
        resolutions.make(vote=lost, text="同意", tasks=[], by=BY)
    with pytest.raises(MeetingFault, match="已经形成"):
        resolutions.make(vote=vote, text="同意", tasks=[], by=BY)


def test_a_task_is_executed_fed_back_and_closed_by_another(
    task: ResolutionTask, today: date
) -> None:
    owner = System("owner")
    done = resolutions.execute(task=task, executed_on=today, by=owner)
    # the fifth day is a Saturday: the limit moves on to Monday
    assert done.feedback_due_on == date(2026, 11, 2)
    told = resolutions.feed_back(task=done, feedback="已执行", by=owner)

    with pytest.raises(MeetingFault, match="自己"):
        resolutions.close_task(task=told, by=owner)
    closed = resolutions.close_task(task=told, by=BY)

    assert closed.state == TaskState.CLOSED


def test_feedback_that_is_sent_back_stays_as_progress(
    task: ResolutionTask, today: date
) -> None:
    done = resolutions.execute(task=task, executed_on=today, by=BY)
    told = resolutions.feed_back(task=done, feedback="已执行", by=BY)

    back = resolutions.send_back(task=told, reason="请写明结果", by=BY)

    assert (back.state, back.feedback) == (TaskState.EXECUTED, "")
    assert [each.text for each in back.progress.all()] == ["已执行", "请写明结果"]


def test_nothing_is_executed_before_the_resolution_or_tomorrow(
    task: ResolutionTask,
) -> None:
    for day in (date(2026, 10, 25), date(2026, 10, 27)):
        with pytest.raises(MeetingFault, match="执行完毕日期"):
            resolutions.execute(task=task, executed_on=day, by=BY)


def test_a_task_is_late_by_its_limit_then_by_its_feedback(
    task: ResolutionTask, today: date
) -> None:
    mine = ResolutionTask.objects.filter(pk=task.pk)
    later = date(2026, 11, 23)

    assert (days_late(task, today), days_late(task, later)) == (0, 3)
    assert (counts(mine, later).late, counts(mine, date(2026, 11, 15)).due) == (1, 1)
    done = resolutions.execute(task=task, executed_on=today, by=BY)
    assert days_late(done, date(2026, 11, 4)) == 2


def test_the_half_year_is_counted_from_the_records(
    cast: Cast, committee: Body, task: ResolutionTask, today: date
) -> None:
    make.recorded(make.scheduled(committee), "ffffaa...")
    half = half_year_named("2026-H2", today)
    before = half_year_named("2026-H1", today)

    told = summary_of(committee, half, date(2026, 12, 1))

    assert (told.votes, told.passed, told.not_passed) == (2, 1, 1)
    assert (told.items_put, told.resolutions, told.tasks, told.late) == (2, 1, 1, 1)
    assert summary_of(committee, before, today).votes == 0
    assert half_year_named("nonsense", today) == half


def test_the_clock_of_these_tests_stands(today: date) -> None:
    assert clock.today() == today
