"""Released notices of days off, and the limits each of them moved."""

from datetime import date
from typing import Any

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.engines.deadlines.work_calendar import YearNotice
from hengjian.organisation.models import Person


class ReleaseIsFinal(RuntimeError):
    """Somebody tried to change a release: a correction is a new release."""


class CalendarRelease(GuardedModel):
    """A year's notice as it was released, never changed; the newest of a year holds."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # counts the releases of a year
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300, blank=True)
    # [day, holiday it belongs to], in order
    days_off = models.JSONField()
    make_up_days = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)  # of a correction
    released_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["year", "number"], name="calendar_release_number_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise ReleaseIsFinal(str(self))
        super().save(*args, **options)

    def notice(self) -> YearNotice:
        """The notice as the counting engine takes it."""
        every = [*self.days_off, *self.make_up_days]
        return YearNotice(
            self.year,
            frozenset(date.fromisoformat(day) for day, _ in self.days_off),
            frozenset(date.fromisoformat(day) for day, _ in self.make_up_days),
            {date.fromisoformat(day): name for day, name in every if name},
        )


class MovedLimit(GuardedModel):
    """One open limit that a release moved; what the limit is of stays where it is."""

    release = models.ForeignKey(
        CalendarRelease, models.PROTECT, related_name="moved_limits"
    )
    kind = models.CharField(max_length=40)
    # as in the journal, "warehouse.finding:12"
    subject = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)  # a page of ours
    unit_code = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_before = models.DateField()
    due_after = models.DateField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["release", "person"], name="moved_limit_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.due_before} → {self.due_after}"
