"""A month or a year of appraisal under one adopted scheme."""

from django.db import models

from hengjian.appraisal.models.scheme import AppraisalScheme
from hengjian.audit.guarded import GuardedModel


class AppraisalRound(GuardedModel):
    """The sheets of everybody under a scheme for one period.

    ``period`` reads ``2026-03`` or ``2026``. ``count`` is how often its sheets were
    computed. Closing freezes all of them; ``closing_digest`` is over their digests.
    """

    class State(models.TextChoices):
        OPEN = "open", "进行中"
        CLOSED = "closed", "已关闭"

    scheme = models.ForeignKey(AppraisalScheme, models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=7)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    count = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-period", "scheme_id")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "period"], name="round_once_a_period"
            ),
            models.CheckConstraint(
                name="round_closed_with_its_digest",
                condition=~models.Q(state="closed")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closing_digest="")),
            ),
        )

    def __str__(self) -> str:
        return self.period

    @property
    def is_year(self) -> bool:
        """Whether it is a year's; a month's otherwise."""
        return len(self.period) == len("2026")
