"""Running a process: each step takes a state and gives the next one.

Nothing is kept between steps but the bytes of the state. ``values`` are items of the
case card; those that conditions and timers read are kept in the state, so that a timer
can ring when nobody gives values. ``at`` is an aware moment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.drawing import Kind
from hengjian.engines.process.marking import Marking, Token
from hengjian.engines.process.returning import returned
from hengjian.engines.process.stored_state import load, save
from hengjian.engines.process.tokens import Placing, Reading, begun, empty, settle
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MOST_STEPS = 2_000  # elements in one advance


@dataclass(frozen=True)
class Ready:
    """An open user task."""

    task: str
    element: str
    since: datetime


@dataclass(frozen=True)
class Timer:
    """A timer that will ring; ``due_at`` is None while its date is not known."""

    task: str
    element: str
    due_at: datetime | None


@dataclass(frozen=True)
class Call:
    """An open service task: the act is done by the caller, who then completes it."""

    task: str
    element: str
    act: str


@dataclass(frozen=True)
class Advance:
    """What one step came to. ``finished`` are the elements passed, in order."""

    state: bytes
    ready: tuple[Ready, ...]
    timers: tuple[Timer, ...]
    finished: tuple[str, ...]
    calls: tuple[Call, ...]
    ended: bool


class TaskNotOpen(UserFault):
    """The task is not open: completed, withdrawn, or never reached."""

    status = 409

    def __init__(self, task: str) -> None:
        super().__init__(
            Text(
                f"任务“{task}”已不在办理中",
                f"the task “{task}” is not open any more",
            )
        )
        self.task = task


class OtherDrawing(UserFault):
    """A state of another drawing: it must be moved first (``migrating.plan``)."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "流程状态属于另一版流程图，须先迁移",
                "the state belongs to another version of the drawing: move it first",
            )
        )


class NeverWaits(UserFault):
    """The process goes round without anybody being asked."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "流程原地循环，无人可办", "the process goes round and waits for nobody"
            )
        )


def start(
    definition: Definition,
    values: Mapping[str, Any],
    at: datetime,
    *,
    calendar: WorkCalendar = DEFAULT,
) -> Advance:
    """Begin a process."""
    marking = Marking(definition.drawing.digest, values=_kept(definition, values))
    step = _Step(definition, marking, at, calendar)
    workflow = begun(definition.specs, step)
    return step.ended_with(workflow, step.settle(workflow))


def complete(
    definition: Definition,
    state: bytes,
    task: str,
    values: Mapping[str, Any],
    at: datetime,
    *,
    calendar: WorkCalendar = DEFAULT,
) -> Advance:
    """Complete an open user or service task; raises ``TaskNotOpen``."""
    marking = _marking(definition, state, values)
    token = _open_token(definition, marking, task)
    step = _Step(definition, marking, at, calendar)
    workflow = step.restored()
    workflow.get_task_from_id(task).run()
    step.marking = replace(marking, done=marking.done | {token.element})
    return step.ended_with(workflow, [token.element, *step.settle(workflow)])


def wake(
    definition: Definition,
    state: bytes,
    at: datetime,
    *,
    values: Mapping[str, Any] | None = None,
    calendar: WorkCalendar = DEFAULT,
) -> Advance:
    """Let the timers due by ``at`` ring, the earliest first; nothing due: nothing done."""
    marking = _marking(definition, state, values)
    step = _Step(definition, marking, at, calendar)
    workflow = step.restored()
    finished: list[str] = []
    while (due := step.next_due(workflow)) is not None and due <= at:
        step.rings_until = due
        workflow.refresh_timers()
        ran = step.settle(workflow)
        finished.extend(ran)
        if not ran:  # pragma: no cover  (what is due rings; else it would never end)
            break
    return step.ended_with(workflow, finished)


def move(
    definition: Definition,
    state: bytes,
    to_element: str,
    at: datetime,
    *,
    values: Mapping[str, Any] | None = None,
    calendar: WorkCalendar = DEFAULT,
) -> Advance:
    """Return (退回) or recall (撤回): go back to a user task completed before.

    What lies in the same branches is withdrawn; other branches go on. Raises
    ``CannotReturn`` with the reason.
    """
    marking = _marking(definition, state, values)
    step = _Step(
        definition, returned(definition, marking, to_element, at), at, calendar
    )
    workflow = step.restored()
    return step.ended_with(workflow, step.settle(workflow))


def look(definition: Definition, state: bytes) -> Advance:
    """Where a process stands, nothing done."""
    return advance_of(definition, _marking(definition, state, None), (), state)


def marking_of(definition: Definition, state: bytes) -> Marking:
    """Where a stored process stands. Raises ``OtherDrawing``, ``StateUnreadable``."""
    return _marking(definition, state, None)


def advance_of(
    definition: Definition,
    marking: Marking,
    finished: tuple[str, ...],
    state: bytes | None = None,
) -> Advance:
    """A marking in the words of the caller."""
    shapes = definition.drawing.tasks
    open_tasks = [t for t in marking.all_tokens() if t.element in shapes and not t.by]
    calls = [t for t in open_tasks if shapes[t.element].kind is Kind.SERVICE]
    return Advance(
        state=save(marking) if state is None else state,
        ready=tuple(
            Ready(t.id, t.element, t.since) for t in open_tasks if t not in calls
        ),
        timers=tuple(
            Timer(token.id, element, due)
            for token in marking.all_tokens()
            for element, due in token.due.items()
        ),
        finished=finished,
        calls=tuple(Call(t.id, t.element, shapes[t.element].act) for t in calls),
        ended=marking.ended,
    )


@dataclass
class _Step:
    """One step: answers gateways and timers while SpiffWorkflow runs."""

    definition: Definition
    marking: Marking
    at: datetime
    calendar: WorkCalendar
    rings_until: datetime | None = None  # while waking

    def __post_init__(self) -> None:
        self._seen = self.definition.seen(self.marking.values, self.at)

    def holds(self, flow: str) -> bool:
        return self.definition.holds(flow, self._seen, self.at)

    def due(self, element: str) -> datetime | None:
        return self.definition.timers[element](self._seen, self.at, self.calendar)

    def has_rung(self, due: datetime | None, *, kept: bool) -> bool:
        """Timers of before ring in ``wake`` alone; one reached too late rings at once."""
        if due is None:
            return False
        if kept:
            return self.rings_until is not None and due <= self.rings_until
        return due <= self.at

    def restored(self) -> Any:
        workflow = empty(self.definition.specs, self)
        Placing(self.definition.drawing).put(workflow, self.marking.tokens)
        return workflow

    def next_due(self, workflow: Any) -> datetime | None:
        """The earliest moment at which a waiting timer rings."""
        known = [due for due in _ask_all(workflow) if due is not None]
        return min(known, default=None)

    def settle(self, workflow: Any) -> list[str]:
        try:
            return settle(workflow, MOST_STEPS)
        except RecursionError:
            raise NeverWaits from None

    def ended_with(self, workflow: Any, finished: list[str]) -> Advance:
        _ask_all(workflow)
        drawing = self.definition.drawing
        known = {token.id: token for token in self.marking.all_tokens()}
        reading = Reading(drawing, self.at, self.marking.last_id, known)
        marking = replace(
            self.marking,
            tokens=reading.tokens(workflow),
            last_id=reading.last_id,
            ended=self.marking.ended or bool(workflow.completed),
        )
        return advance_of(self.definition, marking, tuple(finished))


def _ask_all(workflow: Any) -> list[datetime | None]:
    """When each waiting timer rings; dates that values have moved are taken over."""
    return [
        task.task_spec.event_definition.ask(task)
        for task in workflow.event_manager.tasks.values()
    ]


def _kept(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in definition.reads if name in values}


def _marking(
    definition: Definition, state: bytes, values: Mapping[str, Any] | None
) -> Marking:
    marking = load(state, definition.reads)
    if marking.drawing != definition.drawing.digest:
        raise OtherDrawing
    if not values:
        return marking
    return replace(marking, values={**marking.values, **_kept(definition, values)})


def _open_token(definition: Definition, marking: Marking, task: str) -> Token:
    for token in marking.all_tokens():
        if token.id == task and token.element in definition.drawing.tasks:
            return token
    raise TaskNotOpen(task)
