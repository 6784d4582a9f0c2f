"""Brings the work items of a matter in line with where its process stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.engines.process.running import Advance, Ready
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import answering, course, limits, passing, timeline
from hengjian.matters.answering import Answered
from hengjian.matters.kinds import CLOSED_ON, Kind
from hengjian.matters.locking import open_items
from hengjian.matters.models import (
    Extension,
    ExtensionState,
    Matter,
    MatterState,
    Outcome,
    WorkItem,
    WorkKind,
)
from hengjian.matters.people import key_of_person_for


def bring_in_line(
    matter: Matter,
    kind: Kind,
    advance: Advance,
    row: Mapping[str, Any],
    *,
    items: Iterable[WorkItem] | None = None,
    by: Actor,
) -> list[WorkItem]:
    """Open what is ready, withdraw what is not any more, close what has ended.

    Service tasks are done first; tasks whose items have arrived from the national record
    are done by that. Inside an action, the matter locked; ``items`` are its open ones
    where the caller has read them under the lock. Returns the work items that are new
    and open; they have their keys after ``later.write_now``.
    """
    opened: list[WorkItem] = []
    known = None if items is None else list(items)
    for _ in range(course.MOST_CALLS):
        if known is None or advance.calls:  # an act may touch them
            advance = course.called(matter, advance, row, by=by)
            known = open_items(matter)
        new = _aligned(matter, kind, advance, row, known, by)
        opened += new
        known += new
        answered = answering.answered_task(matter, kind)
        if advance.ended or answered is None:
            break
        advance = _answered(matter, answered, row, by)
        known = None
    if advance.ended:
        close(matter, kind, items=known, by=by)
    return [item for item in opened if item.is_open]


def _aligned(
    matter: Matter,
    kind: Kind,
    advance: Advance,
    row: Mapping[str, Any],
    items: Iterable[WorkItem],
    by: Actor,
) -> list[WorkItem]:
    """Withdraw what is not ready any more, open what is; returns what was opened."""
    waiting = {
        item.task: item for item in items if item.kind == WorkKind.TASK and item.is_open
    }
    ready = {each.task: each for each in advance.ready}
    for task, item in waiting.items():
        if task not in ready:
            end(item, Outcome.WITHDRAWN, by, items=items)
    opened = [
        _opened(matter, kind, each, row)
        for task, each in ready.items()
        if task not in waiting
    ]
    for item in opened:
        later.insert(item)
    return opened


def _answered(
    matter: Matter, answered: Answered, row: Mapping[str, Any], by: Actor
) -> Advance:
    """End a task whose items have arrived; the step it makes."""
    item = answered.item
    item.answered_on = answered.on
    item.save(update_fields=["answered_on"])
    end(item, Outcome.COMPLETED, by)
    timeline.enter(
        matter,
        "matters.answered",
        Text(
            f"“{item.label_zh}”随{answered.source.zh}办结",
            f"“{item.label_en}” done by {answered.source.en}",
        ),
        by=by,
        subject=item,
        new=answered.values,
    )
    return course.step(matter, item.task, row, by=by)


def _opened(
    matter: Matter, kind: Kind, ready: Ready, row: Mapping[str, Any]
) -> WorkItem:
    drawing = kind.pack.process
    if drawing is None:
        raise ValueError(f"{kind.name} has no process")
    shape = drawing.tasks[ready.element]
    person = key_of_person_for(matter, shape.role)
    since_on = row.get(shape.limit_from) or clock.today()
    question = limits.asked(kind, shape.limit, row, since_on)
    label = drawing.label(ready.element)
    return WorkItem(
        matter=matter,
        kind=WorkKind.TASK,
        task=ready.task,
        element=ready.element,
        label_zh=label.zh,
        label_en=label.en,
        form=shape.form,
        role=shape.role,
        matter_kind=matter.kind,
        procuratorate=matter.procuratorate,
        department=matter.department,
        person_id=person,
        since_at=clock.now(),
        claimed_at=clock.now() if person is not None else None,
        limit=question,
        due_on=limits.due_on(question),
    )


def end(
    item: WorkItem,
    outcome: Outcome,
    by: Actor,
    *,
    items: Iterable[WorkItem] | None = None,
) -> None:
    """End one work item, and what was asked beside it: among ``items`` if they are known."""
    if items is None:
        beside = list(item.asked_beside.filter(done_at__isnull=True))
    else:
        beside = [i for i in items if i.parent_id == item.pk and i.is_open]
    for each in (item, *beside):
        each.done_at, each.done_by = clock.now(), by.journal_name
        each.outcome = outcome if each is item else Outcome.WITHDRAWN
        later.update(each, "done_at", "done_by", "outcome")


def close(
    matter: Matter,
    kind: Kind,
    *,
    items: Iterable[WorkItem] | None = None,
    by: Actor,
    reason: str = "",
) -> None:
    """Close a matter whose process has ended, or that is ended before.

    ``items`` hold its open ones where the caller knows them.
    """
    matter.state = MatterState.CLOSED
    matter.closed_on = clock.today()
    if CLOSED_ON in kind.card.items:
        matter.values = {**matter.values, CLOSED_ON: matter.closed_on.isoformat()}
    later.update(matter, "state", "closed_on", "values")
    known = open_items(matter) if items is None else items
    for item in [each for each in known if each.is_open]:
        end(item, Outcome.WITHDRAWN, by, items=known)
    words = (
        Text("终止办理", "ended before its course was run")
        if reason
        else Text("流程走完，办结", "its course is run: closed")
    )
    timeline.enter(
        matter,
        "matters.closed",
        words,
        by=by,
        reason=reason,
        new={"closed_on": matter.closed_on},
    )
    passing.forget(matter, kind, by=by)


def counted_anew(item: WorkItem) -> date | None:
    """The last day of an open item with its matter's suspensions and its extensions."""
    granted = Extension.objects.filter(work_item=item, state=ExtensionState.GRANTED)
    return limits.due_on(
        item.limit,
        suspensions=stretches(item),
        extensions=[each.length for each in granted],
    )


def stretches(item: WorkItem) -> list[limits.Stretch]:
    """The suspensions that fall into an item's time."""
    since = item.since_at.astimezone(clock.SHANGHAI).date()
    return [
        limits.Stretch(max(each.from_on, since), each.until_on)
        for each in item.matter.suspensions.all()
        if each.until_on is None or each.until_on > since
    ]
