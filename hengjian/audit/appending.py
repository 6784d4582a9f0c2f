"""Puts the entries of an act at the end of the chain: the last statements of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from hengjian.audit import checkpoints
from hengjian.audit.act import Draft
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.engines.chain.links import GENESIS, Field


_ENTRY = JournalEntry._meta
_HEAD = JournalHead._meta.db_table
_COLUMNS = ", ".join(f'"{field.column}"' for field in _ENTRY.concrete_fields)
_PLACES = ", ".join(["%s"] * len(_ENTRY.concrete_fields))
LOCK = f"SELECT number, link FROM {_HEAD} WHERE id = 1"  # noqa: S608 (our own names)
INSERT = f"INSERT INTO {_ENTRY.db_table} ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608
MOVE = f"UPDATE {_HEAD} SET number = %s, link = %s, seal = %s WHERE id = 1"  # noqa: S608


class JournalBroken(RuntimeError):
    """The head is missing although there are entries: nothing may be written."""


def append(drafts: Sequence[Draft]) -> None:
    """Lock the head, number and link the entries, insert them, move the head.

    Plain SQL: whoever holds the head makes every other writer wait, and the model layer
    would double that time.
    """
    if not drafts:
        return
    linker = journal_linker()
    with connection.cursor() as cursor:
        before, link = _locked_head(cursor)
        number = before
        rows = []
        for draft in drafts:
            number += 1
            link = linker.link(link, entry_fields(number, draft))
            rows.append(_row(number, draft, link))
        cursor.executemany(INSERT, rows)
        cursor.execute(MOVE, [number, link, linker.seal(number, link)])
    every = settings.JOURNAL_CHECKPOINT_EVERY
    if every and number // every > before // every:
        transaction.on_commit(lambda: checkpoints.write(number, link), robust=True)


def _row(number: int, draft: Draft, link: str) -> list[Any]:
    at = connection.ops.adapt_datetimefield_value(draft.at)
    fields: list[Any] = [*entry_fields(number, draft), link]
    fields[1] = at
    return fields


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


def _locked_head(cursor: CursorWrapper) -> tuple[int, str]:
    suffix = " FOR UPDATE" if connection.features.has_select_for_update else ""
    cursor.execute(LOCK + suffix)
    row = cursor.fetchone()
    if row is None:
        # the very first act; of several at once one makes the row and all lock it
        first = JournalHead(id=1, number=0, link=GENESIS)
        JournalHead.objects.bulk_create([first], ignore_conflicts=True)
        cursor.execute(LOCK + suffix)
        row = cursor.fetchone()
        if row[0] == 0 and JournalEntry.objects.exists():
            raise JournalBroken("the journal's head is missing: hengjian audit verify")
    return int(row[0]), str(row[1])
