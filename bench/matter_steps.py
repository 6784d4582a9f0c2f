"""A matter of five tasks through actions, journal and card, against plain SpiffWorkflow.

The plain ways are those of ``process_steps`` over the same drawing and with the same
texts: the parse kept, the state saved and restored at each step. Ours registers the matter and completes five forms, each an action with its
entries in the journal, its line of history, its work items and its row for the warehouse;
the cards are then taken as the flusher takes them, all that changed together.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import process_steps
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.tables import seconds, table, times


TITLE = "a matter of five tasks with its journal and its card"
CASES = 120
TASKS = 5
CONTENT, DONE = "落实会商意见", "已办"
PACK = """
pack: five_steps
format: 1
title: {zh: 五步事项, en: Five steps}
line_of_work: office_affairs
kind: handled
record_of: here
sensitivity: internal
effective_from: 2020-01-01
"""
CARD = """
grain: case
key: [procuratorate, number]
unit: procuratorate
department: department
partition_date: registered_on
items:
  number: {label: {zh: 登记号, en: Number}, type: text, required: true}
  procuratorate: {label: {zh: 单位, en: Place}, type: unit, required: true}
  department: {label: {zh: 部门, en: Department}, type: department}
  registered_on: {label: {zh: 登记日期, en: On}, type: date, required: true}
  closed_on: {label: {zh: 办结日期, en: Closed}, type: date}
  content: {label: {zh: 内容, en: Content}, type: text, required: true}
"""


HEAD = [
    "database",
    "",
    "plain, as documented",
    "plain, drawing left out",
    "ours",
    "its card",
    "× documented",
    "× left out",
    "statements",
]


def run() -> str:
    """Both databases, by the clock and by the processor."""
    rows = []
    with own_postgresql() as address:
        for database, url in (("SQLite", ""), ("PostgreSQL", address)):
            timed = in_own_process(database, _measure, url)
            if timed.failed:
                rows.append([database, timed.failed])
                continue
            told: Told = timed.result
            for name, (whole, left_out, ours), card in (
                ("clock", told.clock, told.card),
                ("processor", told.processor, told.card_processor),
            ):
                rows.append(
                    [
                        database,
                        name,
                        *map(seconds, (whole, left_out, ours, card)),
                        times(ours + card, whole),
                        times(ours + card, left_out),
                        str(told.statements),
                    ]
                )
    return table(HEAD, rows)


@dataclass
class Told:
    """Medians of the three ways, a card's share of the taking, our statements."""

    clock: list[float]
    processor: list[float]
    card: float
    card_processor: float
    statements: int


def _measure(rounds: Rounds, database: str) -> Told:
    with own_home(database), tempfile.TemporaryDirectory() as folder:
        from hengjian.warehouse.matter_cards import taking

        pack = _written(Path(folder))
        drawing = (pack / "process.bpmn").read_bytes()
        begins, typed = {"content": CONTENT}, {"done": DONE}
        ways = [
            process_steps.plain(
                drawing, "five_steps", whole=whole, begins=begins, typed=typed
            )
            for whole in (True, False)
        ]
        ours = _ours(pack)
        ours()
        taking.take_all()
        with statements_counted() as counted:
            ours()
        clock, processor = process_steps.in_turn(rounds, [*ways, ours], CASES)
        begun, used = time.perf_counter(), time.process_time()
        cards = taking.take_all()["five_steps"]
        return Told(
            clock,
            processor,
            (time.perf_counter() - begun) / cards,
            (time.process_time() - used) / cards,
            counted.count,
        )


class Counted:
    """Statements that reached the database: reads, writes, begins, commits, the journal."""

    count = 0

    def one_more(self, *_: Any) -> None:
        self.count += 1


@contextmanager
def statements_counted() -> Iterator[Counted]:
    """Count whatever reaches the database in a block."""
    from django.db import connection

    counted = Counted()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(counted.one_more)
        yield counted
        connection.connection.set_trace_callback(None)
        return
    driver = connection.connection.pgconn
    with tempfile.NamedTemporaryFile() as told:
        driver.trace(told.fileno())
        yield counted
        driver.untrace()
        lines = Path(told.name).read_text("utf-8", "replace").splitlines()
    # each statement travels as one Execute, or as one Query of the simple protocol
    counted.count = sum(
        "\tF\t" in line and ("\tExecute\t" in line or "\tQuery\t" in line)
        for line in lines
    )


def _ours(pack: Path) -> Callable[[], None]:
    from hengjian.audit.actors import System
    from hengjian.matters import filling
    from hengjian.matters.actions import completing, registering
    from hengjian.matters.kinds import kind_named
    from hengjian.matters.locking import open_items
    from hengjian.packs import actions as packs
    from tests import cast as casting

    by = System("bench")
    cast = casting.assemble()
    packs.release(prepared=packs.prepare([pack]), by=by)
    kind = kind_named("five_steps")
    unit, account = cast.jiangcheng, cast.chen

    def case() -> None:
        typed = {"content": CONTENT}
        bound = filling.registration(kind, unit, None, account, typed)
        matter = registering.register(
            kind=kind,
            bound=bound,
            unit=unit,
            department=None,
            registrant=account.person,
            by=account,
        )
        for nth in range(TASKS):
            (item,) = open_items(matter)
            done = {f"done{nth}": DONE}
            matter = completing.complete(
                item=item,
                bound=filling.task_form(item, account, done, kind),
                version=matter.version,
                by=account,
            )
        assert not matter.is_under_way

    return case


def _written(folder: Path) -> Path:
    """The pack: a form and an item for each task."""
    from tests.engines.process import drawings as draw

    pack = folder / "five_steps"
    (pack / "forms").mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK, "utf-8")
    names = [f"task{nth}" for nth in range(TASKS)]
    items = "".join(
        f"  done{nth}: {{label: {{zh: 第{nth}步, en: Step {nth}}}, type: text}}\n"
        for nth in range(TASKS)
    )
    (pack / "case_card.yaml").write_text(CARD + items, "utf-8")
    for name, item in (
        ("register", "content"),
        *((name, f"done{nth}") for nth, name in enumerate(names)),
    ):
        title = f"title: {{zh: {name}, en: {name}}}"
        rows = f"sections:\n  - {title}\n    rows:\n      - [{item}]\n"
        text = f"form: {name}\n{title}\n{rows}"
        (pack / "forms" / f"{name}.yaml").write_text(text, "utf-8")
    parts = [draw.task(name, role="registrant", form=name) for name in names]
    drawing = draw.drawn(
        draw.start("begin"),
        *parts,
        draw.end("done"),
        draw.flows("begin", *names, "done"),
    )
    text = drawing.decode().replace('process id="p"', 'process id="five_steps"')
    (pack / "process.bpmn").write_text(text, "utf-8")
    return pack
