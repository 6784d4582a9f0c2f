"""What every act on a matter leaves: journal, time line, and the row for the warehouse."""

from collections.abc import Mapping
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import ChangedMatter, Matter, MatterEvent, WorkItem


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
    """Enter one act: in the journal with its values, on the time line as a sentence."""
    at = clock.now()
    MatterEvent.objects.bulk_create(
        [
            MatterEvent(
                matter=matter,
                at=at,
                event=event,
                by=by.journal_name,
                words_zh=words.zh[:500],
                words_en=words.en[:500],
                reason=reason,
            )
        ]
    )
    more = {**(detail or {}), **({"reason": reason} if reason else {})}
    if subject is not None:
        more["work_item"] = subject.pk
    journal.enter(event, subject=matter, old=old, new=new, detail=more or None)


def changed(matter: Matter) -> None:
    """Count the change and leave the warehouse its row; call once, before the end."""
    matter.version += 1
    matter.save(update_fields=["version"])
    ChangedMatter.objects.bulk_create(
        [
            ChangedMatter(
                matter=matter,
                kind=matter.kind,
                version=matter.version,
                changed_at=clock.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["matter"],
        update_fields=["version", "changed_at"],
    )
