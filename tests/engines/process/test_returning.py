"""Going back withdraws what came after, in the same branches only."""

import pytest

from hengjian.engines.process import running
from hengjian.engines.process.returning import CannotReturn
from tests.engines.process.drawings import (
    end,
    flows,
    gateway,
    start,
    subprocess,
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


def test_return_into_a_branch_of_a_subprocess_that_was_left_is_refused():
    process = ready_to_run(
        start(),
        subprocess(
            "inside",
            start("S2"),
            gateway("parallel", "fork"),
            task("x"),
            task("y"),
            gateway("parallel", "join"),
            end("E2"),
            flows("S2", "fork", "x", "join", "E2"),
            flows("fork", "y", "join"),
        ),
        task("after"),
        end(),
        flows("Start", "inside", "after", "End"),
    )
    now = done(process, done(process, running.start(process, {}, AT), "x"), "y")

    with pytest.raises(CannotReturn, match="汇合"):
        running.move(process, now.state, "x", AT)
