"""Suspend a matter and resume it: its limits stand still in between."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.advancing import counted_anew
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import locked, under_way
from hengjian.matters.models import Matter, MatterState, Suspension


@journal.action
def suspend(*, matter: Matter, reason: str, by: Actor) -> Suspension:
    """Suspend (中止) a matter from today, with a reason.

    Its open tasks wait; no reminder is sent. Raises ``ReasonMissing``, ``MatterFault``.
    """
    reason = reason_given(reason)
    matter = under_way(matter)
    suspension = Suspension(
        matter=matter, from_on=clock.today(), reason=reason, by=by.journal_name
    )
    suspension.save()
    matter.state = MatterState.SUSPENDED
    matter.save(update_fields=["state"])
    timeline.enter(
        matter,
        "matters.suspended",
        Text("中止", "suspended"),
        by=by,
        reason=reason,
        new={"from_on": suspension.from_on},
    )
    timeline.changed(matter)
    return suspension


@journal.action
def resume(*, matter: Matter, reason: str = "", by: Actor) -> Matter:
    """Resume a suspended matter today: every open limit moves by the suspended days.

    Raises ``MatterFault`` where it is not suspended.
    """
    matter = locked(matter)
    suspension = matter.suspensions.filter(until_on__isnull=True).first()
    if matter.state != MatterState.SUSPENDED or suspension is None:
        raise MatterFault(Text("事项没有中止", "the matter is not suspended"))
    suspension.until_on = clock.today()
    suspension.save(update_fields=["until_on"])
    matter.state = MatterState.OPEN
    matter.save(update_fields=["state"])
    moved = {}
    for item in matter.work_items.filter(done_at__isnull=True):
        item.matter = matter
        before, item.due_on = item.due_on, counted_anew(item)
        if item.due_on != before:
            item.save(update_fields=["due_on"])
            moved[str(item.pk)] = str(item.due_on)
    days = (suspension.until_on - suspension.from_on).days
    timeline.enter(
        matter,
        "matters.resumed",
        Text(f"恢复办理，中止 {days} 天", f"resumed after {days} days"),
        by=by,
        reason=reason.strip(),
        new={"days": days, "due_on": moved},
    )
    timeline.changed(matter)
    return matter
