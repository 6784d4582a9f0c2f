"""Headers that somebody has mapped to items by hand."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class HeaderMapping(GuardedModel):
    """In this procuratorate's files of this card, ``header`` means ``item``.

    An empty item: the column is left out.
    """

    unit_code = models.CharField(max_length=20, blank=True)  # none: everybody's files
    card = models.CharField(max_length=100)
    header = models.CharField(max_length=255)
    item = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("card", "header")
        constraints = (
            models.UniqueConstraint(
                fields=["unit_code", "card", "header"], name="header_mapping_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.card}: {self.header} → {self.item or '—'}"
