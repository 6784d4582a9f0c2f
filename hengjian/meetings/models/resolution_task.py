"""What a resolution asks of somebody, until when; progress and feedback."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models import Matter
from hengjian.meetings.models.resolution import Resolution
from hengjian.organisation.models import Person


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", "执行中"
    EXECUTED = "executed", "已执行，待反馈"
    FED_BACK = "fed_back", "已反馈，待审核"
    CLOSED = "closed", "已办结"


class ResolutionTask(GuardedModel):
    """Who, what, how; target, measures, limit, responsibility: none may be missing.

    ``leader`` hears the reports. While ``matter`` runs, progress is told there.
    ``feedback_due_on`` counts from the execution.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=300)
    how = models.TextField()
    target = models.TextField()
    measures = models.TextField()
    responsibility = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="resolution_tasks")
    leader = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolution_tasks_led",
    )
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    executed_on = models.DateField(null=True, blank=True)
    feedback_due_on = models.DateField(null=True, blank=True)
    feedback = models.TextField(blank=True)
    fed_back_by = models.CharField(max_length=150, blank=True)
    fed_back_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # the matter that follows it up, where that kind is in use
    matter = models.OneToOneField(
        Matter, models.PROTECT, null=True, blank=True, related_name="resolution_task"
    )

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="resolution_task_is_complete",
                condition=~models.Q(what="")
                & ~models.Q(how="")
                & ~models.Q(target="")
                & ~models.Q(measures="")
                & ~models.Q(responsibility=""),
            ),
            models.CheckConstraint(
                name="resolution_task_fed_back_by_and_at",
                condition=models.Q(fed_back_by="", fed_back_at__isnull=True)
                | (~models.Q(fed_back_by="") & models.Q(fed_back_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="resolution_task_closed_by_and_at",
                condition=models.Q(closed_by="", closed_at__isnull=True)
                | (~models.Q(closed_by="") & models.Q(closed_at__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=["state", "due_on"], name="resolution_task_due"),
        )

    def __str__(self) -> str:
        return f"{self.resolution_id}/{self.pk}"


class TaskProgress(GuardedModel):
    """One report on a task, kept in its order."""

    task = models.ForeignKey(ResolutionTask, models.PROTECT, related_name="progress")
    text = models.TextField()
    told_by = models.CharField(max_length=150)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("task_id", "pk")
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.task_id}/{self.pk}"
