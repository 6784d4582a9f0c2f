"""Steps of a process inside another action, which lets every fault through.

As the actions of the same name take them, without a savepoint of their own: whoever
catches what these raise must roll back the whole act.
"""

from collections.abc import Mapping
from typing import Any

from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.process import running
from hengjian.lib import clock
from hengjian.packs.models import PackRelease
from hengjian.workflow.definitions import definition_of
from hengjian.workflow.models import Process, What
from hengjian.workflow.stepping import Progress, Told, written


def start(*, release: PackRelease, values: Mapping[str, Any], by: Actor) -> Progress:
    """Begin the process of a release with the card's values.

    Raises ``NoProcess`` where its pack draws none.
    """
    definition = definition_of(release)
    now = clock.now()
    advance = running.start(definition, values, now, calendar=calendar_in_force())
    process = Process(release=release, name=release.name, started_at=now)
    told = Told(
        What.STARTED, "workflow.process_started", detail={"release": release.digest}
    )
    return written(process, definition, advance, told, by)


def complete(
    *,
    process: Process,
    task: str,
    values: Mapping[str, Any],
    by: Actor,
    reason: str = "",
) -> Progress:
    """Complete an open task of a process that is held under its lock.

    Raises ``TaskNotOpen``.
    """
    definition = definition_of(process.release)
    state = bytes(process.state)
    before = running.look(definition, state)
    element = element_of(before, task)
    advance = running.complete(
        definition, state, task, values, clock.now(), calendar=calendar_in_force()
    )
    told = Told(What.COMPLETED, "workflow.task_completed", element, task, reason)
    return written(process, definition, advance, told, by, before=open_tasks(before))


def open_tasks(advance: running.Advance) -> frozenset[str]:
    """The tasks (ids) that are open."""
    return frozenset(each.task for each in advance.ready)


def element_of(advance: running.Advance, task: str) -> str:
    """The drawing's element of an open task. Raises ``TaskNotOpen``."""
    elements = {each.task: each.element for each in advance.ready}
    elements |= {each.task: each.element for each in advance.calls}
    if task not in elements:
        raise running.TaskNotOpen(task)
    return elements[task]
