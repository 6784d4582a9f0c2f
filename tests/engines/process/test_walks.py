"""Random walks through random drawings: saving changes nothing, branches do not mind
their order, a state never stands still, and every drawing made of blocks is sound."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.process import definition, migrating, running
from hengjian.engines.process.checking import check
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.reading import read
from hengjian.engines.process.returning import CannotReturn
from hengjian.engines.process.stored_state import load
from hengjian.engines.process.tokens import Placing, Reading, empty
from tests.engines.process import drawings as draw
from tests.engines.process.cards import card


AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25"))
CARD = card(yes="boolean", amount="integer")


@dataclass
class Block:
    """A piece with one way in and one way out."""

    first: str
    last: str
    parts: list[str] = field(default_factory=list)


@dataclass
class Pen:
    """Draws blocks and numbers their elements."""

    drawn: Any
    count: int = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def block(self, depth: int) -> Block:
        kinds = ["task", "task", "service", "timed"]
        if depth:
            kinds += [
                "then",
                "then",
                "parallel",
                "exclusive",
                "inclusive",
                "loop",
                "sub",
            ]
        return getattr(self, self.drawn(st.sampled_from(kinds)))(depth - 1)

    def task(self, _depth: int) -> Block:
        name = self.name("t")
        return Block(name, name, [draw.task(name)])

    def service(self, _depth: int) -> Block:
        name = self.name("s")
        return Block(name, name, [draw.service(name)])

    def timed(self, depth: int) -> Block:
        """A task with a reminder beside it, whose branch has an end of its own."""
        block = self.task(depth)
        timer, end, beside = self.name("r"), self.name("e"), self.task(depth)
        block.parts += [
            draw.attached(
                timer, block.first, after="3 working_days", interrupting=False
            ),
            *beside.parts,
            draw.end(end),
            draw.flows(timer, beside.first, end),
        ]
        return block

    def then(self, depth: int) -> Block:
        one, other = self.block(depth), self.block(depth)
        parts = [*one.parts, *other.parts, draw.flows(one.last, other.first)]
        return Block(one.first, other.last, parts)

    def parallel(self, depth: int) -> Block:
        return self._branches("parallel", depth, conditions=False)

    def inclusive(self, depth: int) -> Block:
        return self._branches("inclusive", depth, conditions=True)

    def exclusive(self, depth: int) -> Block:
        return self._branches("exclusive", depth, conditions=True)

    def _branches(self, kind: str, depth: int, *, conditions: bool) -> Block:
        fork, join = self.name("g"), self.name("g")
        branches = [self.block(depth) for _ in range(self.drawn(st.integers(2, 3)))]
        default = f"{fork}_{branches[-1].first}" if conditions else ""
        parts = [draw.gateway(kind, fork, default), draw.gateway(kind, join)]
        for branch in branches:
            chosen = conditions and branch is not branches[-1]
            when = self.drawn(st.sampled_from(["yes", "amount > 2"])) if chosen else ""
            parts += branch.parts
            parts.append(draw.flow(fork, branch.first, when=when))
            parts.append(draw.flow(branch.last, join))
        return Block(fork, join, parts)

    def loop(self, depth: int) -> Block:
        back, again = self.name("g"), self.name("g")
        body = self.block(depth)
        asked = self.task(depth)
        on = self.task(depth)
        parts = [
            draw.gateway("exclusive", back),
            *body.parts,
            *asked.parts,
            draw.gateway("exclusive", again, default=f"{again}_{on.first}"),
            *on.parts,
            draw.flows(back, body.first),
            draw.flows(body.last, asked.first),
            draw.flows(asked.last, again, on.first),
            draw.flow(again, back, when="amount > 3"),
        ]
        return Block(back, on.last, parts)

    def sub(self, depth: int) -> Block:
        name, start, end = self.name("p"), self.name("b"), self.name("e")
        inner = self.block(depth)
        piece = draw.subprocess(
            name,
            draw.start(start),
            *inner.parts,
            draw.end(end),
            draw.flows(start, inner.first),
            draw.flows(inner.last, end),
        )
        return Block(name, name, [piece])


@st.composite
def processes(drawn: Any) -> Definition:
    pen = Pen(drawn)
    block = pen.block(3)
    content = draw.drawn(
        draw.start(),
        *block.parts,
        draw.end(),
        draw.flows("Start", block.first),
        draw.flows(block.last, "End"),
    )
    drawing = read(content, file="process.bpmn")
    told = {"card": CARD, "forms": (), "roles": None, "acts": None}
    assert check(drawing, **told, limits=(), tables={}) == []
    return definition.compile(drawing, CARD)


VALUES = st.fixed_dictionaries(
    {"yes": st.sampled_from([True, False, None]), "amount": st.integers(0, 4)}
)
CHOICES = st.lists(st.tuples(st.integers(0, 5), VALUES), min_size=1, max_size=12)


def open_ids(now: running.Advance) -> list[str]:
    return sorted(
        [one.task for one in now.ready] + [one.task for one in now.calls], key=int
    )


def stands(process: Definition, now: running.Advance) -> Any:
    """Where a process stands, whatever its tasks are numbered."""

    def told(tokens: Any) -> list[Any]:
        return sorted(
            (t.element, t.by, sorted(t.due.items()), sorted(t.fired), told(t.inner))
            for t in tokens
        )

    marking = load(now.state, process.reads)
    return told(marking.tokens), marking.ended, sorted(marking.done)


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), CHOICES)
def test_walk_through_any_drawing_comes_to_its_end(process, choices) -> None:
    now = running.start(process, {"yes": None, "amount": 0}, AT)

    for number, values in choices:
        if not now.ended:
            ids = open_ids(now)
            assert ids, "it neither ended nor waits for anybody"
            task = ids[number % len(ids)]
            now = running.complete(process, now.state, task, values, AT)
    for _ in range(400):
        if now.ended:
            break
        end = {"yes": False, "amount": 0}
        now = running.complete(process, now.state, open_ids(now)[0], end, AT)

    assert now.ended
    assert (now.ready, now.calls, now.timers) == ((), (), ())


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), CHOICES)
def test_saving_and_restoring_changes_nothing(process, choices) -> None:
    now = running.start(process, {}, AT)

    for number, values in choices:
        looked = running.look(process, now.state)
        slept = running.wake(process, now.state, AT)
        assert (looked.ready, looked.calls, looked.timers) == (
            now.ready,
            now.calls,
            now.timers,
        )
        assert slept.state == now.state
        assert restored(process, now) == load(now.state, process.reads).tokens
        if now.ended:
            break
        ids = open_ids(now)
        now = running.complete(process, now.state, ids[number % len(ids)], values, AT)


def restored(process: Definition, now: running.Advance) -> Any:
    """The tokens put into the library's workflow and read back."""
    marking = load(now.state, process.reads)
    workflow = empty(process.specs, asked=None)  # type: ignore[arg-type]
    Placing(process.drawing).put(workflow, marking.tokens)
    known = {token.id: token for token in marking.all_tokens()}
    return Reading(process.drawing, AT, marking.last_id, known).tokens(workflow)


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), st.randoms(use_true_random=False), VALUES)
def test_open_tasks_may_be_done_in_any_order(process, random, values) -> None:
    begun = running.start(process, values, AT)
    ids = open_ids(begun)
    shuffled = random.sample(ids, len(ids))

    one, other = begun, begun
    for task in ids:
        one = running.complete(process, one.state, task, values, AT)
    for task in shuffled:
        other = running.complete(process, other.state, task, values, AT)

    assert stands(process, one) == stands(process, other)


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), CHOICES)
def test_return_to_any_task_done_leaves_a_process_that_comes_to_its_end(
    process, choices
) -> None:
    now = running.start(process, {}, AT)
    for number, values in choices:
        if not now.ended:
            now = onward(process, now, number, values)
    done = sorted(load(now.state, process.reads).done)

    for element in done:
        try:
            back = running.move(process, now.state, element, AT)
        except CannotReturn:
            continue
        for _ in range(400):
            if back.ended:
                break
            end = {"yes": False, "amount": 0}
            back = running.complete(process, back.state, open_ids(back)[0], end, AT)
        assert back.ended


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), CHOICES)
def test_any_state_moves_to_the_same_drawing(process, choices) -> None:
    now = running.start(process, {}, AT)

    for number, values in choices:
        plan = migrating.plan(process, process, now.state)
        assert plan.reason is None
        assert plan.new_state == now.state
        now = onward(process, now, number, values)


def onward(process: Definition, now: running.Advance, number: int, values: Any) -> Any:
    """One step: a task completed or, now and then, ten days slept."""
    ids = open_ids(now)
    if number == 5 or not ids:
        return running.wake(process, now.state, AT + timedelta(days=10))
    return running.complete(process, now.state, ids[number % len(ids)], values, AT)


@settings(max_examples=EXAMPLES, deadline=None)
@given(processes(), st.integers(0, 40))
def test_timers_ring_alike_however_often_one_looks(process, days) -> None:
    begun = running.start(process, {"yes": True, "amount": 3}, AT)

    at_once = running.wake(process, begun.state, AT + timedelta(days=days))
    daily = begun
    for day in range(days + 1):
        daily = running.wake(process, daily.state, AT + timedelta(days=day))

    assert stands(process, daily) == stands(process, at_once)
