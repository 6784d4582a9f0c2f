"""The record of a month of office services, as it was posted: only ever added to."""

import hashlib
import json

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.organisation.models import Procuratorate


class PostedMonth(AddedTo):
    """What an office did in a month by its own record; a later version stands beside it.

    ``content`` is that of ``queries.month.MonthRecord.as_content``.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="posted_months"
    )
    month_on = models.DateField()
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    words = models.CharField(max_length=2000, blank=True)
    digest = models.CharField(max_length=64)
    posted_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-month_on", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "month_on", "version"],
                name="posted_month_version_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procuratorate_id} {self.month_on:%Y-%m}"

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what is stored now: the same as when it was posted."""
        text = json.dumps(
            [
                self.procuratorate_id,
                self.month_on.isoformat(),
                self.version,
                self.content,
                self.words,
            ],
            ensure_ascii=False,
            sort_keys=True,
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_as_posted(self) -> bool:
        """Whether the stored content agrees with its digest."""
        return self.counted_digest() == self.digest
