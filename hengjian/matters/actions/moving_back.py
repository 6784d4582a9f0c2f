"""Back: a task returned to one before it, or recalled by who completed that."""

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters import course, timeline
from hengjian.matters.advancing import bring_in_line, end
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import kind_of
from hengjian.matters.locking import open_item, under_way
from hengjian.matters.models import Matter, Outcome, WorkItem, WorkKind


@journal.action
def send_back(*, item: WorkItem, element: str, reason: str, by: Actor) -> Matter:
    """Return (退回) an open task to a task done before it.

    It is done again by who did it; what was filled stays and can be changed. Raises
    ``ReasonMissing``, ``MatterFault``, and ``CannotReturn`` where the process says no.
    """
    reason = reason_given(reason)
    matter = under_way(item.matter)
    item = open_item(item, matter)
    earlier = _done(matter, element)
    end(item, Outcome.RETURNED, by)
    _move(matter, earlier, reason, by)
    timeline.enter(
        matter,
        "matters.returned",
        Text(
            f"“{item.label_zh}”退回“{earlier.label_zh}”",
            f"“{item.label_en}” returned to “{earlier.label_en}”",
        ),
        by=by,
        reason=reason,
        subject=item,
        new={"element": element},
    )
    timeline.changed(matter)
    return matter


@journal.action
def recall(*, item: WorkItem, reason: str, by: Actor) -> Matter:
    """Recall (撤回) a task one has completed, while nobody has taken up what follows.

    Raises ``ReasonMissing``; ``MatterFault`` where it was somebody else's, or the next
    has been done already.
    """
    reason = reason_given(reason)
    matter = under_way(item.matter)
    last = (
        matter.work_items.filter(kind=WorkKind.TASK, outcome=Outcome.COMPLETED)
        .order_by("-done_at", "-id")
        .first()
    )
    if last is None or last.pk != item.pk:
        raise MatterFault(
            Text("下一步已经办理，不能撤回", "what follows is done: too late to recall")
        )
    if last.done_by != by.journal_name:
        raise MatterFault(
            Text("只能撤回自己办完的任务", "one recalls what one has done oneself")
        )
    _move(matter, last, reason, by, recalled=True)
    timeline.enter(
        matter,
        "matters.recalled",
        Text(f"撤回“{last.label_zh}”", f"“{last.label_en}” recalled"),
        by=by,
        reason=reason,
        subject=last,
    )
    timeline.changed(matter)
    return matter


def returnable(matter: Matter, item: WorkItem) -> list[WorkItem]:
    """The tasks done before to which an open one may be returned, the latest first."""
    done = matter.work_items.filter(
        kind=WorkKind.TASK, outcome=Outcome.COMPLETED
    ).order_by("-done_at", "-id")
    found: dict[str, WorkItem] = {}
    for each in done:
        if each.element != item.element:
            found.setdefault(each.element, each)
    return list(found.values())


def _done(matter: Matter, element: str) -> WorkItem:
    found = (
        matter.work_items.filter(
            kind=WorkKind.TASK, element=element, outcome=Outcome.COMPLETED
        )
        .order_by("-done_at", "-id")
        .first()
    )
    if found is None:
        raise MatterFault(
            Text("只能退回到办过的环节", "only to a task that was done before")
        )
    return found


def _move(
    matter: Matter, earlier: WorkItem, reason: str, by: Actor, *, recalled: bool = False
) -> None:
    kind = kind_of(matter.release)
    row = row_of(kind, values_of(matter, kind))
    advance = course.back(
        matter, earlier.element, row, reason=reason, recalled=recalled, by=by
    )
    opened = bring_in_line(matter, kind, advance, row, by=by)
    later.write_now()
    for again in opened:
        if again.element == earlier.element and again.person is None:
            again.person, again.claimed_at = earlier.person, again.since_at
            again.save(update_fields=["person", "claimed_at"])
