"""Puts the entries of an act at the end of the chain: the last statements of it."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from hengjian.audit import checkpoints
from hengjian.audit.act import Draft
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.engines.chain.links import GENESIS, Field


logger = logging.getLogger(__name__)


class JournalBroken(RuntimeError):
    """The head is missing although there are entries: nothing may be written."""


def append(drafts: Sequence[Draft]) -> None:
    """Lock the head, number and link the entries, insert them, move the head."""
    if not drafts:
        return
    linker = journal_linker()
    head = _locked_head()
    first = head.number + 1
    entries = []
    for draft in drafts:
        head.number += 1
        fields = entry_fields(head.number, draft)
        head.link = linker.link(head.link, fields)
        entries.append(JournalEntry(number=head.number, link=head.link, **vars(draft)))
    head.seal = linker.seal(head.number, head.link)
    JournalEntry.objects.bulk_create(entries)
    head.save(update_fields=["number", "link", "seal"])
    every = settings.JOURNAL_CHECKPOINT_EVERY
    if every and head.number // every > (first - 1) // every:
        number, link = head.number, head.link
        transaction.on_commit(lambda: checkpoints.write(number, link), robust=True)


def entry_fields(number: int, entry: Draft | JournalEntry) -> list[Field]:
    """What a link covers, in its fixed order."""
    return [
        number,
        moment_text(entry.at),
        entry.event,
        entry.by,
        entry.subject_type,
        entry.subject_id,
        entry.origin,
        entry.old,
        entry.new,
        entry.detail,
    ]


def moment_text(moment: datetime) -> str:
    """A moment as links and checkpoints write it: UTC, six decimals."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _locked_head() -> JournalHead:
    head = JournalHead.objects.select_for_update().filter(id=1).first()
    if head is not None:
        return head
    if JournalEntry.objects.exists():
        raise JournalBroken("the journal's head is missing; run: hengjian audit verify")
    return JournalHead.objects.create(id=1, number=0, link=GENESIS)
