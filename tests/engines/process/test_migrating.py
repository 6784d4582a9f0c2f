"""Running processes move to a new drawing, or say why they cannot."""

from datetime import UTC, datetime

import pytest

from hengjian.engines.process import definition, migrating, running
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.reading import read
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


AT = datetime(2026, 10, 12, 2, tzinfo=UTC)


def process(*parts: str, **items: str) -> Definition:
    return definition.compile(read(drawn(*parts), file="process.bpmn"), card(**items))


def chain(*names: str) -> Definition:
    tasks = [task(name) for name in names]
    return process(start(), *tasks, end(), flows("Start", *names, "End"))


def branched(kind: str = "parallel", *more: str) -> Definition:
    default = "fork_b" if kind == "inclusive" else ""
    first = flow("fork", "a", when="yes" if default else "")
    return process(
        start(),
        task("ask"),
        gateway(kind, "fork", default),
        task("a"),
        task("b"),
        gateway(kind, "join"),
        task("z"),
        end(),
        flows("Start", "ask", "fork"),
        first,
        flow("fork", "b"),
        flows("a", "join", "z", "End"),
        flows("b", "join"),
        *more,
        yes="boolean",
    )


def after(definition_: Definition, *elements: str) -> running.Advance:
    now = running.start(definition_, {"yes": True}, AT)
    for element in elements:
        ids = {one.element: one.task for one in (*now.ready, *now.calls)}
        now = running.complete(definition_, now.state, ids[element], {}, AT)
    return now


def reason(old: Definition, new: Definition, state: bytes) -> str:
    plan = migrating.plan(old, new, state)
    assert plan.new_state is None
    assert plan.reason is not None
    return plan.reason.en


def moved(old: Definition, new: Definition, state: bytes) -> running.Advance:
    plan = migrating.plan(old, new, state)
    assert plan.reason is None, plan.reason
    assert plan.new_state is not None
    return running.wake(new, plan.new_state, AT)


def test_open_task_goes_on_in_the_new_drawing_with_its_number() -> None:
    old, new = chain("a", "b"), chain("a", "c", "b")
    now = after(old)

    there = moved(old, new, now.state)

    assert there.ready == now.ready
    assert [
        r.element
        for r in running.complete(new, there.state, there.ready[0].task, {}, AT).ready
    ] == ["c"]


def test_open_task_that_is_gone_cannot_move() -> None:
    old = chain("a", "b")

    assert "no “b”" in reason(old, chain("a", "c"), after(old, "a").state)


def test_open_task_of_another_kind_cannot_move() -> None:
    old = chain("a")
    new = process(start(), service("a"), end(), flows("Start", "a", "End"))

    assert "was a task and is a service task" in reason(old, new, after(old).state)


def test_open_task_in_another_subprocess_cannot_move() -> None:
    old = chain("a")
    inner = subprocess("s", start("S2"), task("a"), end("E2"), flows("S2", "a", "E2"))
    new = process(start(), inner, end(), flows("Start", "s", "End"))

    assert "another sub-process" in reason(old, new, after(old).state)


def test_branches_that_are_drawn_one_after_the_other_cannot_move() -> None:
    old, new = branched(), chain("ask", "a", "b", "z")

    assert "wait for ever" in reason(old, new, after(old, "ask").state)


def test_task_alone_cannot_move_into_a_branch_whose_join_would_wait() -> None:
    old, new = chain("ask", "a", "b"), branched()

    assert "wait for ever" in reason(old, new, after(old, "ask").state)
    assert moved(old, new, after(old).state).ready[0].element == "ask"


def test_task_alone_may_move_into_an_inclusive_branch() -> None:
    old, new = chain("ask", "a", "z"), branched("inclusive")

    there = moved(old, new, after(old, "ask").state)
    on = running.complete(new, there.state, there.ready[0].task, {}, AT)

    assert [one.element for one in on.ready] == ["z"]


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_branch_that_waits_at_the_join_moves(kind: str) -> None:
    old = branched(kind)
    new = branched(kind, "<!-- again -->")
    elements = ("ask", "a") if kind == "parallel" else ("ask",)

    there = moved(old, new, after(old, *elements).state)
    on = running.complete(new, there.state, there.ready[0].task, {}, AT)

    assert [one.element for one in on.ready] == ["z"]


def test_arrow_to_a_join_that_comes_from_elsewhere_cannot_move() -> None:
    old = branched()
    new = process(
        start(), task("ask"), gateway("parallel", "fork"), task("a"), task("b"),
        task("c"), gateway("parallel", "join"), task("z"), end(),
        flows("Start", "ask", "fork", "a", "c", "join", "z", "End"),
        flows("fork", "b", "join"),
    )  # fmt: skip

    assert "“a_join”" in reason(old, new, after(old, "ask", "a").state)


def test_timer_that_both_have_keeps_its_moment_and_a_new_one_is_set() -> None:
    def timed(*timers: str) -> Definition:
        parts = [
            attached(name, "a", after="5 calendar_days", interrupting=False)
            for name in timers
        ]
        return process(
            start(), task("a"), end(), flows("Start", "a", "End"), *parts,
            *(end(f"E{name}") for name in timers),
            *(flows(name, f"E{name}") for name in timers),
        )  # fmt: skip

    old, new = timed("one", "two"), timed("two", "three")
    now = after(old)
    kept = {one.element: one.due_at for one in now.timers}["two"]

    there = moved(old, new, now.state)

    due = {one.element: one.due_at for one in there.timers}
    assert set(due) == {"two", "three"}
    assert due["two"] == kept
    assert due["three"] is not None


def test_waiting_timer_moves_and_a_subprocess_with_it() -> None:
    def nested(*more: str) -> Definition:
        inner = subprocess(
            "s", start("S2"), task("x"), wait("w", on="day"), task("y"), end("E2"),
            flows("S2", "x", "w", "y", "E2"),
        )  # fmt: skip
        return process(
            start(), inner, end(), flows("Start", "s", "End"), *more, day="date"
        )

    old, new = nested(), nested("<!-- again -->")
    now = after(old, "x")

    assert [one.element for one in moved(old, new, now.state).timers] == ["w"]


def test_item_of_another_type_cannot_move() -> None:
    def choosing(condition: str, **items: str) -> Definition:
        return process(
            start(), task("a"), gateway("exclusive", "g", "g_End"), task("b"), end(),
            flows("Start", "a", "g", "End"), flow("g", "b", when=condition),
            flows("b", "End"), **items,
        )  # fmt: skip

    old = choosing("n > 1", n="integer")

    assert "another type" in reason(
        old, choosing("n = 'x'", n="text"), after(old).state
    )


def test_ended_process_moves() -> None:
    old, new = chain("a"), chain("a", "b")

    assert moved(old, new, after(old, "a").state).ended
