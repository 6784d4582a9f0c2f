"""Two matters that have to do with each other."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models.matter import Matter


class LinkKind(models.TextChoices):
    """How one matter stands to the other."""

    RELATED = "related", "相关"
    LED_TO = "led_to", "引出"
    SAME_THING = "same_thing", "同一事项"


LINK_KINDS = {
    LinkKind.RELATED: Text("相关", "related to"),
    LinkKind.LED_TO: Text("引出", "led to"),
    LinkKind.SAME_THING: Text("同一事项", "the same as"),
}


class MatterLink(GuardedModel):
    """A link from one matter to another."""

    of = models.ForeignKey(Matter, models.PROTECT, related_name="links")
    to = models.ForeignKey(Matter, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=12, choices=LinkKind, default=LinkKind.RELATED)
    by = models.CharField(max_length=200)
    linked_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["of", "to", "kind"], name="matter_link_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(of=models.F("to")), name="matter_link_to_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.of_id} {self.kind} {self.to_id}"
