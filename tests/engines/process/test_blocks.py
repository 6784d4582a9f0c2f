"""Branches are blocks: what meets, what does not, and what lies beside."""

import pytest

from hengjian.engines.process import migrating, running
from hengjian.engines.process.checking_paths import paths, shape
from hengjian.engines.process.reading import read
from hengjian.engines.process.returning import CannotReturn
from hengjian.engines.process.structure import structure_of
from tests.engines.process.drawings import (
    attached,
    drawn,
    end,
    flow,
    flows,
    gateway,
    start,
    subprocess,
    task,
    wait,
)
from tests.engines.process.steps import AT, done, open_now, ready_to_run


def crossings(*parts: str) -> list[str]:
    drawing = read(drawn(*parts), file="process.bpmn")
    assert list(shape(drawing)) == []
    return [each.message.en for each in structure_of(drawing).crossings]


def test_arrow_into_a_branch_from_outside_is_a_crossing() -> None:
    (message,) = crossings(
        start(), gateway("exclusive", "g", "g_fork"), gateway("parallel", "fork"),
        task("a"), task("b"), gateway("parallel", "join"), end(),
        flows("Start", "g", "fork", "a", "join", "End"), flows("fork", "b", "join"),
        flow("g", "a", when="yes"),
    )  # fmt: skip

    assert "from outside" in message


def test_branch_that_reaches_the_join_by_two_arrows_is_a_crossing() -> None:
    (message,) = crossings(
        start(), gateway("parallel", "fork"), gateway("exclusive", "g", "g_a"),
        task("a"), task("b"), task("c"), gateway("parallel", "join"), end(),
        flows("Start", "fork", "g", "a", "join", "End"), flow("g", "b", when="yes"),
        flows("b", "join"), flows("fork", "c", "join"),
    )  # fmt: skip

    assert "exactly one arrow" in message


def test_reminder_that_leads_back_into_the_rest_is_a_crossing() -> None:
    (message,) = crossings(
        start(), task("a"), task("b"), end(), flows("Start", "a", "b", "End"),
        attached("remind", "a", after="3 working_days", interrupting=False),
        flows("remind", "b"),
    )  # fmt: skip

    assert "must not lead back" in message


def test_loop_out_of_a_branch_is_a_crossing() -> None:
    found = crossings(
        start(), gateway("exclusive", "again"), gateway("parallel", "fork"), task("a"),
        gateway("exclusive", "g", "g_E2"), task("b"), end(), end("E2"),
        flows("Start", "again", "fork", "a", "g", "E2"), flow("g", "again", when="yes"),
        flows("fork", "b", "End"),
    )  # fmt: skip

    assert len(found) == 1


def test_process_without_an_end_or_with_arrows_from_it_is_told() -> None:
    no_end = read(drawn(start(), task("a"), flows("Start", "a")), file="x")
    beyond = read(
        drawn(start(), task("a"), end(), flows("Start", "a", "End"), flow("End", "a")),
        file="x",
    )

    assert [fault.rule for fault in shape(no_end)] == [
        "drawing_starts",
        "drawing_arrows",
    ]
    assert [fault.message.en for fault in shape(beyond)] == [
        "“end End” leads no further"
    ]


def test_arrow_to_a_start_or_none_to_a_task_is_told() -> None:
    back = read(
        drawn(start(), task("a"), end(), flows("Start", "a", "End"), task("b"),
              flows("b", "Start")),
        file="x",
    )  # fmt: skip

    told = [fault.message.en for fault in shape(back)]
    assert told == ["no arrow may lead to “start Start”", "no arrow leads to “b”"]


def test_default_arrow_of_what_does_not_choose_is_told() -> None:
    drawing = read(
        drawn(
            start(),
            gateway("exclusive", "g", "g_End"),
            end(),
            flows("Start", "g", "End"),
        ),
        file="x",
    )

    assert [fault.rule for fault in shape(drawing)] == ["drawing_default"]


def test_branches_that_each_end_need_not_meet() -> None:
    process = ready_to_run(
        start(), gateway("parallel", "fork"), task("a"), task("b"), end(), end("E2"),
        flows("Start", "fork", "a", "End"), flows("fork", "b", "E2"),
    )  # fmt: skip
    assert list(paths(process.drawing)) == []
    now = running.start(process, {}, AT)

    one = done(process, now, "a")

    assert not one.ended
    assert done(process, one, "b").ended


@pytest.mark.parametrize("order", ["empty_first", "empty_last"])
@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_empty_branch_waits_for_the_other(kind: str, order: str) -> None:
    when = "yes" if kind == "inclusive" else ""
    arrows = [flow("fork", "join", when=when), flow("fork", "a", when=when)]
    process = ready_to_run(
        start(), gateway(kind, "fork", "fork_z" if when else ""), task("a"), task("z"),
        gateway(kind, "join"), task("after"), end(), flows("Start", "fork"),
        *(arrows if order == "empty_first" else reversed(arrows)),
        flow("fork", "z"), flows("a", "join", "after", "End"), flows("z", "join"),
        yes="boolean",
    )  # fmt: skip
    assert list(paths(process.drawing)) == []

    now = running.start(process, {"yes": True}, AT)

    assert "a" in open_now(now)
    while "after" not in open_now(now):
        now = done(process, now, open_now(now)[0])
    assert open_now(now) == ["after"]


def test_timers_due_at_once_inside_and_around_a_subprocess() -> None:
    process = ready_to_run(
        start(),
        subprocess(
            "inside", start("S2"), wait("w", after="2 calendar_days"), task("y"),
            end("E2"), flows("S2", "w", "y", "E2"),
        ),
        task("rescue"), end(), flows("Start", "inside", "End"),
        attached("too_long", "inside", after="2 calendar_days"),
        flows("too_long", "rescue", "End"),
    )  # fmt: skip
    now = running.start(process, {}, AT)

    woken = running.wake(process, now.state, now.timers[0].due_at)

    assert open_now(woken) == ["rescue"]


SIDE = (
    start(),
    task("ask"),
    gateway("parallel", "fork"),
    task("a"),
    task("more"),
    task("b"),
    gateway("parallel", "join"),
    end(),
    end("Told"),
    flows("Start", "ask", "fork", "a", "more", "join", "End"),
    flows("fork", "b", "join"),
    attached("remind", "more", after="1 calendar_days", interrupting=False),
    task("explain"),
    flows("remind", "explain", "Told"),
)


def _reminded(process):
    now = done(process, running.start(process, {}, AT), "ask")
    now = done(process, now, "a")
    now = running.wake(process, now.state, now.timers[0].due_at)
    assert open_now(now) == ["b", "explain", "more"]
    return now


def test_return_within_a_branch_withdraws_what_lies_beside_it() -> None:
    process = ready_to_run(*SIDE)

    back = running.move(process, _reminded(process).state, "a", AT)

    assert open_now(back) == ["a", "b"]


def test_join_does_not_wait_for_what_lies_beside() -> None:
    process = ready_to_run(*SIDE)
    now = _reminded(process)

    now = done(process, done(process, now, "more"), "b")

    assert open_now(now) == ["explain"]
    assert not now.ended
    assert done(process, now, "explain").ended


def test_what_lies_beside_does_not_keep_a_branch_open() -> None:
    process = ready_to_run(*SIDE)
    met = done(process, done(process, _reminded(process), "more"), "b")

    with pytest.raises(CannotReturn):
        running.move(process, met.state, "a", AT)
    assert open_now(running.move(process, met.state, "ask", AT)) == ["ask"]


def test_process_with_something_beside_moves() -> None:
    old, new = ready_to_run(*SIDE), ready_to_run(*SIDE, "<!-- again -->")
    now = _reminded(old)

    for state in (now.state, done(old, done(old, now, "more"), "b").state):
        assert migrating.plan(old, new, state).reason is None


def test_branches_beside_a_task_that_become_one_cannot_move() -> None:
    main = (start(), task("a"), end(), flows("Start", "a", "End"))
    timer = attached("remind", "a", after="1 calendar_days", interrupting=False)
    old = ready_to_run(
        *main, timer, gateway("parallel", "fork"), task("x"), task("y"), end("E2"),
        end("E3"), flows("remind", "fork", "x", "E2"), flows("fork", "y", "E3"),
    )  # fmt: skip
    new = ready_to_run(
        *main, timer, task("x"), task("y"), end("E2"),
        flows("remind", "x", "y", "E2"),
    )  # fmt: skip
    now = running.start(old, {}, AT)
    now = running.wake(old, now.state, now.timers[0].due_at)

    plan = migrating.plan(old, new, now.state)

    assert open_now(now) == ["a", "x", "y"]
    assert plan.reason is not None


def test_tokens_of_two_forks_cannot_stand_together() -> None:
    old = ready_to_run(*SIDE)
    apart = ready_to_run(
        start(), task("ask"), gateway("exclusive", "g", "g_f1"),
        gateway("parallel", "f1"), task("more"), task("x"), gateway("parallel", "j1"),
        gateway("parallel", "f2"), task("b"), task("y"), gateway("parallel", "j2"),
        end(), flows("Start", "ask", "g", "f1", "more", "j1", "End"),
        flows("f1", "x", "j1"), flow("g", "f2", when="yes"),
        flows("f2", "b", "j2", "End"), flows("f2", "y", "j2"), yes="boolean",
    )  # fmt: skip
    inside_and_after = ready_to_run(
        start(), task("ask"), gateway("parallel", "fork"), task("more"), task("x"),
        gateway("parallel", "join"), task("b"), end(),
        flows("Start", "ask", "fork", "more", "join", "b", "End"),
        flows("fork", "x", "join"),
    )  # fmt: skip
    both = done(old, done(old, running.start(old, {}, AT), "ask"), "a")

    for new in (apart, inside_and_after):
        plan = migrating.plan(old, new, both.state)
        assert plan.reason is not None
        assert "wait for ever" in plan.reason.en
