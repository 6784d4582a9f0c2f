"""Bonus pools, split to the fen among closed sheets."""

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.appraisal.models.sheet_version import SheetVersion
from hengjian.audit.added_to import AddedTo
from hengjian.audit.guarded import GuardedModel


class BonusPool(GuardedModel):
    """An amount for one closed round and how it was split."""

    class By(models.TextChoices):
        SCORE = "score", "按得分"
        GRADE = "grade", "按等次倍数"
        BOTH = "both", "得分乘等次倍数"

    round = models.ForeignKey(
        AppraisalRound, models.PROTECT, related_name="bonus_pools"
    )
    title = models.CharField(max_length=100)
    fen = models.BigIntegerField()
    by = models.CharField(max_length=10, choices=By)
    multiples = models.JSONField(default=dict)  # grade → exact number as text
    decided_as = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)  # over its lines
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    # cancelled by another split, with the reason
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "title"],
                condition=models.Q(cancelled_on__isnull=True),
                name="bonus_pool_one_standing",
            ),
            models.CheckConstraint(
                name="bonus_pool_is_an_amount", condition=models.Q(fen__gt=0)
            ),
        )

    def __str__(self) -> str:
        return self.title


class BonusLine(AddedTo):
    """One person's share, resting on one version of the sheet.

    ``fen`` is None for who is not paid, with the reason; ``weight`` an exact fraction.
    """

    pool = models.ForeignKey(BonusPool, models.PROTECT, related_name="lines")
    sheet_version = models.ForeignKey(SheetVersion, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=40, blank=True)
    weight = models.CharField(max_length=100, blank=True)
    fen = models.BigIntegerField(null=True, blank=True)
    unpaid = models.CharField(max_length=40, blank=True)  # provisional, no_grade, …

    class Meta:
        ordering = ("pool_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["pool", "sheet_version"], name="bonus_line_once"
            ),
            models.CheckConstraint(
                name="bonus_line_paid_or_not",
                condition=(models.Q(fen__isnull=False) & models.Q(unpaid=""))
                | (models.Q(fen__isnull=True) & ~models.Q(unpaid="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pool_id}: {self.fen}"
