"""What every act on a matter leaves: journal, time line, and the row for the warehouse."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor, System
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import ChangedMatter, Matter, MatterEvent, WorkItem


BY = System("matters")
CHANGED = "matters.changed"
TOLD_EVERY_SECONDS = 5


def enter(
    matter: Matter,
    event: str,
    words: Text,
    *,
    by: Actor,
    reason: str = "",
    subject: WorkItem | None = None,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Enter one act: in the journal with its values, on the time line as a sentence.

    Raises ``UserFault`` where the words of the reason bear a mark of State secrecy.
    """
    if reason:
        refuse_marked_words(reason)
    at = clock.now()
    line = MatterEvent(
        matter=matter,
        at=at,
        event=event,
        by=by.journal_name,
        words_zh=words.zh[:500],
        words_en=words.en[:500],
        reason=reason,
    )
    later.insert(line)
    more = {**(detail or {}), **({"reason": reason} if reason else {})}
    if subject is not None:
        more["work_item"] = subject.pk
    journal.enter(event, subject=matter, old=old, new=new, detail=more or None)


def changed(matter: Matter) -> None:
    """Count the change and leave the warehouse its row; call once, before the end."""
    matter.version += 1
    later.update(matter, "version")
    card_changed(matter)


def card_changed(matter: Matter) -> None:
    """Leave the warehouse its row for what no form shows: whose hands it is in."""
    later.insert_or_update(
        _change(matter), meeting=("matter",), changing=("version", "changed_at")
    )
    tell_of_change()


def begun(matter: Matter) -> None:
    """Leave the warehouse its row for a matter that was just registered."""
    later.insert(_change(matter))
    tell_of_change()


def _change(matter: Matter) -> ChangedMatter:
    return ChangedMatter(
        matter=matter,
        kind=matter.kind,
        version=matter.version,
        changed_at=clock.now(),
    )


def tell_of_change() -> None:
    """Have the cards taken within seconds: once, however much changes in them.

    The slot that this process told and saw committed need not be asked for again.
    """
    now = int(clock.machine_now().timestamp())
    slot = now - now % TOLD_EVERY_SECONDS + TOLD_EVERY_SECONDS
    if Told.slot == slot:
        return
    if not jobs.is_told(event=CHANGED, event_id=str(slot)):
        jobs.tell(
            event=CHANGED,
            event_id=str(slot),
            payload={},
            due_at=datetime.fromtimestamp(slot, UTC),
            by=BY,
        )
    transaction.on_commit(lambda: Told.remember(slot))


class Told:
    """The last slot of which this process knows that it is told."""

    slot = 0

    @classmethod
    def remember(cls, slot: int) -> None:
        """The slot's jobs are committed; 0: another database, nothing is known."""
        cls.slot = slot
