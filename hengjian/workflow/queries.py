"""Where processes stand, how they came there, and their drawing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hengjian.engines.process import running
from hengjian.engines.process.drawing import TaskShape
from hengjian.engines.process.running import Advance
from hengjian.lib.bilingual import Text
from hengjian.workflow.definitions import definition_of
from hengjian.workflow.models import Process, ProcessStep


@dataclass(frozen=True)
class OpenTask:
    """A task that somebody has to do."""

    task: str
    element: str
    since: datetime
    shape: TaskShape


def standing(process: Process) -> Advance:
    """Where a process stands: open tasks, timers, calls."""
    return running.look(definition_of(process.release), bytes(process.state))


def open_tasks(process: Process) -> list[OpenTask]:
    """The open tasks with what the drawing says of each."""
    definition = definition_of(process.release)
    return [
        OpenTask(
            each.task, each.element, each.since, definition.drawing.tasks[each.element]
        )
        for each in standing(process).ready
    ]


def history(process: Process) -> QuerySet[ProcessStep]:
    """Every step, the first first."""
    return process.steps.order_by("number")


def last_step(process: Process) -> ProcessStep | None:
    """The newest step."""
    return process.steps.order_by("-number").first()


@dataclass(frozen=True)
class DrawnElement:
    """One task of the list beside the drawing."""

    element: str
    label: Text
    state: str  # open | done | ahead


@dataclass(frozen=True)
class Diagram:
    """The drawing with its tokens, and the same as a list for whoever cannot see it."""

    xml: str
    open: tuple[str, ...]
    done: tuple[str, ...]
    steps: tuple[DrawnElement, ...]


def diagram(process: Process) -> Diagram:
    """The drawing of a process, what is open and what was gone through."""
    drawing = definition_of(process.release).drawing
    now = standing(process)
    is_open = {each.element for each in now.ready}
    is_open |= {each.element for each in now.calls}
    is_open |= {each.element for each in now.timers}
    passed = process.steps.order_by("number").values_list("passed", flat=True)
    done = {element for each in passed for element in each} - is_open
    states = dict.fromkeys(done, "done") | dict.fromkeys(is_open, "open")
    return Diagram(
        xml=drawing.xml.decode("utf-8-sig"),
        open=tuple(e for e in drawing.elements if e in is_open),
        done=tuple(e for e in drawing.elements if e in done),
        steps=tuple(
            DrawnElement(each.element, each.label, states.get(each.element, "ahead"))
            for each in drawing.tasks.values()
        ),
    )
