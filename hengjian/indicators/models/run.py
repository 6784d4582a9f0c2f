"""One computation of the indicators, with everything its numbers depend on."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class Run(GuardedModel):
    """A run: its pins in this row, its integers in an immutable Parquet file.

    ``pins``: card → {table, version, digest}. ``packs``: pack → digest. Together with
    ``as_of``, ``cutoff`` and the months they give the same file again, years later.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "等待"
        RUNNING = "running", "计算中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    cutoff = models.JSONField(default=list)
    as_of = models.DateField()
    packs = models.JSONField(default=dict)
    pins = models.JSONField(default=dict)
    organisation_digest = models.CharField(max_length=64, blank=True)
    policy_digest = models.CharField(max_length=64, blank=True)
    result_file = models.CharField(max_length=200, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)
    value_count = models.PositiveIntegerField(default=0)
    indicator_count = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    fault = models.TextField(blank=True)
    # the run whose other numbers it took over; none: it was computed whole
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    cells = models.JSONField(default=dict)  # what was computed: indicators and places
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["state", "-id"], name="run_state"),)
        constraints = (
            models.CheckConstraint(
                name="run_done_has_result",
                condition=~models.Q(state="done")
                | (~models.Q(result_digest="") & models.Q(finished_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.first_month}..{self.last_month}"
