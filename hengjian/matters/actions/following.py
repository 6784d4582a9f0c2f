"""A process that went on by itself, because a timer rang: the matter follows."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters import course, timeline
from hengjian.matters.advancing import bring_in_line
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import kind_of
from hengjian.matters.locking import locked
from hengjian.matters.models import Matter, WorkItem


@journal.action
def follow(*, matter: Matter, by: Actor) -> list[WorkItem]:
    """Open and withdraw tasks as the process now stands; nothing for a closed matter."""
    journal.nothing_changed()
    matter = locked(matter)
    if not matter.is_under_way or matter.process is None:
        return []
    kind = kind_of(matter.release)
    row = row_of(kind, values_of(matter, kind))
    before = set(
        matter.work_items.filter(done_at__isnull=True).values_list("pk", flat=True)
    )
    opened = bring_in_line(matter, kind, course.standing(matter), row, by=by)
    after = set(
        matter.work_items.filter(done_at__isnull=True).values_list("pk", flat=True)
    )
    if before != after:
        timeline.enter(
            matter,
            "matters.followed",
            Text("到时，流程推进", "the time came: its process went on"),
            by=by,
            new={"opened": [item.element for item in opened]},
        )
        timeline.changed(matter)
    return opened
