"""Matters under way moved to the newest release of their pack, one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import course, timeline
from hengjian.matters.advancing import bring_in_line
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.locking import under_way
from hengjian.matters.models import Matter
from hengjian.packs.models import PackRelease
from hengjian.workflow import actions as workflow


@dataclass(frozen=True)
class Moved:
    """What became of one matter, or would: moved, or the reason why not."""

    matter: Matter
    reason: Text | None = None


def move_all(
    *, matters: Iterable[Matter], to: Kind, by: Actor, dry_run: bool = False
) -> list[Moved]:
    """Move matters to a release, each in its own transaction; a dry run writes nothing.

    Whoever cannot move stays where it is, with the reason.
    """
    course.prepare(to)
    found = []
    for matter in matters:
        reason = why_not(matter, to)
        if reason is None and not dry_run:
            try:
                move(matter=matter, to=to, by=by)
            except UserFault as fault:
                reason = fault.message
        found.append(Moved(matter, reason))
    return found


def why_not(matter: Matter, to: Kind) -> Text | None:
    """The reason why a matter cannot go on by a release; None: it can."""
    if not matter.is_under_way or matter.process is None:
        return Text("事项已办结", "the matter is closed")
    now = kind_of(matter.release)
    for name, item in now.card.items.items():
        other = to.card.items.get(name)
        held = matter.values.get(name) is not None
        if held and (other is None or other.type is not item.type):
            return Text(
                f"新版没有同类型的项“{item.label.zh}”，而事项已填写",
                f"the release has no such item “{item.label.en}”, which is filled",
            )
    return workflow.plan_of(matter.process, to.release).reason


@journal.action
def move(*, matter: Matter, to: Kind, by: Actor) -> Matter:
    """Move one matter; its open tasks and timers stay. Raises ``CannotMove``."""
    matter = under_way(matter)
    if matter.process is None:
        raise ValueError("a matter under way has a process")
    old: PackRelease = matter.release
    progress = workflow.migrate_one(
        process=matter.process, to_release=to.release, by=by
    )
    matter.release = to.release
    matter.save(update_fields=["release"])
    timeline.enter(
        matter,
        "matters.moved",
        Text("换到新版流程", "moved to a new release of its pack"),
        by=by,
        old={"release": old.digest},
        new={"release": to.release.digest},
    )
    row = row_of(to, values_of(matter, to))
    bring_in_line(matter, to, progress.advance, row, by=by)
    timeline.changed(matter)
    return matter
