"""A prompt for a person to look at a number; never a verdict, never scored."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.indicators.models.run import Run


class Signal(GuardedModel):
    """One signal: what was seen, who was asked, what they said, when it lapses.

    The person responsible sees it first and is asked; unanswered or answered, it lapses.
    """

    class State(models.TextChoices):
        OPEN = "open", "待说明"
        EXPLAINED = "explained", "已说明"
        LAPSED = "lapsed", "已失效"

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="signals")
    kind = models.CharField(max_length=40)
    indicator = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    sentence_zh = models.TextField()
    sentence_en = models.TextField()
    evidence = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    raised_at = models.DateTimeField()
    lapses_on = models.DateField()
    explanation = models.TextField(blank=True)
    explained_by = models.CharField(max_length=150, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "indicator", "period", "unit"], name="signal_once"
            ),
            models.CheckConstraint(
                name="signal_explained_by_and_at",
                condition=models.Q(explained_by="", explained_at__isnull=True)
                | (~models.Q(explained_by="") & models.Q(explained_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.indicator} {self.unit} {self.period}"
