"""The registers that give documents their numbers, and the marks of offices in them."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Procuratorate


class DocumentRegister(GuardedModel):
    """One office's series in one year; its row is locked to count on."""

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    series = models.CharField(max_length=100)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("procuratorate_id", "series", "year")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "series", "year"],
                name="document_register_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class OfficeMark(GuardedModel):
    """What stands for an office in its numbers (代字): 云."""

    procuratorate = models.OneToOneField(
        Procuratorate, models.PROTECT, related_name="document_mark"
    )
    mark = models.CharField(max_length=20)

    class Meta:
        ordering = ("procuratorate_id",)

    def __str__(self) -> str:
        return self.mark
