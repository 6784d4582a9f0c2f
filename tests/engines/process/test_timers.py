"""Timers of processes: working days, dates, interruption, once only."""

from datetime import UTC, date, datetime, timedelta

from hengjian.engines.process import running
from tests.engines.process.drawings import (
    attached,
    end,
    flows,
    service,
    start,
    task,
    wait,
)
from tests.engines.process.steps import (
    AT,
    NESTED,
    done,
    open_now,
    ready_to_run,
)


TIMED = (
    start(),
    task("work"),
    task("late"),
    end(),
    end("Told"),
    flows("Start", "work", "End"),
    attached("remind", "work", after="3 working_days", interrupting=False),
    flows("remind", "tell", "Told"),
    service("tell", act="notices.tell"),
    attached("give_up", "work", after="1 months"),
    flows("give_up", "late", "End"),
)


def test_timer_rings_when_the_last_working_day_is_over():
    process = ready_to_run(*TIMED)
    now = running.start(process, {}, AT)
    due = {timer.element: timer.due_at for timer in now.timers}

    # Thursday 15 October is the third working day; it rings when Friday begins
    assert due["remind"] == datetime(2026, 10, 15, 16, tzinfo=UTC)
    before = running.wake(process, now.state, due["remind"] - timedelta(seconds=1))
    rung = running.wake(process, now.state, due["remind"])

    assert (before.finished, open_now(before)) == ((), ["work"])
    assert rung.finished == ("remind",)
    assert [call.act for call in rung.calls] == ["notices.tell"]
    assert open_now(rung) == ["work"]


def test_timer_that_interrupts_takes_the_task_away():
    process = ready_to_run(*TIMED)
    now = running.start(process, {}, AT)

    late = running.wake(process, now.state, AT + timedelta(days=60))

    assert late.finished == ("remind", "give_up")
    assert open_now(late) == ["late"]
    assert late.timers == ()


def test_task_completed_in_time_silences_its_timers():
    process = ready_to_run(*TIMED)

    now = done(process, running.start(process, {}, AT), "work")

    assert now.timers == ()
    assert now.ended


def test_reminder_rings_once():
    process = ready_to_run(*TIMED)
    now = running.start(process, {}, AT)

    first = running.wake(process, now.state, AT + timedelta(days=5))
    second = running.wake(process, first.state, AT + timedelta(days=6))

    assert first.finished == ("remind",)
    assert second.finished == ()


def test_timer_on_a_date_follows_the_date():
    process = ready_to_run(
        start(),
        task("fix_day"),
        wait("hearing", on="hearing_on - 3"),
        task("prepare"),
        end(),
        flows("Start", "fix_day", "hearing", "prepare", "End"),
        hearing_on="date",
    )
    now = done(process, running.start(process, {}, AT), "fix_day")
    assert [timer.due_at for timer in now.timers] == [None]

    known = running.wake(
        process, now.state, AT, values={"hearing_on": date(2026, 11, 20)}
    )
    moved = running.wake(
        process, known.state, AT, values={"hearing_on": date(2026, 11, 23)}
    )

    assert known.timers[0].due_at == datetime(2026, 11, 16, 16, tzinfo=UTC)
    assert moved.timers[0].due_at == datetime(2026, 11, 19, 16, tzinfo=UTC)
    assert open_now(running.wake(process, moved.state, moved.timers[0].due_at)) == [
        "prepare"
    ]


def test_date_already_past_is_not_waited_for():
    process = ready_to_run(
        start(),
        wait("hearing", on="hearing_on"),
        task("prepare"),
        end(),
        flows("Start", "hearing", "prepare", "End"),
        hearing_on="date",
    )

    now = running.start(process, {"hearing_on": date(2026, 10, 1)}, AT)

    assert open_now(now) == ["prepare"]


def test_timer_on_a_subprocess_ends_all_that_is_inside():
    process = ready_to_run(*NESTED)
    now = done(process, done(process, running.start(process, {}, AT), "before"), "x")

    now = running.wake(process, now.state, AT + timedelta(days=30))

    assert open_now(now) == ["rescue"]
