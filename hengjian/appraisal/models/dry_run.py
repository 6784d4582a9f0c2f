"""Dry runs of schemes on past facts, and who read them."""

from django.db import models

from hengjian.appraisal.models.scheme_version import SchemeVersion
from hengjian.audit.added_to import AddedTo
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person


class SchemeDryRun(GuardedModel):
    """A version tried on past facts; ``found`` is what the engine told, as JSON text."""

    class State(models.TextChoices):
        QUEUED = "queued", "等待"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="dry_runs")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    period = models.CharField(max_length=40)
    # an uploaded file of facts, or the facts of an earlier round
    origin = models.CharField(max_length=200)
    facts = models.TextField()
    behind = models.TextField(blank=True)
    found = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of facts, behind and found
    fault = models.TextField(blank=True)
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"#{self.pk} {self.period}"


class DryRunReading(AddedTo):
    """Somebody declares with a remark to have read what a dry run found."""

    dry_run = models.ForeignKey(SchemeDryRun, models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    remark = models.CharField(max_length=1000)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["dry_run", "person"], name="dry_run_read_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dry_run_id}: {self.person_id}"
