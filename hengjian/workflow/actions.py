"""Start a process, take its steps, wake it, move it to a new release.

The engine decides where a step leads; what is written is the new state, one step of
history and one entry of the journal, in one transaction.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.process import migrating, running
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.packs.models import PackRelease
from hengjian.workflow import steps
from hengjian.workflow.definitions import definition_of
from hengjian.workflow.models import Process, What
from hengjian.workflow.stepping import Progress, Told, locked, written


logger = logging.getLogger(__name__)

WOKEN = "workflow.process_woken"


class CannotMove(UserFault):
    """A process cannot go over to the other release; the message says why."""

    status = 409


@journal.action
def start(*, release: PackRelease, values: Mapping[str, Any], by: Actor) -> Progress:
    """Begin the process of a release with the card's values.

    Raises ``NoProcess`` where its pack draws none.
    """
    return steps.start(release=release, values=values, by=by)


@journal.action
def complete(
    *,
    process: Process,
    task: str,
    values: Mapping[str, Any],
    by: Actor,
    reason: str = "",
    version: int | None = None,
) -> Progress:
    """Complete an open task with the card's values; service tasks too, once called.

    With ``version`` the caller says which state it saw. Raises ``ProcessChanged``,
    ``TaskNotOpen``.
    """
    process = locked(process, version)
    return steps.complete(
        process=process, task=task, values=values, reason=reason, by=by
    )


@journal.action
def move(
    *,
    process: Process,
    to_element: str,
    by: Actor,
    reason: str,
    values: Mapping[str, Any] | None = None,
    recalled: bool = False,
    version: int | None = None,
) -> Progress:
    """Return the process to an earlier task, or recall it there.

    Raises ``ProcessChanged`` and ``CannotReturn``, which says why.
    """
    process = locked(process, version)
    definition = definition_of(process.release)
    before = running.look(definition, bytes(process.state))
    advance = running.move(
        definition,
        bytes(process.state),
        to_element,
        clock.now(),
        values=values,
        calendar=calendar_in_force(),
    )
    what, event = (
        (What.RECALLED, "workflow.process_recalled")
        if recalled
        else (What.RETURNED, "workflow.process_returned")
    )
    told = Told(what, event, to_element, reason=reason)
    return written(
        process, definition, advance, told, by, before=steps.open_tasks(before)
    )


@journal.action
def change_values(
    *, process: Process, values: Mapping[str, Any], by: Actor
) -> Progress | None:
    """Tell a process that items changed outside a task: its timers follow dates.

    Nothing is written where nothing that it reads has changed.
    """
    process = locked(process, None)
    return _woken(process, values, by, What.CHANGED, "workflow.values_changed")


@journal.action
def wake(*, process: Process, by: Actor) -> Progress | None:
    """Let the timers that are due ring; tells ``workflow.process_woken``.

    None where nothing is due any more: another worker was here.
    """
    process = locked(process, None)
    if process.wakes_at is None or process.wakes_at > clock.now():
        journal.nothing_changed()
        return None
    progress = _woken(process, None, by, What.WOKEN, WOKEN)
    if progress is not None:
        jobs.tell(
            event=WOKEN,
            event_id=f"{process.pk}.{process.version}",
            payload={"process": process.pk, "passed": progress.step.passed},
            by=by,
        )
    return progress


def _woken(
    process: Process,
    values: Mapping[str, Any] | None,
    by: Actor,
    what: What,
    event: str,
) -> Progress | None:
    definition = definition_of(process.release)
    state = bytes(process.state)
    before = running.look(definition, state)
    advance = running.wake(
        definition, state, clock.now(), values=values, calendar=calendar_in_force()
    )
    if advance.state == state:
        journal.nothing_changed()
        return None
    element = advance.finished[0] if advance.finished else ""
    told = Told(what, event, element)
    return written(
        process, definition, advance, told, by, before=steps.open_tasks(before)
    )


@dataclass(frozen=True)
class Woken:
    """What a round of waking came to."""

    woken: int
    failed: tuple[int, ...]  # processes; the others were not held up


def wake_due(*, by: Actor, most: int = 1_000) -> Woken:
    """Wake every process whose timer is due, each in its own transaction."""
    due = Process.objects.filter(wakes_at__lte=clock.now()).order_by("wakes_at", "pk")
    woken, failed = 0, []
    for process in due.select_related("release")[:most]:
        try:
            # the first time a release is read it is slow: not while a row is held
            definition_of(process.release)
            woken += wake(process=process, by=by) is not None
        except DatabaseError:
            raise
        except Exception:
            # one that cannot go on must not keep the others waiting
            logger.exception("process %s could not be woken", process.pk)
            failed.append(process.pk)
    return Woken(woken, tuple(failed))


@dataclass(frozen=True)
class Moving:
    """What became of one process, or would: moved, or the reason why not."""

    process: Process
    reason: Text | None = None


def migrate(
    *,
    processes: Iterable[Process],
    to_release: PackRelease,
    by: Actor,
    dry_run: bool = False,
) -> list[Moving]:
    """Move running processes to another release, each in its own transaction.

    A dry run writes nothing. Whoever cannot move stays where it is, with the reason.
    """
    found = []
    for process in processes:
        planned = Moving(process, plan_of(process, to_release).reason)
        if dry_run or planned.reason is not None:
            found.append(planned)
            continue
        try:
            migrate_one(process=process, to_release=to_release, by=by)
        except CannotMove as error:
            found.append(Moving(process, error.message))
        else:
            found.append(Moving(process))
    return found


def plan_of(process: Process, to_release: PackRelease) -> migrating.Plan:
    """How a process would stand in another release of its pack; writes nothing."""
    if process.name != to_release.name:
        reason = Text("不是同一业务包", "the release is of another pack")
        return migrating.Plan(None, reason)
    old, new = definition_of(process.release), definition_of(to_release)
    return migrating.plan(old, new, bytes(process.state))


@journal.action
def migrate_one(*, process: Process, to_release: PackRelease, by: Actor) -> Progress:
    """Move one process to another release; raises ``CannotMove`` with the reason."""
    process = locked(process, None)
    plan = plan_of(process, to_release)
    if plan.new_state is None:
        raise CannotMove(plan.reason or Text("不能迁移", "it cannot move"))
    old, process.release = process.release, to_release
    definition = definition_of(to_release)
    before = running.look(definition, plan.new_state)
    # sets the timers that the new drawing has and the old one had not
    advance = running.wake(
        definition, plan.new_state, clock.now(), calendar=calendar_in_force()
    )
    detail = {"from": old.digest, "release": to_release.digest}
    told = Told(What.MOVED, "workflow.process_moved", detail=detail)
    return written(
        process, definition, advance, told, by, before=steps.open_tasks(before)
    )
