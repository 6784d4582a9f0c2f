"""The end of a matter, and when it is none: closed before its course, reopened, archived."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import advancing, course, timeline
from hengjian.matters.contents import contents
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import CLOSED_ON, kind_of
from hengjian.matters.locking import locked
from hengjian.matters.models import Matter, MatterState, Outcome, WorkKind


@journal.action
def close(*, matter: Matter, reason: str, by: Actor) -> Matter:
    """End a matter before its course is run (终止), with a reason.

    One whose course is run closes by itself. Raises ``ReasonMissing``, ``MatterFault``.
    """
    reason = reason_given(reason)
    matter = locked(matter)
    if not matter.is_under_way:
        raise MatterFault(Text("事项已办结", "the matter is closed"))
    matter.suspensions.filter(until_on__isnull=True).update(until_on=clock.today())
    advancing.close(matter, kind_of(matter.release), by=by, reason=reason)
    timeline.changed(matter)
    return matter


@journal.action
def reopen(*, matter: Matter, element: str = "", reason: str, by: Actor) -> Matter:
    """Take up a closed matter again (重新办理) at a task done before, the last by default.

    One that was ended before its course goes on where it stood. Raises ``ReasonMissing``;
    ``MatterFault`` for one that is not closed, or archived.
    """
    reason = reason_given(reason)
    matter = locked(matter)
    if matter.state != MatterState.CLOSED:
        raise MatterFault(
            Text(
                "只有已办结、未归档的事项可以重新办理",
                "only a closed matter, not archived",
            )
        )
    kind = kind_of(matter.release)
    matter.state, matter.closed_on = MatterState.OPEN, None
    matter.values = {n: v for n, v in matter.values.items() if n != CLOSED_ON}
    matter.save(update_fields=["state", "closed_on", "values"])
    row = row_of(kind, values_of(matter, kind))
    advance = course.standing(matter)
    if advance.ended or element:
        last = _last_done(matter, element)
        advance = course.back(matter, last, row, reason=reason, by=by)
    timeline.enter(
        matter,
        "matters.reopened",
        Text("重新办理", "taken up again"),
        by=by,
        reason=reason,
        new={"element": element},
    )
    advancing.bring_in_line(matter, kind, advance, row, by=by)
    timeline.changed(matter)
    return matter


def _last_done(matter: Matter, element: str) -> str:
    done = matter.work_items.filter(kind=WorkKind.TASK, outcome=Outcome.COMPLETED)
    if element:
        done = done.filter(element=element)
    last = done.order_by("-done_at", "-id").first()
    if last is None:
        raise MatterFault(
            Text("没有办过这一环节", "this task was never done"), status=422
        )
    found: str = last.element
    return found


@journal.action
def archive(*, matter: Matter, by: Actor) -> Matter:
    """Archive a closed matter; from then on nothing of it changes.

    How many entries its table of contents has, and lines its time line, is entered.
    Raises ``MatterFault`` where it is not closed.
    """
    matter = locked(matter)
    if matter.state != MatterState.CLOSED:
        raise MatterFault(Text("先办结，再归档", "close it first"))
    matter.state, matter.archived_on = MatterState.ARCHIVED, clock.today()
    matter.save(update_fields=["state", "archived_on"])
    lines = matter.events.count()
    entries = len(contents(matter))
    timeline.enter(
        matter,
        "matters.archived",
        Text(
            f"归档，卷内 {entries} 件，经过 {lines} 条",
            f"archived with {entries} entries and {lines} lines",
        ),
        by=by,
        new={
            "entries": entries,
            "lines": lines,
            "archived_on": matter.archived_on,
        },
    )
    return matter
