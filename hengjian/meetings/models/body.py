"""A deciding body of a procuratorate."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Procuratorate


class Body(GuardedModel):
    """One body; ``plan`` names its kind in the file of bodies.

    ``name`` is the office's own name for it, the plan's where empty.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="bodies"
    )
    plan = models.CharField(max_length=60)
    name = models.CharField(max_length=60, blank=True)
    set_up_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("procuratorate_id", "pk")
        verbose_name_plural = "bodies"
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "plan"], name="body_once_in_a_procuratorate"
            ),
            models.CheckConstraint(
                name="body_closes_after_it_is_set_up",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("set_up_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.procuratorate} · {self.name or self.plan}"
