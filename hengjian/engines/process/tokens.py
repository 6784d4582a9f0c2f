"""Tokens put into a SpiffWorkflow workflow, and read back out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from hengjian.engines.process.drawing import TASKS, Drawing, Kind
from hengjian.engines.process.marking import Token
from hengjian.engines.process.specs import (
    SPLIT,
    Asked,
    NoPython,
    Specs,
    arrivals,
    element_of,
    named,
)


def empty(specs: Specs, asked: Asked) -> Any:
    """A workflow that has begun and stands nowhere."""
    workflow = BpmnWorkflow(
        specs.process, specs.subprocesses, NoPython(), deserializing=True
    )
    workflow.asked = asked
    _root(workflow)
    return workflow


def begun(specs: Specs, asked: Asked) -> Any:
    """A workflow at its start."""
    # its constructor runs the start already: whom to ask must be known by then
    workflow = empty(specs, asked)
    start = Task(workflow, specs.process.start.outputs[0], workflow.task_tree)
    start._set_state(TaskState.FUTURE)
    start.task_spec._update(start)
    return workflow


def _root(workflow: Any) -> None:
    workflow.task_tree = Task(workflow, workflow.spec.start, state=TaskState.COMPLETED)


@dataclass(frozen=True)
class Placing:
    """Puts tokens onto elements of a drawing."""

    drawing: Drawing

    def put(self, workflow: Any, tokens: tuple[Token, ...]) -> None:
        for token in tokens:
            if token.by:
                self._arrive(workflow, token)
            elif self.drawing.elements[token.element].kind is Kind.TIMER:
                self._wait(workflow, workflow.task_tree, token, token.element)
            else:
                self._open(workflow, token)

    def _arrive(self, workflow: Any, token: Token) -> None:
        """At a join: its source is done, and the join waits for the others."""
        source = workflow.spec.task_specs[named(self.drawing.source(token.by))]
        before = Task(workflow, source, workflow.task_tree, TaskState.COMPLETED)
        spec = workflow.spec.task_specs[named(token.element)]
        for earlier in workflow.tasks.values():
            if earlier.task_spec is spec:
                # only the last to arrive waits; the others count by their sources
                earlier._set_state(TaskState.CANCELLED)
        Task(workflow, spec, before, TaskState.WAITING, token.id)

    def _open(self, workflow: Any, token: Token) -> None:
        specs = workflow.spec.task_specs
        parent = workflow.task_tree
        split = specs.get(SPLIT + token.element)
        if split is not None:
            parent = Task(workflow, split, parent, TaskState.COMPLETED)
        inner = self.drawing.elements[token.element].kind is Kind.SUBPROCESS
        state = TaskState.STARTED if inner else TaskState.READY
        task = Task(workflow, specs[named(token.element)], parent, state, token.id)
        for timer in token.fired:
            Task(workflow, specs[named(timer)], parent, TaskState.COMPLETED)
        for timer in token.due:
            self._wait(workflow, parent, token, timer)
        if inner:
            self._enter(workflow.top_workflow, task, token)

    def _wait(self, workflow: Any, parent: Task, token: Token, timer: str) -> None:
        own = token.id if timer == token.element else None
        spec = workflow.spec.task_specs[named(timer)]
        task = Task(workflow, spec, parent, TaskState.WAITING, own)
        task.internal_data.update(due=token.due[timer], kept=True)
        workflow.top_workflow.event_manager.add_task(task)

    def _enter(self, top: Any, task: Task, token: Token) -> None:
        spec = top.subprocess_specs[token.element]
        inside = BpmnSubWorkflow(spec, task.id, top, deserializing=True)
        _root(inside)
        top.subprocesses[task.id] = inside
        inside.completed_event.connect(
            task.task_spec._on_subworkflow_completed,
            task,
        )
        self.put(inside, token.inner)


@dataclass
class Reading:
    """Reads tokens out of a workflow; new ones get the next numbers."""

    drawing: Drawing
    at: datetime
    last_id: int
    known: dict[str, Token]  # before the step, by id

    def tokens(self, workflow: Any) -> tuple[Token, ...]:
        return tuple(
            token
            for task in list(workflow.tasks.values())
            for token in self._token(workflow, task)
        )

    def _token(self, workflow: Any, task: Any) -> Iterator[Token]:
        one = self.drawing.elements.get(element_of(task.task_spec))
        if one is None:
            return
        if one.kind in TASKS and task.state == TaskState.READY:
            yield self._open(task)
        elif one.kind is Kind.SUBPROCESS and task.state == TaskState.STARTED:
            inside = workflow.top_workflow.subprocesses[task.id]
            yield self._open(task, self.tokens(inside))
        elif task.state != TaskState.WAITING:
            return
        elif one.kind is Kind.TIMER:
            due = {one.element: task.internal_data.get("due")}
            yield self._made(task, one.element, due=due)
        elif len(one.incoming) > 1:
            for arrival in arrivals(task):
                by = self._flow(element_of(arrival.parent.task_spec), one.element)
                yield self._made(arrival, one.element, by=by)

    def _open(self, task: Any, inner: tuple[Token, ...] = ()) -> Token:
        due: dict[str, datetime | None] = {}
        fired = []
        element = element_of(task.task_spec)
        if element in self.drawing.attached:
            for other in task.parent.children:
                if other is task:
                    continue
                timer = element_of(other.task_spec)
                if other.state == TaskState.WAITING:
                    due[timer] = other.internal_data.get("due")
                else:
                    fired.append(timer)
        return self._made(task, element, due=due, fired=tuple(fired), inner=inner)

    def _made(self, task: Any, element: str, **told: Any) -> Token:
        before = self.known.get(task.id)
        if before is not None:
            return Token(before.id, element, before.since, **told)
        self.last_id += 1
        return Token(str(self.last_id), element, self.at, **told)

    def _flow(self, source: str, target: str) -> str:
        return next(
            flow
            for flow in self.drawing.elements[target].incoming
            if self.drawing.source(flow) == source
        )


def settle(workflow: Any, most: int) -> list[str]:
    """Run all that waits for nobody; gives the elements that ran, in order.

    Raises ``RecursionError`` after ``most`` elements: a circle that never waits.
    """
    ran: list[str] = []
    while (task := _next(workflow)) is not None:
        task.run()
        ran.append(element_of(task.task_spec))
        if len(ran) > most:
            raise RecursionError
    return [element for element in ran if element]


def _next(workflow: Any) -> Any:
    """The next task to run, of the innermost sub-process first."""
    levels = [*reversed(workflow.subprocesses.values()), workflow]
    ready = (task for level in levels for task in level.tasks.values())
    return next((task for task in ready if _may_run(task)), None)


def _may_run(task: Any) -> bool:
    return task.state == TaskState.READY and not task.task_spec.manual
