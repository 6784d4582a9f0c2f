"""Which version of an information item the ledger has taken; who fell short of a month."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.ledger.models.rule import LedgerRule
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Procuratorate


class SettledAdoption(GuardedModel):
    """The version of a matter whose adoption the ledger stands for, and what it says."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=30, blank=True)
    # why nothing was entered, in words; empty where it was or nothing was to be
    why_zh = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.version}"

    @property
    def why(self) -> Text:
        """Why nothing was entered."""
        return Text(self.why_zh, self.why_en)


class Shortfall(GuardedModel):
    """A department that lacked a month's quantity and was asked to explain and correct.

    The matter is the follow-up in which it explains, with its limit; nothing is deducted
    by this.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="shortfalls"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="shortfalls"
    )
    rule = models.ForeignKey(LedgerRule, models.PROTECT, related_name="+")
    month_on = models.DateField()
    wanted = models.PositiveIntegerField()
    reached = models.PositiveIntegerField()
    matter = models.OneToOneField(
        Matter, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("-month_on", "department_id")
        constraints = (
            models.UniqueConstraint(
                fields=["department", "rule", "month_on"], name="shortfall_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.department_id} {self.month_on:%Y-%m}"
