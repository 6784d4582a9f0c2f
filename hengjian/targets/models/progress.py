"""How far a target had come by the end of a month: only ever added to."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.indicators.models import Run
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.targets.models.plan import TargetPlan
from hengjian.targets.models.target import Target


class WorkState(models.TextChoices):
    """Where described work stands."""

    NOT_BEGUN = "not_begun", "未开始"
    UNDER_WAY = "under_way", "进行中"
    DONE = "done", "已完成"


WORK_STATES = {
    WorkState.NOT_BEGUN: Text("未开始", "not begun"),
    WorkState.UNDER_WAY: Text("进行中", "under way"),
    WorkState.DONE: Text("已完成", "done"),
}


class TargetProgress(GuardedModel):
    """Progress from January to the end of ``month``; a later row takes an earlier's place.

    From a run: ``run`` and ``cell`` (kind, level, unit, department, indicator, period)
    cite the number. Reported: ``words`` with its evidence; ``rubric_share`` is the share
    of the full mark that an assessor gave by the rubric, empty until then. Numbers are
    exact texts; a rate's ``value`` is a fraction of one; empty means none.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="progress")
    month = models.DateField()
    run = models.ForeignKey(
        Run, models.PROTECT, null=True, blank=True, related_name="target_progress"
    )
    cell = models.JSONField(default=dict, blank=True)
    numerator = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=80, blank=True)
    flags = models.CharField(max_length=100, blank=True)
    work_state = models.CharField(max_length=10, choices=WorkState, blank=True)
    words = models.TextField(blank=True)
    rubric_share = models.CharField(max_length=40, blank=True)
    assessed_by = models.CharField(max_length=200, blank=True)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("target_id", "month", "pk")
        verbose_name_plural = "progress"
        indexes = (
            models.Index(fields=["target", "month", "-id"], name="target_progress_now"),
        )
        constraints = (
            models.CheckConstraint(
                name="target_progress_rests_on_something",
                condition=models.Q(run__isnull=False) | ~models.Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.month:%Y-%m}"


class TargetEvidence(GuardedModel):
    """What a report rests on: a matter that was handled here, or a named paper."""

    progress = models.ForeignKey(
        TargetProgress, models.PROTECT, related_name="evidence"
    )
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ("progress_id", "pk")
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.words


class CoreItem(GuardedModel):
    """An indicator that an office watches most in a year; the office's own choice."""

    plan = models.ForeignKey(TargetPlan, models.PROTECT, related_name="core_items")
    indicator = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    chosen_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("plan_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "indicator"], name="core_item_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.indicator}"
