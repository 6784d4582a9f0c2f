"""A matter of five tasks through actions, journal and card, against plain SpiffWorkflow.

The plain way is that of ``process_steps``: the parse kept, the state saved and restored at
each step. Ours registers the matter and completes five forms, each an action with its
entries in the journal, its line of history, its work items and its row for the warehouse;
the cards are then taken as the flusher takes them, all that changed together.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import process_steps
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.tables import seconds, table, times


TITLE = "a matter of five tasks with its journal and its card"
CASES = 120
TASKS = 5
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


def run() -> str:
    """Both databases."""
    rows = []
    with own_postgresql() as address:
        for database, url in (("SQLite", ""), ("PostgreSQL", address)):
            timed = in_own_process(database, _measure, url)
            if timed.failed:
                rows.append([database, timed.failed])
                continue
            plain, ours, card = timed.result
            rows.append(
                [
                    database,
                    seconds(plain),
                    seconds(ours),
                    seconds(card),
                    times(ours + card, plain),
                ]
            )
    head = ["database", "plain, 5 tasks", "ours, 5 tasks", "its card", "× plain"]
    return table(head, rows)


def _measure(rounds: Rounds, database: str) -> tuple[float, float, float]:
    """Medians of a whole case the plain way and ours; a card's share of the taking."""
    with own_home(database):
        from hengjian.warehouse.matter_cards import taking

        plain, ours = process_steps._plain(), _ours()
        for way in (plain, ours):
            for _ in range(5):
                way()
        taking.take_all()
        taken: dict[Callable[[], None], list[float]] = {plain: [], ours: []}
        for _ in range(CASES):
            for way in (plain, ours):
                begun = time.perf_counter()
                way()
                taken[way].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        assert taking.take_all() == {"five_steps": CASES}
        card = (time.perf_counter() - begun) / CASES
        rounds.seconds.extend(taken[ours])
        return statistics.median(taken[plain]), statistics.median(taken[ours]), card


def _ours() -> Callable[[], None]:
    from hengjian.audit.actors import System
    from hengjian.matters import filling
    from hengjian.matters.actions import completing, registering
    from hengjian.matters.kinds import kind_named
    from hengjian.packs import actions as packs
    from tests import cast as casting

    by = System("bench")
    cast = casting.assemble()
    with tempfile.TemporaryDirectory() as folder:
        packs.release(prepared=packs.prepare([_written(Path(folder))]), by=by)
    kind = kind_named("five_steps")
    unit, account = cast.jiangcheng, cast.chen

    def case() -> None:
        typed = {"content": "落实会商意见"}
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
            item = matter.work_items.get(done_at__isnull=True)
            done = {f"done{nth}": "已办"}
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
