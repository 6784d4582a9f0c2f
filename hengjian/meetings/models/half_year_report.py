"""A half-year's summing-up as it was sent to the office above, and its receipt."""

import hashlib
import json

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.meetings.models.body import Body
from hengjian.organisation.models import Procuratorate


class HalfYearReport(AddedTo):
    """The counts of a body's half-year that went up; a later one stands beside it.

    ``counts`` are those of ``queries.half_year.Summary``, as they were on that day.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="half_year_reports")
    period = models.CharField(max_length=7)  # 2026-H1
    version = models.PositiveSmallIntegerField()
    to = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-period", "body_id", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "period", "version"], name="half_year_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.period}"

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what is stored now: the same as when it was sent."""
        text = json.dumps(
            [self.body_id, self.period, self.version, self.counts, self.words],
            ensure_ascii=False,
            sort_keys=True,
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_as_sent(self) -> bool:
        """Whether the stored content agrees with its digest."""
        return self.counted_digest() == self.digest


class HalfYearReceipt(AddedTo):
    """The office above has received a summing-up."""

    report = models.OneToOneField(
        HalfYearReport, models.PROTECT, related_name="receipt"
    )
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.report_id)
