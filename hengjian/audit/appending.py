"""Puts the entries of an act at the end of the chain: the last statements of it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction

from hengjian.audit import (
    checkpoints,
    kept_outside,
    storing_postgresql,
    storing_sqlite,
)
from hengjian.audit.act import Draft
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.audit.statements import Chained, Head, Row
from hengjian.engines.chain.links import GENESIS, Field


_STORING = {"sqlite": storing_sqlite, "postgresql": storing_postgresql}


class JournalBroken(RuntimeError):
    """The head is missing although there are entries: nothing may be written."""


def append(drafts: Sequence[Draft]) -> None:
    """Lock the head, number and link the entries, move the head, store them.

    Raises ``JournalBroken``.
    """
    if not drafts:
        return
    connection.ensure_connection()
    storing = _STORING[connection.vendor]
    stored = storing.store(
        lambda head: _chained(drafts, head), lambda: _locked_head(storing.locked_head)
    )
    number, link = stored.head
    if kept_outside.wanted(drafts):
        first = number - len(drafts) + 1
        transaction.on_commit(lambda: kept_outside.write(first, drafts), robust=True)
    every = settings.JOURNAL_CHECKPOINT_EVERY
    if every and number // every > (number - len(drafts)) // every:
        transaction.on_commit(lambda: checkpoints.write(number, link), robust=True)


def _chained(drafts: Sequence[Draft], head: Head) -> Chained:
    linker = journal_linker()
    number, link = head
    rows: list[Row] = []
    for draft in drafts:
        number += 1
        fields = entry_fields(number, draft)
        link = linker.link(link, fields)
        rows.append((number, draft.at, *fields[2:], link))
    return Chained(rows, (number, link), linker.seal(number, link))


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


def _locked_head(read: Callable[[], Head | None]) -> Head:
    head = read()
    if head is None:
        # the very first act; of several at once one makes the row and all lock it
        first = JournalHead(id=1, number=0, link=GENESIS)
        JournalHead.objects.bulk_create([first], ignore_conflicts=True)
        head = read() or (0, GENESIS)
        if head[0] == 0 and JournalEntry.objects.exists():
            raise JournalBroken("the journal's head is missing: hengjian audit verify")
    return head
