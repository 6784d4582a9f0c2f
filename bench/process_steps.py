"""Five tasks of a process through actions, against plain SpiffWorkflow on the same database.

The plain way keeps its parse, and stores the state after every step without the parsed
drawing, in a transaction of its own: the least that anybody does who uses the library.
Ours takes the lock, counts by the calendar in force, writes a line of history and an
entry of the journal.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.tables import seconds, table, times


TITLE = "a process of five tasks, and a step after 10,000"
CASES = 120
HISTORY = 10_000
FIVE = tuple(f"task{number}" for number in range(5))


def run() -> str:
    """Both databases, then the long history."""
    rows = []
    with own_postgresql() as address:
        for database, url in (("SQLite", ""), ("PostgreSQL", address)):
            timed = in_own_process(database, measure, url)
            if timed.failed:
                rows.append([database, timed.failed])
                continue
            plain, ours, early, late = timed.result
            rows.append(
                [
                    database,
                    seconds(plain),
                    seconds(ours),
                    times(ours, plain),
                    seconds(early),
                    seconds(late),
                    times(late, early),
                ]
            )
    head = [
        "database",
        "plain, 5 tasks",
        "ours, 5 tasks",
        "× plain",
        "a step after 10",
        f"after {HISTORY:,}",
        "× early",
    ]
    return table(head, rows)


def measure(rounds: Rounds, database: str) -> tuple[float, float, float, float]:
    """Medians: a whole case the plain way and ours, a step early and late."""
    with own_home(database):
        plain, ours = _plain(), _ours()
        for way in (plain, ours):
            for _ in range(5):
                way()
        taken: dict[Callable[[], None], list[float]] = {plain: [], ours: []}
        for _ in range(CASES):
            for way in (plain, ours):
                begun = time.perf_counter()
                way()
                taken[way].append(time.perf_counter() - begun)
        early, late = _long()
        rounds.seconds.extend(taken[ours])
        return (
            statistics.median(taken[plain]),
            statistics.median(taken[ours]),
            early,
            late,
        )


def _drawn(*parts: str) -> bytes:
    from tests.engines.process import drawings

    return drawings.drawn(*parts)


def _five() -> bytes:
    from tests.engines.process import drawings as draw

    tasks = [draw.task(name) for name in FIVE]
    return _drawn(
        draw.start("begin"),
        *tasks,
        draw.end("done"),
        draw.flows("begin", *FIVE, "done"),
    )


def _ours() -> Callable[[], None]:
    from hengjian.workflow import actions
    from tests.factories import workflow as make

    release = make.release(_five().decode())

    def case() -> None:
        progress = actions.start(release=release, values={}, by=make.BY)
        for _ in FIVE:
            (task,) = progress.advance.ready
            progress = actions.complete(
                process=progress.process, task=task.task, values={}, by=make.BY
            )
        assert progress.advance.ended

    return case


def _long() -> tuple[float, float]:
    """A step of a process that goes round, after ten and after many."""
    from hengjian.workflow import actions
    from tests.engines.process import drawings as draw
    from tests.factories import workflow as make

    release = make.release(
        _drawn(
            draw.start(),
            draw.gateway("exclusive", "again"),
            draw.task("work"),
            draw.gateway("exclusive", "enough", default="enough_again"),
            draw.end(),
            draw.flows("Start", "again", "work", "enough", "again"),
            draw.flow("enough", "End", when="granted"),
        ).decode(),
        name="round",
    )
    progress = actions.start(release=release, values={}, by=make.BY)
    taken = []
    for _ in range(HISTORY):
        (task,) = progress.advance.ready
        begun = time.perf_counter()
        progress = actions.complete(
            process=progress.process, task=task.task, values={}, by=make.BY
        )
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[10:210]), statistics.median(taken[-200:])


def _plain() -> Callable[[], None]:
    """SpiffWorkflow as its own documentation uses it, with the parse kept."""
    from django.db import connection, transaction
    from lxml import etree
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(_five()))
    spec = parser.get_spec("p")

    class SpecKept(BpmnWorkflowConverter):
        """Leaves the parsed drawing out of every state."""

        def to_dict(self, workflow: Any) -> dict[str, Any]:
            kept, workflow.spec = workflow.spec, None
            try:
                return super().to_dict(workflow)
            finally:
                workflow.spec = kept

        def from_dict(self, dct: dict[str, Any]) -> Any:
            restore = self.registry.restore
            self.registry.restore = lambda value, **more: (
                spec if value is None else restore(value, **more)
            )
            try:
                return super().from_dict(dct)
            finally:
                self.registry.restore = restore

    config = {**DEFAULT_CONFIG, BpmnWorkflow: SpecKept}
    serialiser = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(config))
    number = "SERIAL" if connection.vendor == "postgresql" else "INTEGER"
    with connection.cursor() as cursor:
        cursor.execute(f"create table plain (id {number} primary key, state text)")

    def saved(workflow: Any) -> str:
        return json.dumps(serialiser.to_dict(workflow))

    def case() -> None:
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into plain (state) values (%s) returning id", [saved(workflow)]
            )
            (row,) = cursor.fetchone()
        for _ in FIVE:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("select state from plain where id = %s", [row])
                workflow = serialiser.from_dict(json.loads(cursor.fetchone()[0]))
                workflow.get_next_task(state=TaskState.READY, manual=True).run()
                workflow.do_engine_steps()
                cursor.execute(
                    "update plain set state = %s where id = %s",
                    [saved(workflow), row],
                )
        assert workflow.is_completed()

    return case
