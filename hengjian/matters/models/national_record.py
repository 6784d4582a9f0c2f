"""What the national system says of a matter, as an import last brought it."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models.matter import Matter


class NationalRecord(GuardedModel):
    """The values of one imported card for one matter; no personal item among them.

    ``values`` are those of the matter's own card, as ``engines.forms.cells.as_stored``
    writes them, so that what was noted here and what arrived can be held together.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="national_records")
    card = models.CharField(max_length=100)  # the pack whose card it is
    values = models.JSONField(default=dict)
    # by what it came: the words of the import
    source_zh = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ("matter_id", "card")
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "card"], name="national_record_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.card}"

    @property
    def source(self) -> Text:
        """By what it came, in both languages."""
        return Text(self.source_zh, self.source_en)
