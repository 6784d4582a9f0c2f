"""An office's own voting rule of a body, by its day."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body import Body


class BodyRule(GuardedModel):
    """Overrides the shipped rule from a day on; never changed, only followed by a later.

    ``rule`` is a voting rule with ``order`` and ``written_views``; ``scopes`` are the
    scopes it holds for, empty for all.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="rules")
    from_on = models.DateField()
    rule = models.JSONField()
    scopes = models.JSONField(default=list)
    basis = models.CharField(max_length=200)
    article = models.CharField(max_length=100, blank=True)
    mark = models.CharField(max_length=1, default="M")
    digest = models.CharField(max_length=64)
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("body_id", "-from_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "from_on", "digest"], name="body_rule_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.from_on}"
