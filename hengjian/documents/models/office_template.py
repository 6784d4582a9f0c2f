"""An office's own Word template of a kind of document."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Procuratorate


class OfficeTemplate(GuardedModel):
    """One version; the newest that is not withdrawn replaces the pack's layout.

    It holds in its office and in those below that have none of their own.
    """

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    matter_kind = models.CharField(max_length=100)
    kind = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("matter_kind", "kind", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "matter_kind", "kind", "number"],
                name="office_template_once",
            ),
            models.CheckConstraint(
                name="office_template_withdrawn_by_and_at",
                condition=models.Q(withdrawn_by="", withdrawn_at__isnull=True)
                | (~models.Q(withdrawn_by="") & models.Q(withdrawn_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_kind}/{self.kind} {self.number}"
