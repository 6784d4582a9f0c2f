"""A released pack with a process, for tests: a loan of files with a reminder."""

import tempfile
from pathlib import Path

from hengjian.audit.actors import System
from hengjian.engines.process.running import Advance
from hengjian.packs import actions as packs
from hengjian.packs.models import PackRelease
from hengjian.workflow import actions
from hengjian.workflow.models import Process
from tests.engines.process import drawings as draw


BY = System("test")

PACK = """\
pack: loan
format: 1
title: {zh: 借阅, en: Loan}
line_of_work: administration
kind: handled
"""
CARD = """\
grain: case
key: [number]
items:
  number: {label: {zh: 编号, en: Number}, type: text, required: true}
  granted: {label: {zh: 同意, en: Granted}, type: boolean}
  back_on: {label: {zh: 归还日期, en: Due back}, type: date}
"""
DRAWN = (
    draw.start(),
    draw.task("ask"),
    draw.gateway("exclusive", "granted_", default="no"),
    draw.task("lend"),
    draw.end(),
    draw.end("Refused"),
    draw.end("Told"),
    draw.flows("Start", "ask", "granted_"),
    draw.flow("granted_", "lend", when="granted"),
    draw.flow("granted_", "Refused", name="no"),
    draw.flows("lend", "End"),
    draw.attached("remind", "ask", after="3 working_days", interrupting=False),
    draw.flows("remind", "Told"),
)


def drawn(*parts: str) -> str:
    """A drawing with a Latin name, so that it needs no second one."""
    return draw.drawn(*parts).decode()


def release(process: str = "", *, name: str = "loan") -> PackRelease:
    """The pack released, with another drawing where one is given."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / name
        pack.mkdir()
        (pack / "pack.yaml").write_text(PACK.replace("loan", name, 1), "utf-8")
        (pack / "case_card.yaml").write_text(CARD, "utf-8")
        (pack / "process.bpmn").write_text(process or drawn(*DRAWN), "utf-8")
        (released,) = packs.release(prepared=packs.prepare([Path(folder)]), by=BY)
    return released


def started(of: PackRelease | None = None) -> Process:
    """A process that has just begun."""
    return actions.start(release=of or release(), values={}, by=BY).process


def task_of(advance: Advance, element: str) -> str:
    """The id of an open task."""
    return next(one.task for one in advance.ready if one.element == element)
