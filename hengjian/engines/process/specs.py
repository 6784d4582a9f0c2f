"""A drawing as SpiffWorkflow's specifications, built by us element by element.

SpiffWorkflow's parser never sees a drawing, and its Python engines are never reached:
it gets names of elements, gateways that ask us, timers that ask us, and an engine that
refuses to evaluate, to execute and to call anything.

Two things of it are replaced. It predicts the whole future at each start; here an
element's successors are made when it runs. Its joins count what arrived in an earlier
round of a loop; here a join counts what came since it last went on.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, Protocol

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    ExclusiveGateway,
    InclusiveGateway,
    IntermediateCatchEvent,
    ParallelGateway,
    StartEvent,
    SubWorkflowTask,
    UserTask,
)
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.util.task import TaskState

from hengjian.engines.process.drawing import Drawing, Element, Kind
from hengjian.engines.process.structure import Structure


# it gathers every task's data for a log line even where nobody listens
for _name in ("spiff", "spiff.task", "spiff.workflow"):
    logging.getLogger(_name).setLevel(logging.WARNING)

SPLIT = "timers of "
JOIN = "after timers of "
OWN = "#"  # before the names of elements: SpiffWorkflow has a "Start" and an "End"
MERGED = "merged"  # an arrival that its join has gone on with
_COMING = TaskState.FUTURE | TaskState.PREDICTED_MASK


class PythonRefused(Exception):
    """SpiffWorkflow asked for Python: nothing in a drawing may get there."""


class NoPython:
    """The script engine that SpiffWorkflow is given: it can do nothing at all."""

    environment = None

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise PythonRefused

    validate = evaluate = execute = call_service = _refuse


class Asked(Protocol):
    """What a running workflow is asked by its gateways and timers."""

    def holds(self, flow: str) -> bool: ...
    def due(self, element: str) -> datetime | None: ...
    def has_rung(self, due: datetime | None, *, kept: bool) -> bool: ...


def asked(task: Any) -> Asked:
    """The one who answers for the workflow of a task."""
    return task.workflow.top_workflow.asked


class FlowCondition:
    """The condition of one flow: a name for us to look up."""

    def __init__(self, flow: str) -> None:
        self.flow = flow

    def _matches(self, task: Any) -> bool:
        return asked(task).holds(self.flow)


class OurTimer(TimerEventDefinition):
    """A timer that rings when we say so. One that ``follows`` a date moves with it."""

    def __init__(self, element: str, *, follows: bool) -> None:
        super().__init__(element, "")
        self.element = element
        self.follows = follows

    def ask(self, my_task: Any) -> datetime | None:
        """When it rings, as far as that is known by now."""
        told = my_task.internal_data
        if self.follows or told.get("due") is None:
            told["due"] = asked(my_task).due(self.element)
        return told["due"]

    def has_fired(self, my_task: Any) -> bool:
        kept = my_task.internal_data.get("kept", False)
        return asked(my_task).has_rung(self.ask(my_task), kept=kept)


class Near:
    """Looks no further than the next elements, and only when it runs."""

    def _predict(self, my_task: Any, *_: Any, **__: Any) -> None:
        return

    def _run(self, my_task: Any) -> Any:
        self._predict_hook(my_task)  # type: ignore[attr-defined]
        for child in my_task.children:
            # the end's own join is SpiffWorkflow's and needs its successor
            child.task_spec._predict(child, mask=_COMING)
        return super()._run(my_task)  # type: ignore[misc]


class _Chooses(Near):
    def _predict_hook(self, my_task: Any) -> None:
        """Choosing makes the successors."""


class OurStart(Near, StartEvent):
    """Where a process or sub-process begins."""


class OurEnd(Near, EndEvent):
    """Where a branch ends."""


class OurTask(Near, UserTask):
    """A user or a service task: both wait to be completed from outside."""


class OurWait(Near, IntermediateCatchEvent):
    """A timer between two elements."""


class OurBoundary(Near, BoundaryEvent):
    """A timer attached to a task or sub-process."""


class OurSplit(Near, BoundaryEventSplit):
    """What a task with timers is entered by."""


class OurSubProcess(Near, SubWorkflowTask):
    """A sub-process."""


class OurExclusive(_Chooses, ExclusiveGateway):
    """Goes on by the first flow that holds, else by the default one."""


class _Merges:
    """Marks what it goes on with, so that the next round counts afresh."""

    def _run_hook(self, my_task: Any) -> Any:
        for task in my_task.workflow.tasks.values():
            if task.task_spec is self:
                task.internal_data[MERGED] = True
        return super()._run_hook(my_task)  # type: ignore[misc]


class OurParallel(_Merges, Near, ParallelGateway):
    """Goes on when every arrow has brought its token."""

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        arrived = {task.parent.task_spec.name for task in arrivals(my_task)}
        return arrived.issuperset(self._inputs)


class OurInclusive(_Merges, _Chooses, InclusiveGateway):
    """Goes on when none of its branches is alive any more."""

    between: frozenset[str] = frozenset()  # specs of all its branches, for a join

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        return not any(
            task.task_spec.name in self.between and _is_live(task)
            for task in my_task.workflow.tasks.values()
        )


def arrivals(my_task: Any) -> list[Any]:
    """The tasks by which a join was reached since it last went on."""
    return [
        task
        for task in my_task.workflow.tasks.values()
        if task.task_spec is my_task.task_spec
        and MERGED not in task.internal_data
        and task.parent.state == TaskState.COMPLETED
    ]


def _is_live(task: Any) -> bool:
    if task.state == TaskState.FUTURE:
        return task.parent.state == TaskState.COMPLETED
    return task.has_state(TaskState.WAITING | TaskState.READY | TaskState.STARTED)


_CLASSES: dict[Kind, Any] = {
    Kind.USER: OurTask,
    Kind.SERVICE: OurTask,
    Kind.EXCLUSIVE: OurExclusive,
    Kind.PARALLEL: OurParallel,
    Kind.INCLUSIVE: OurInclusive,
}


@dataclass(frozen=True)
class Specs:
    """The specifications of the process and of its sub-processes by element."""

    process: Any
    subprocesses: dict[str, Any]


def build(drawing: Drawing, structure: Structure) -> Specs:
    """The specifications of a checked drawing."""
    processes = {"": BpmnProcessSpec("process")}
    for one in drawing.elements.values():
        if one.kind is Kind.SUBPROCESS:
            processes[one.element] = BpmnProcessSpec(one.element)
    for one in drawing.elements.values():
        spec = processes[one.within]
        made = _spec(drawing, one, spec)
        if one.kind is Kind.START:
            spec.start.connect(made)
        elif one.kind is Kind.END:
            made.connect(spec.end)
        elif one.kind is Kind.INCLUSIVE:
            between = structure.between.get(one.element, frozenset())
            made.between = frozenset(
                name for each in between for name in (named(each), SPLIT + each)
            )
    for element, attached in drawing.attached.items():
        _attach(processes[drawing.elements[element].within], element, attached)
    for one in drawing.elements.values():
        _connect(drawing, one, processes[one.within])
    process = processes.pop("")
    return Specs(process, processes)


def named(element: str) -> str:
    """The name of an element's specification."""
    return OWN + element


def element_of(spec: Any) -> str:
    """The element of a specification, ``""`` for SpiffWorkflow's own."""
    return spec.name.removeprefix(OWN) if spec.name.startswith(OWN) else ""


def _spec(drawing: Drawing, one: Element, process: Any) -> Any:
    name = named(one.element)
    match one.kind:
        case Kind.START:
            return OurStart(process, name, NoneEventDefinition())
        case Kind.END:
            return OurEnd(process, name, NoneEventDefinition())
        case Kind.TIMER:
            return OurWait(process, name, _timer(drawing, one))
        case Kind.BOUNDARY:
            return OurBoundary(process, name, _timer(drawing, one), one.interrupting)
        case Kind.SUBPROCESS:
            return OurSubProcess(process, name, one.element)
        case _:
            return _CLASSES[one.kind](process, name)


def _timer(drawing: Drawing, one: Element) -> OurTimer:
    follows = drawing.timers[one.element].how == "on"
    return OurTimer(one.element, follows=follows)


def _attach(process: Any, element: str, attached: tuple[str, ...]) -> None:
    """Put a task between the split and the join of its timers."""
    split = OurSplit(process, SPLIT + element)
    join = BoundaryEventJoin(
        process, JOIN + element, split_task=split.name, cancel=True
    )
    task = process.task_specs[named(element)]
    split.connect(task)
    task.connect(join)
    for timer in attached:
        event = process.task_specs[named(timer)]
        split.connect(event)
        event.connect(join)


def _connect(drawing: Drawing, one: Element, process: Any) -> None:
    source = process.task_specs[named(one.element)]
    for flow in one.outgoing:
        target = _entry(process, drawing.target(flow))
        if flow == one.default or drawing.flows[flow].condition is None:
            source.connect(target)
        else:
            source.connect_if(FlowCondition(flow), target)


def _entry(process: Any, element: str) -> Any:
    """What an arrow to an element leads to: the split of its timers, if it has any."""
    split = process.task_specs.get(SPLIT + element)
    return split or process.task_specs[named(element)]
