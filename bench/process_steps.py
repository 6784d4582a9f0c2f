"""Five tasks of a process through actions, against plain SpiffWorkflow on the same database.

Plain, as the library's documentation does it: the parse kept, the workflow restored and
saved with its own serialiser at each step, in a transaction of its own. Plain, the
drawing left out: less than the library offers, the least that could be done with it.
Ours takes the lock, counts by the calendar in force, writes a line of history and an
entry of the journal.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
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
            clock, processor, early, late = timed.result
            whole, left_out, ours = clock
            rows.append(
                [
                    database,
                    *map(seconds, clock),
                    times(ours, whole),
                    times(ours, left_out),
                    " / ".join(map(seconds, processor)),
                    seconds(early),
                    seconds(late),
                    times(late, early),
                ]
            )
    head = [
        "database",
        "plain, as documented",
        "plain, drawing left out",
        "ours",
        "× documented",
        "× left out",
        "processor time of the three",
        "a step after 10",
        f"after {HISTORY:,}",
        "× early",
    ]
    return table(head, rows)


Way = Callable[[], None]


def measure(
    rounds: Rounds, database: str
) -> tuple[list[float], list[float], float, float]:
    """Medians of a whole case each way, by clock and processor; a step early and late."""
    with own_home(database):
        drawing = _five()
        ways = [
            plain(drawing, "p", whole=True),
            plain(drawing, "p", whole=False),
            _ours(),
        ]
        clock, processor = in_turn(rounds, ways, CASES)
        return clock, processor, *_long()


def in_turn(
    rounds: Rounds, ways: Sequence[Way], cases: int
) -> tuple[list[float], list[float]]:
    """Medians of each way by clock and processor, the ways in turn; the last is ours."""
    for way in ways:
        for _ in range(5):
            way()
    clock: list[list[float]] = [[] for _ in ways]
    processor: list[list[float]] = [[] for _ in ways]
    for _ in range(cases):
        for nth, way in enumerate(ways):
            begun, used = time.perf_counter(), time.process_time()
            way()
            processor[nth].append(time.process_time() - used)
            clock[nth].append(time.perf_counter() - begun)
    rounds.seconds.extend(clock[-1])
    return [statistics.median(c) for c in clock], [
        statistics.median(p) for p in processor
    ]


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


def plain(
    drawing: bytes,
    name: str,
    *,
    whole: bool,
    begins: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Callable[[], None]:
    """A case run by SpiffWorkflow alone with its parse kept, its state in a row.

    ``whole``: as its documentation does, ``serialize_json`` and ``deserialize_json`` of
    the workflow. Else the parsed drawing is left out of what is stored, which the library
    does not offer. ``begins`` and ``typed`` are data of the case and of each task.
    """
    from django.db import connection, transaction
    from lxml import etree
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(drawing))
    spec = parser.get_spec(name)
    registry = BpmnWorkflowSerializer.configure(None if whole else _left_out(spec))
    serialiser = BpmnWorkflowSerializer(registry)
    stored = "plain_whole" if whole else "plain_left_out"
    number = "SERIAL" if connection.vendor == "postgresql" else "INTEGER"
    with connection.cursor() as cursor:
        cursor.execute(f"create table {stored} (id {number} primary key, state text)")

    def case() -> None:
        workflow = BpmnWorkflow(spec)
        workflow.data.update(begins or {})
        workflow.do_engine_steps()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"insert into {stored} (state) values (%s) returning id",
                [serialiser.serialize_json(workflow)],
            )
            (row,) = cursor.fetchone()
        for nth in range(len(FIVE)):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"select state from {stored} where id = %s", [row])
                workflow = serialiser.deserialize_json(cursor.fetchone()[0])
                task = workflow.get_next_task(state=TaskState.READY, manual=True)
                task.data.update(
                    {f"{n}{nth}": text for n, text in (typed or {}).items()}
                )
                task.run()
                workflow.do_engine_steps()
                cursor.execute(
                    f"update {stored} set state = %s where id = %s",
                    [serialiser.serialize_json(workflow), row],
                )
        assert workflow.is_completed()

    return case


def _left_out(spec: Any) -> dict[Any, Any]:
    """How to store a workflow without the parsed drawing ``spec``."""
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

    class SpecKept(BpmnWorkflowConverter):
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

    return {**DEFAULT_CONFIG, BpmnWorkflow: SpecKept}
