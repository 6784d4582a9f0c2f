"""Processes run as drawn: tasks, gateways, timers, sub-processes, returns."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hengjian.engines.process import definition, running
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.reading import read
from hengjian.engines.process.returning import CannotReturn
from tests.engines.process.cards import card
from tests.engines.process.drawings import (
    attached,
    drawn,
    end,
    flow,
    flows,
    gateway,
    service,
    start,
    subprocess,
    task,
    wait,
)


AT = datetime(2026, 10, 12, 2, tzinfo=UTC)  # a Monday, ten in the morning in Shanghai

PARALLEL = (
    start(),
    task("ask"),
    gateway("parallel", "fork"),
    task("left"),
    task("right"),
    gateway("parallel", "join"),
    task("sum_up"),
    end(),
    flows("Start", "ask", "fork", "left", "join", "sum_up", "End"),
    flows("fork", "right", "join"),
)


def ready_to_run(*parts: str, **items: str) -> Definition:
    return definition.compile(read(drawn(*parts), file="process.bpmn"), card(**items))


def open_now(advance: running.Advance) -> list[str]:
    return sorted(one.element for one in advance.ready)


def done(process, advance, element, at=AT, **values):
    task_id = next(one.task for one in advance.ready if one.element == element)
    return running.complete(process, advance.state, task_id, values, at)


def test_process_ends_after_its_last_task():
    process = ready_to_run(
        start(), task("a"), task("b"), end(), flows("Start", "a", "b", "End")
    )

    first = running.start(process, {}, AT)
    second = done(process, first, "a")
    last = done(process, second, "b")

    assert [open_now(first), open_now(second), open_now(last)] == [["a"], ["b"], []]
    assert (first.ended, second.ended, last.ended) == (False, False, True)
    assert last.finished == ("b", "End")


def test_task_completed_twice_is_refused():
    process = ready_to_run(
        start(), task("a"), task("b"), end(), flows("Start", "a", "b", "End")
    )
    first = running.start(process, {}, AT)
    second = done(process, first, "a")

    with pytest.raises(running.TaskNotOpen):
        running.complete(process, second.state, first.ready[0].task, {}, AT)


def test_parallel_branches_wait_for_each_other():
    process = ready_to_run(*PARALLEL)
    both = done(process, running.start(process, {}, AT), "ask")

    one = done(process, both, "left")
    met = done(process, one, "right")

    assert open_now(both) == ["left", "right"]
    assert open_now(one) == ["right"]
    assert open_now(met) == ["sum_up"]


def test_parallel_branches_inside_a_loop_wait_in_each_round():
    process = ready_to_run(
        start(),
        gateway("exclusive", "again"),
        gateway("parallel", "fork"),
        task("left"),
        task("right"),
        gateway("parallel", "join"),
        gateway("exclusive", "enough", default="enough_End"),
        end(),
        flows("Start", "again", "fork", "left", "join", "enough", "End"),
        flows("fork", "right", "join"),
        flow("enough", "again", when="more"),
        more="boolean",
    )
    now = running.start(process, {"more": True}, AT)

    for _ in range(3):
        now = done(process, now, "right")
        assert open_now(now) == ["left"]
        now = done(process, now, "left")
        assert open_now(now) == ["left", "right"]
    now = done(process, now, "left", more=False)
    now = done(process, now, "right")

    assert now.ended


def test_choice_goes_by_the_first_condition_that_holds():
    process = ready_to_run(
        start(),
        task("ask"),
        gateway("exclusive", "how_much", default="else"),
        task("large"),
        task("middle"),
        task("small"),
        end(),
        flows("Start", "ask", "how_much"),
        flow("how_much", "large", when="amount >= 100"),
        flow("how_much", "middle", when="amount >= 10"),
        flow("how_much", "small", name="else"),
        flows("large", "End"),
        flows("middle", "End"),
        flows("small", "End"),
        amount="money",
    )
    now = running.start(process, {}, AT)

    assert open_now(done(process, now, "ask", amount=Decimal(100))) == ["large"]
    assert open_now(done(process, now, "ask", amount=Decimal(99))) == ["middle"]
    assert open_now(done(process, now, "ask", amount=Decimal(9))) == ["small"]


def test_unknown_condition_goes_by_the_default_flow():
    process = ready_to_run(
        start(),
        gateway("exclusive", "how", default="else"),
        task("yes"),
        task("no"),
        task("unknown"),
        end(),
        flows("Start", "how"),
        flow("how", "yes", when="agreed"),
        flow("how", "no", when="not agreed"),
        flow("how", "unknown", name="else"),
        flows("yes", "End"),
        flows("no", "End"),
        flows("unknown", "End"),
        agreed="boolean",
    )

    assert open_now(running.start(process, {"agreed": None}, AT)) == ["unknown"]
    assert open_now(running.start(process, {"agreed": False}, AT)) == ["no"]


INCLUSIVE = (
    start(),
    task("ask"),
    gateway("inclusive", "fork", default="else"),
    task("law"),
    task("money"),
    task("neither"),
    gateway("inclusive", "join"),
    task("sum_up"),
    end(),
    flows("Start", "ask", "fork"),
    flow("fork", "law", when="legal"),
    flow("fork", "money", when="costly"),
    flow("fork", "neither", name="else"),
    flows("law", "join", "sum_up", "End"),
    flows("money", "join"),
    flows("neither", "join"),
)


@pytest.mark.parametrize(
    ("legal", "costly", "opened"),
    [
        (True, True, ["law", "money"]),
        (True, False, ["law"]),
        (False, False, ["neither"]),
        (None, None, ["neither"]),
    ],
)
def test_inclusive_join_waits_for_the_branches_that_were_opened(legal, costly, opened):
    process = ready_to_run(*INCLUSIVE, legal="boolean", costly="boolean")
    now = running.start(process, {}, AT)

    now = done(process, now, "ask", legal=legal, costly=costly)
    assert open_now(now) == opened
    while open_now(now) != ["sum_up"]:
        left = open_now(now)
        now = done(process, now, left[0])
        assert open_now(now) == (left[1:] or ["sum_up"])


def test_service_task_is_a_call_that_the_caller_completes():
    process = ready_to_run(
        start(),
        service("issue", act="documents.issue"),
        task("b"),
        end(),
        flows("Start", "issue", "b", "End"),
    )

    now = running.start(process, {}, AT)
    (call,) = now.calls
    after = running.complete(process, now.state, call.task, {}, AT)

    assert (call.element, call.act, now.ready) == ("issue", "documents.issue", ())
    assert open_now(after) == ["b"]


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


NESTED = (
    start(),
    task("before"),
    subprocess(
        "inside",
        start("S2"),
        task("x"),
        task("y"),
        end("E2"),
        flows("S2", "x", "y", "E2"),
    ),
    task("after"),
    task("rescue"),
    end(),
    flows("Start", "before", "inside", "after", "End"),
    attached("too_long", "inside", after="10 calendar_days"),
    flows("too_long", "rescue", "End"),
)


def test_subprocess_is_gone_through_and_left():
    process = ready_to_run(*NESTED)
    now = done(process, running.start(process, {}, AT), "before")

    seen = [open_now(now)]
    for element in ("x", "y", "after"):
        now = done(process, now, element)
        seen.append(open_now(now))

    assert seen == [["x"], ["y"], ["after"], []]
    assert now.ended


def test_timer_on_a_subprocess_ends_all_that_is_inside():
    process = ready_to_run(*NESTED)
    now = done(process, done(process, running.start(process, {}, AT), "before"), "x")

    now = running.wake(process, now.state, AT + timedelta(days=30))

    assert open_now(now) == ["rescue"]


def test_return_withdraws_what_came_after():
    process = ready_to_run(*PARALLEL)
    now = done(process, running.start(process, {}, AT), "ask")

    back = running.move(process, now.state, "ask", AT)

    assert open_now(back) == ["ask"]
    assert open_now(done(process, back, "ask")) == ["left", "right"]


def test_return_inside_a_branch_leaves_the_other_branch_alone():
    process = ready_to_run(
        start(),
        gateway("parallel", "fork"),
        task("left"),
        task("left_more"),
        task("right"),
        gateway("parallel", "join"),
        end(),
        flows("Start", "fork", "left", "left_more", "join", "End"),
        flows("fork", "right", "join"),
    )
    now = done(process, running.start(process, {}, AT), "left")

    back = running.move(process, now.state, "left", AT)
    assert open_now(back) == ["left", "right"]
    arrived = done(process, done(process, back, "left"), "left_more")
    again = running.move(process, arrived.state, "left_more", AT)

    assert open_now(again) == ["left_more", "right"]
    assert done(process, done(process, again, "left_more"), "right").ended


def test_return_into_branches_that_have_met_is_refused():
    process = ready_to_run(*PARALLEL)
    now = done(process, running.start(process, {}, AT), "ask")
    met = done(process, done(process, now, "left"), "right")

    with pytest.raises(CannotReturn, match="汇合"):
        running.move(process, met.state, "left", AT)
    assert open_now(running.move(process, met.state, "ask", AT)) == ["ask"]


def test_return_to_a_task_never_done_is_refused():
    process = ready_to_run(*PARALLEL)
    now = running.start(process, {}, AT)

    with pytest.raises(CannotReturn, match="还没有办过"):
        running.move(process, now.state, "sum_up", AT)
    with pytest.raises(CannotReturn, match="任务"):
        running.move(process, now.state, "fork", AT)


def test_return_into_a_subprocess_opens_it_again():
    process = ready_to_run(*NESTED)
    now = done(process, running.start(process, {}, AT), "before")
    inside = done(process, now, "x")
    left = done(process, inside, "y")

    within = running.move(process, inside.state, "x", AT)
    reopened = running.move(process, left.state, "y", AT)

    assert open_now(within) == ["x"]
    assert open_now(reopened) == ["y"]
    assert [timer.element for timer in reopened.timers] == ["too_long"]
    assert open_now(done(process, reopened, "y")) == ["after"]


def test_ended_process_opens_again_by_a_return():
    process = ready_to_run(start(), task("a"), end(), flows("Start", "a", "End"))
    ended = done(process, running.start(process, {}, AT), "a")

    again = running.move(process, ended.state, "a", AT)

    assert (ended.ended, again.ended, open_now(again)) == (True, False, ["a"])


def test_state_of_another_drawing_is_refused():
    process = ready_to_run(start(), task("a"), end(), flows("Start", "a", "End"))
    other = ready_to_run(*PARALLEL)

    with pytest.raises(running.OtherDrawing):
        running.look(other, running.start(process, {}, AT).state)


def test_state_costs_no_more_after_many_rounds():
    process = ready_to_run(*PARALLEL)
    now = done(process, running.start(process, {}, AT), "ask")
    early = len(now.state)

    for _ in range(200):
        now = done(process, running.move(process, now.state, "ask", AT), "ask")

    assert len(now.state) < early + 10
