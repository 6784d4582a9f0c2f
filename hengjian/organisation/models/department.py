"""Departments of a procuratorate."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models.procuratorate import Procuratorate


class Department(GuardedModel):
    """A department; ``card_code`` is how case cards name it."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="departments"
    )
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200, blank=True)
    card_code = models.CharField(max_length=100, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("procuratorate_id", "code")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "code"], name="department_code_unique"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "card_code"],
                condition=~models.Q(card_code=""),
                name="department_card_code_unique",
            ),
        )

    def __str__(self) -> str:
        return self.name
