"""Processes as they run, and every step each of them took."""

from typing import Any

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.packs.models import PackRelease


class StepIsFinal(RuntimeError):
    """Somebody tried to change or delete a step: history is only added to."""


class Process(GuardedModel):
    """One run of a pack's drawing, by the release it was started or moved to.

    ``state`` is the engine's, opaque here. ``version`` counts changes; who writes must
    have seen the last one.
    """

    release = models.ForeignKey(PackRelease, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)  # the pack's
    state = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    wakes_at = models.DateTimeField(null=True, blank=True)  # the next timer rings

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=["wakes_at"],
                name="process_wakes",
                condition=models.Q(wakes_at__isnull=False),
            ),
            models.Index(fields=["name", "ended_at"], name="process_name_ended"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class What(models.TextChoices):
    """What a step was."""

    STARTED = "started", "开始"
    COMPLETED = "completed", "办结环节"
    RETURNED = "returned", "退回"
    RECALLED = "recalled", "撤回"
    WOKEN = "woken", "定时到期"
    CHANGED = "changed", "项目变更"
    MOVED = "moved", "换到新版流程"
    RECOUNTED = "recounted", "日历变更，定时重算"


class ProcessStep(GuardedModel):
    """One step of a process, never changed: who did what, and where it led.

    ``passed`` are the elements gone through, ``opened`` those now open that were not.
    """

    process = models.ForeignKey(Process, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=12, choices=What.choices)
    element = models.CharField(max_length=80, blank=True)
    label_zh = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)
    task = models.CharField(max_length=20, blank=True)
    passed = models.JSONField(default=list)
    opened = models.JSONField(default=list)
    by = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("process", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["process", "number"], name="process_step_number_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.process_id}/{self.number} {self.what}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise StepIsFinal(str(self))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise StepIsFinal(str(self))
