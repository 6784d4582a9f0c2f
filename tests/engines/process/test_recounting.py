"""Timers counted anew: those that count days, from where they were set."""

from datetime import UTC, date, datetime

from hengjian.engines.deadlines.work_calendar import WorkCalendar, YearNotice
from hengjian.engines.process import running
from hengjian.engines.process.recounting import recounted
from tests.engines.process import drawings as draw
from tests.engines.process.steps import AT, done, ready_to_run


USUAL = WorkCalendar()
OFF = WorkCalendar(
    {2026: YearNotice(2026, frozenset({date(2026, 10, 14)}), frozenset())}
)
RINGS = datetime(2026, 10, 15, 16, tzinfo=UTC)
RINGS_LATER = datetime(2026, 10, 16, 16, tzinfo=UTC)
REMINDED = (
    draw.start(),
    draw.task("ask"),
    draw.end(),
    draw.end("Told"),
    draw.flows("Start", "ask", "End"),
    draw.attached("remind", "ask", after="3 working_days", interrupting=False),
    draw.flows("remind", "Told"),
)
INSIDE = (
    draw.start(),
    draw.subprocess(
        "inside",
        draw.start("S2"),
        draw.task("x"),
        draw.wait("rest", after="3 working_days"),
        draw.end("E2"),
        draw.flows("S2", "x", "rest", "E2"),
    ),
    draw.end(),
    draw.flows("Start", "inside", "End"),
)


def test_timer_of_an_open_task_moves_with_the_calendar() -> None:
    process = ready_to_run(*REMINDED)
    begun = running.start(process, {}, AT, calendar=USUAL)

    moved = recounted(process, begun.state, USUAL, OFF)

    assert moved is not None
    assert (moved.due_before, moved.due_after) == (RINGS, RINGS_LATER)
    assert [timer.due_at for timer in moved.advance.timers] == [RINGS_LATER]
    assert moved.advance.ready == begun.ready


def test_timer_inside_a_subprocess_moves_too() -> None:
    process = ready_to_run(*INSIDE)
    begun = running.start(process, {}, AT, calendar=USUAL)
    waiting = done(process, begun, "x")

    moved = recounted(process, waiting.state, USUAL, OFF)

    assert moved is not None
    assert [timer.due_at for timer in moved.advance.timers] == [RINGS_LATER]


def test_nothing_moves_where_no_day_counts_otherwise() -> None:
    process = ready_to_run(*REMINDED)
    begun = running.start(process, {}, AT, calendar=USUAL)

    assert recounted(process, begun.state, USUAL, USUAL) is None


def test_what_has_moved_is_not_counted_again() -> None:
    process = ready_to_run(*REMINDED)
    begun = running.start(process, {}, AT, calendar=USUAL)
    moved = recounted(process, begun.state, USUAL, OFF)
    assert moved is not None

    assert recounted(process, moved.advance.state, USUAL, OFF) is None


def test_timer_that_has_rung_is_over() -> None:
    process = ready_to_run(*REMINDED)
    begun = running.start(process, {}, AT, calendar=USUAL)
    rung = running.wake(process, begun.state, RINGS, calendar=USUAL)

    assert recounted(process, rung.state, USUAL, OFF) is None
