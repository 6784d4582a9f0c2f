"""Steps of processes as tests take them."""

from datetime import UTC, datetime

from hengjian.engines.process import definition, running
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.reading import read
from tests.engines.process.cards import card
from tests.engines.process.drawings import (
    attached,
    drawn,
    end,
    flows,
    gateway,
    start,
    subprocess,
    task,
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
