"""Processes run as drawn: tasks, gateways, timers, sub-processes, returns."""

from decimal import Decimal

import pytest

from hengjian.engines.process import running
from tests.engines.process.drawings import (
    end,
    flow,
    flows,
    gateway,
    service,
    start,
    task,
)
from tests.engines.process.steps import (
    AT,
    NESTED,
    PARALLEL,
    done,
    open_now,
    ready_to_run,
)


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


def test_subprocess_is_gone_through_and_left():
    process = ready_to_run(*NESTED)
    now = done(process, running.start(process, {}, AT), "before")

    seen = [open_now(now)]
    for element in ("x", "y", "after"):
        now = done(process, now, element)
        seen.append(open_now(now))

    assert seen == [["x"], ["y"], ["after"], []]
    assert now.ended


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
