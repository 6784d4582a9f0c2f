"""The register that gives matters their numbers."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Procuratorate


class MatterRegister(GuardedModel):
    """One office's register of one kind in one year; its row is locked to count on."""

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("procuratorate_id", "kind", "year")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "year"], name="matter_register_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
