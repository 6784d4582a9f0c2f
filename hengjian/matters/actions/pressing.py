"""Pressing on: urge whoever has the task, put a matter under supervision."""

from collections.abc import Iterable

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import open_item, under_way
from hengjian.matters.models import Matter, WorkItem


@journal.action
def urge(*, item: WorkItem, words: str = "", by: Actor) -> WorkItem:
    """Urge (催办) whoever has a task, or may take it; they are told."""
    item = open_item(item, under_way(item.matter))
    item.urged_at = clock.now()
    item.times_urged += 1
    item.save(update_fields=["urged_at", "times_urged"])
    whom = item.person.name if item.person is not None else ""
    timeline.enter(
        item.matter,
        "matters.urged",
        Text(
            f"催办{whom}“{item.label_zh}”(第 {item.times_urged} 次)",
            f"{whom} urged: “{item.label_en}” (time {item.times_urged})",
        ),
        by=by,
        reason=words.strip(),
        subject=item,
    )
    jobs.tell(
        event="matters.urged",
        event_id=f"{item.pk}-{item.times_urged}",
        payload={"work_item": item.pk},
        by=by,
    )
    return item


@journal.action
def urge_all(*, items: Iterable[WorkItem], words: str = "", by: Actor) -> int:
    """Urge several at once, all or none; each leaves its own entry."""
    journal.nothing_changed()
    return len([urge(item=item, words=words, by=by) for item in items])


@journal.action
def supervise(*, matter: Matter, reason: str, by: Actor) -> Matter:
    """Put a matter under supervision (督办), with a reason; whoever has it is told.

    Raises ``ReasonMissing``; ``MatterFault`` where it is supervised already.
    """
    reason = reason_given(reason)
    matter = under_way(matter)
    if matter.supervised_on is not None:
        raise MatterFault(Text("事项已在督办", "the matter is supervised already"))
    matter.supervised_on, matter.supervised_by = clock.today(), by.journal_name
    matter.save(update_fields=["supervised_on", "supervised_by"])
    timeline.enter(
        matter,
        "matters.supervised",
        Text("列入督办", "put under supervision"),
        by=by,
        reason=reason,
    )
    jobs.tell(
        event="matters.supervised",
        event_id=f"{matter.pk}",
        payload={"matter": matter.pk},
        by=by,
    )
    return matter
