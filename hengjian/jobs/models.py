"""Work that is done later, by a worker."""

from django.db import models

from hengjian.lib.bilingual import Text


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One job: what to do, how far it is, who holds it.

    Not a guarded model: enqueuing, cancelling and the final outcome are journaled
    actions; claims, lease renewals and progress are the worker's own bookkeeping.
    """

    task = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    # at most one job per key, for ever: enqueuing again returns the first
    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    by = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=JobState, default=JobState.QUEUED, db_index=True
    )
    due_at = models.DateTimeField()
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    # grows with every claim; a worker that lost its lease holds an old one
    token = models.BigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    attempts_allowed = models.PositiveIntegerField(default=5)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    progress_done = models.BigIntegerField(default=0)
    progress_total = models.BigIntegerField(default=0)
    progress_zh = models.CharField(max_length=200, blank=True)
    progress_en = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["state", "due_at"], name="job_claimable"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.task} {self.state}"

    @property
    def progress_message(self) -> Text:
        """What the job is doing, in both languages."""
        return Text(self.progress_zh, self.progress_en)

    @property
    def has_ended(self) -> bool:
        """Done, failed or cancelled: nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
