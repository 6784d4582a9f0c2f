"""What a target had come to when its year was ended: written once."""

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.targets.models.progress import TargetProgress
from hengjian.targets.models.target import Target, TargetVersion


class TargetResult(AddedTo):
    """One target's result. ``version`` and ``progress`` are what it rests on; numbers are
    exact texts, empty where nothing is known: missing is not zero.
    """

    target = models.OneToOneField(Target, models.PROTECT, related_name="result")
    version = models.ForeignKey(TargetVersion, models.PROTECT, related_name="+")
    progress = models.ForeignKey(
        TargetProgress, models.PROTECT, null=True, blank=True, related_name="+"
    )
    standing = models.CharField(max_length=10)
    asked = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=80, blank=True)
    rubric_share = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("target_id",)

    def __str__(self) -> str:
        return f"{self.target_id} {self.standing}"
