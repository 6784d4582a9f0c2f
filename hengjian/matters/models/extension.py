"""A longer limit: asked for, and granted or refused by somebody else."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.lib.bilingual import Text
from hengjian.matters.models.work_item import WorkItem


class ExtensionState(models.TextChoices):
    """Where a request for an extension stands."""

    ASKED = "asked", "待审批"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"


EXTENSION_STATES = {
    ExtensionState.ASKED: Text("待审批", "asked"),
    ExtensionState.GRANTED: Text("已批准", "granted"),
    ExtensionState.REFUSED: Text("未批准", "refused"),
}


class Extension(GuardedModel):
    """One request; ``length`` as limits write it, ``5 working_days``."""

    work_item = models.ForeignKey(WorkItem, models.PROTECT, related_name="extensions")
    length = models.CharField(max_length=40)
    reason = models.TextField()
    article = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=ExtensionState, default=ExtensionState.ASKED
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["work_item"],
                condition=models.Q(state="asked"),
                name="extension_one_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by="", decided_on__isnull=True)
                | (~models.Q(decided_by="") & models.Q(decided_on__isnull=False)),
                name="extension_decided_by_and_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.work_item_id} {self.length} {self.state}"

    @property
    def length_text(self) -> Text:
        """How much longer, in words."""
        return parse_length(self.length).words

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return EXTENSION_STATES[ExtensionState(self.state)]
