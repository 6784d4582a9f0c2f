"""The journal's two tables: its entries and the one row that is its head.

No foreign keys: an entry outlives what it speaks of.
"""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(RuntimeError):
    """Somebody tried to change or delete a journal entry."""


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    """Entries can be read and added, nothing else."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("journal entries are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("journal entries are never deleted")


class JournalEntry(models.Model):
    """One act: who, when, what, on what, from where, old and new."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    # found by walking back from the newest: every index is paid for by every write
    event = models.CharField(max_length=100)
    by = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    # canonical JSON texts; personal values stand in them as keyed digests
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    link = models.CharField(max_length=64)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="journal_subject"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.event} {self.subject_type}:{self.subject_id}"

    def save(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly("journal entries are written by actions alone")

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly("journal entries are never deleted")


class JournalHead(models.Model):
    """The chain's head: last number and link, sealed under the journal key."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.link}"
