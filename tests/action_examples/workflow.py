"""Examples of the actions on processes."""

from datetime import date, timedelta
from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.workflow import actions, queries
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import workflow as make


BY = System("test")
MODULE = "hengjian.workflow.actions"
WAITING = make.drawn(
    make.draw.start(),
    make.draw.task("ask"),
    make.draw.wait("until", on="back_on"),
    make.draw.end(),
    make.draw.flows("Start", "ask", "until", "End"),
)


def _complete(cast: Cast) -> partial[object]:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")
    values = {"granted": True}
    return partial(actions.complete, process=process, task=task, values=values, by=BY)


def _asked(process: str = "") -> actions.Progress:
    started = make.started(make.release(process))
    task = make.task_of(queries.standing(started), "ask")
    return actions.complete(process=started, task=task, values={"granted": True}, by=BY)


def _move(cast: Cast) -> partial[object]:
    process = _asked().process
    return partial(
        actions.move, process=process, to_element="ask", reason="材料不全", by=BY
    )


def _change_values(cast: Cast) -> partial[object]:
    process = _asked(WAITING).process
    values = {"back_on": date(2031, 3, 10)}
    return partial(actions.change_values, process=process, values=values, by=BY)


def _wake(cast: Cast) -> partial[object]:
    with clock.moved_to(clock.now() - timedelta(days=60)):
        process = make.started()
    return partial(actions.wake, process=process, by=BY)


def _migrate(cast: Cast) -> partial[object]:
    process = make.started()
    later = make.release(make.drawn(*make.DRAWN, "<!-- drawn again -->"))
    return partial(actions.migrate_one, process=process, to_release=later, by=BY)


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.start": lambda cast: partial(
        actions.start, release=make.release(), values={}, by=BY
    ),
    f"{MODULE}.complete": _complete,
    f"{MODULE}.move": _move,
    f"{MODULE}.change_values": _change_values,
    f"{MODULE}.wake": _wake,
    f"{MODULE}.migrate_one": _migrate,
}
