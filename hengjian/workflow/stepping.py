"""One step of a process written down: its state, its history, its entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.audit.composed import Composed
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.running import Advance
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.workflow.models import Process, ProcessStep, What


class ProcessChanged(UserFault):
    """Somebody took a step since the caller looked."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "流程刚被他人推进，请刷新后再办",
                "somebody took a step meanwhile: look again",
            )
        )


@dataclass(frozen=True)
class Progress:
    """A process after a step, where it stands, and the step as it was written."""

    process: Process
    advance: Advance
    step: ProcessStep


@dataclass(frozen=True)
class Told:
    """What is written of a step beside where it led."""

    what: What
    event: str
    element: str = ""
    task: str = ""
    reason: str = ""
    detail: Mapping[str, Any] | None = None


_LOCKED = Composed(
    lambda pk: (
        Process.objects.select_for_update(of=("self",))
        .select_related("release")
        .defer("release__archive")
        .filter(pk=pk)
        .order_by()
    )
)


def locked(process: Process, version: int | None) -> Process:
    """The process as it is now, held until the end; raises ``ProcessChanged``."""
    found = _LOCKED(process.pk)
    if not found:
        raise Process.DoesNotExist
    (now,) = found
    if version is not None and now.version != version:
        raise ProcessChanged
    return now


def written(
    process: Process,
    definition: Definition,
    advance: Advance,
    told: Told,
    by: Actor,
    *,
    before: frozenset[str] = frozenset(),
) -> Progress:
    """Write a step: ``before`` are the tasks (ids) that were open already."""
    at = clock.now()
    before_it = (process.wakes_at, process.ended_at)
    process.state = advance.state
    due = [timer.due_at for timer in advance.timers if timer.due_at is not None]
    process.wakes_at = min(due, default=None)
    process.ended_at = (process.ended_at or at) if advance.ended else None
    if process.pk is None:
        later.insert(process)
        later.write_now()  # its key is asked for below
    else:
        process.version += 1
        later.update(process, *_changed(process, told, before_it))
    label = _label(definition, told.element)
    step = ProcessStep(
        process=process,
        number=process.version,
        what=told.what,
        element=told.element,
        label_zh=label.zh[:200],
        label_en=label.en[:200],
        task=told.task,
        passed=list(advance.finished),
        opened=[each.element for each in advance.ready if each.task not in before],
        by=by.journal_name,
        reason=told.reason,
        at=at,
    )
    later.insert(step)
    new = {"version": process.version, "element": told.element} | dict(
        told.detail or {}
    )
    detail = {"reason": told.reason} if told.reason else None
    journal.enter(told.event, subject=process, new=new, detail=detail)
    return Progress(process, advance, step)


def _changed(
    process: Process, told: Told, times: tuple[datetime | None, datetime | None]
) -> list[str]:
    """What a step writes: what is indexed only where it moved."""
    fields = ["state", "version"]
    if told.what == What.MOVED:
        fields.append("release")
    if (process.wakes_at, process.ended_at) != times:
        fields += ["wakes_at", "ended_at"]
    return fields


def _label(definition: Definition, element: str) -> Text:
    if element in definition.drawing.elements:
        return definition.drawing.label(element)
    return definition.drawing.name
