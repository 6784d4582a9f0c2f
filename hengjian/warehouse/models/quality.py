"""What an import counted: how often each rule was kept, which cells it touched."""

from django.db import models

from hengjian.warehouse.models.card_table import CardTable
from hengjian.warehouse.models.imports import Import


class RuleCount(models.Model):
    """How many of an import's cards one rule was asked of, and how many broke it."""

    card_import = models.ForeignKey(Import, models.CASCADE, related_name="rule_counts")
    rule = models.CharField(max_length=100)
    level = models.CharField(max_length=10)
    dimension = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    unit_code = models.CharField(max_length=20, blank=True)
    checked = models.BigIntegerField()
    failed = models.BigIntegerField()

    class Meta:
        ordering = ("card_import_id", "rule", "unit_code")
        constraints = (
            models.UniqueConstraint(
                fields=["card_import", "rule", "unit_code"], name="rule_count_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.unit_code}: {self.failed}/{self.checked}"


class TouchedCell(models.Model):
    """A month and procuratorate for which an import changed some card.

    The month of any date item, before or after the change. A stock (cards open at a
    day) changes from the earliest touched month on. No month and no unit: everything.
    """

    card_import = models.ForeignKey(
        Import, models.CASCADE, related_name="touched_cells"
    )
    table = models.ForeignKey(CardTable, models.CASCADE, related_name="touched_cells")
    version = models.BigIntegerField()
    month_on = models.DateField(null=True, blank=True)  # its first day
    unit_code = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["table", "version"], name="touched_since"),)

    def __str__(self) -> str:
        return f"{self.table_id}@{self.version} {self.month_on} {self.unit_code}"
