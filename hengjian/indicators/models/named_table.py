"""A table that names several places: only with a purpose, a recipient and an entry."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.indicators.models.run import Run


class NamedTable(GuardedModel):
    """Values of one indicator at several named places, in the order of their codes.

    For reading side by side; it carries no order of merit and no appraisal may use it.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="named_tables")
    indicator = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    period = models.CharField(max_length=20)
    units = models.JSONField()  # codes, ascending
    purpose = models.CharField(max_length=500)
    recipient = models.CharField(max_length=200)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="named_table_says_why_and_for_whom",
                condition=~models.Q(purpose="") & ~models.Q(recipient=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {len(self.units)}"
