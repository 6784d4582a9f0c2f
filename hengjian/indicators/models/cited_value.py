"""A value that something rests on: a report, a target, a sheet, a release."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.indicators.models.run import Run


class CitedValue(GuardedModel):
    """One value of a run, copied as it was when it was cited.

    Numbers are texts of exact integers or decimals; empty means none.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="cited")
    citing = models.CharField(max_length=100)  # "analysis_report:12"
    name = models.CharField(max_length=100)  # the mark of the number in its text
    indicator = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    unit = models.CharField(max_length=12, blank=True)
    numerator = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=40, blank=True)
    flags = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["citing", "name"], name="cited_value_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.unit}: {self.value}"
