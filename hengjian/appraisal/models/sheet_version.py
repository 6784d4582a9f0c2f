"""What a score sheet said, version by version."""

from django.db import models

from hengjian.appraisal.models.sheet import ScoreSheet
from hengjian.audit.added_to import AddedTo


class SheetVersion(AddedTo):
    """One version: everything its marks depend on, and the marks, as canonical JSON.

    ``digest`` is the payload's SHA-256; it stands in the journal as well.
    """

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    # computed, corrected after an objection (with its reference)
    reason = models.CharField(max_length=300)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet_id", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["sheet", "number"], name="sheet_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.number}"
