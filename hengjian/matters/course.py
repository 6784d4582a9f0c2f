"""The one place where matters reach their process: begun, a step on, a step back."""

from collections.abc import Mapping
from typing import Any

from hengjian.audit.actors import Actor
from hengjian.engines.process.running import Advance
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered
from hengjian.matters.faults import MatterFault
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter
from hengjian.workflow import actions as workflow
from hengjian.workflow import queries, steps
from hengjian.workflow.definitions import definition_of
from hengjian.workflow.models import Process


MOST_CALLS = 100  # service tasks done one after another in one step


def prepare(kind: Kind) -> None:
    """Read what runs for a kind, before a transaction: the first time is slow."""
    definition_of(kind.release)


def begin(kind: Kind, row: Mapping[str, Any], *, by: Actor) -> tuple[Process, Advance]:
    """Begin the process of a new matter."""
    progress = steps.start(release=kind.release, values=row, by=by)
    return progress.process, progress.advance


def step(
    matter: Matter, task: str, row: Mapping[str, Any], *, reason: str = "", by: Actor
) -> Advance:
    """Complete a task of the process."""
    progress = workflow.complete(
        process=_to_lock(matter), task=task, values=row, reason=reason[:500], by=by
    )
    return progress.advance


def step_held(
    matter: Matter, task: str, row: Mapping[str, Any], *, reason: str = "", by: Actor
) -> Advance:
    """Complete a task of the process that was locked and read with its matter."""
    progress = steps.complete(
        process=_process(matter), task=task, values=row, reason=reason[:500], by=by
    )
    return progress.advance


def back(
    matter: Matter,
    element: str,
    row: Mapping[str, Any],
    *,
    reason: str,
    recalled: bool = False,
    by: Actor,
) -> Advance:
    """Go back to a task done before. Raises ``CannotReturn`` with the reason."""
    progress = workflow.move(
        process=_to_lock(matter),
        to_element=element,
        values=row,
        reason=reason[:500],
        recalled=recalled,
        by=by,
    )
    return progress.advance


def changed(matter: Matter, row: Mapping[str, Any], *, by: Actor) -> Advance | None:
    """Tell the process that items changed outside a task; None: it reads none of them."""
    if matter.process_id is None:
        return None
    process = _to_lock(matter)
    progress = workflow.change_values(process=process, values=row, by=by)
    return progress.advance if progress is not None else None


def standing(matter: Matter) -> Advance:
    """Where the process stands; nothing is written."""
    return queries.standing(_process(matter))


def called(
    matter: Matter, advance: Advance, row: Mapping[str, Any], *, by: Actor
) -> Advance:
    """Do what service tasks call, one after another, and where that leads.

    Raises ``MatterFault`` for an act that nobody registered.
    """
    for _ in range(MOST_CALLS):
        if not advance.calls:
            return advance
        call = advance.calls[0]
        acts = registered("ACTS", call.act)
        if not acts:
            raise MatterFault(
                Text(
                    f"没有登记自动办理“{call.act}”",
                    f"nobody registered the act “{call.act}”",
                )
            )
        for act in acts:
            act(matter=matter, by=by)
        advance = step(matter, call.task, row, by=by)
    raise MatterFault(Text("自动办理没有尽头", "service tasks without end"))


def _to_lock(matter: Matter) -> Process:
    """The key alone: the actions read a process once they hold it."""
    if matter.process_id is None:
        raise _none()
    return Process(pk=matter.process_id)


def _process(matter: Matter) -> Process:
    if matter.process is None:
        raise _none()
    return matter.process


def _none() -> MatterFault:
    return MatterFault(Text("事项没有流程", "the matter has no process"))
