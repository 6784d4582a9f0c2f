"""What an office does with imported cards of which there is no matter yet."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


class TakingUpAct(models.TextChoices):
    """What becomes of a new card by itself."""

    OFFER = "offer", "提示登记"
    OPEN = "open", "自动登记"
    LEAVE = "leave", "不处理"


TAKING_UP_ACTS = {
    TakingUpAct.OFFER: Text("提示登记", "tell somebody of them"),
    TakingUpAct.OPEN: Text("自动登记", "register them"),
    TakingUpAct.LEAVE: Text("不处理", "leave them"),
}


class TakingUp(GuardedModel):
    """From a day on, what an office does with new cards of a kind's national record.

    Only added to: of one office, kind and card the later day holds, of one day the later
    row. ``person`` is told, and registers what is registered by itself.
    """

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)
    card = models.CharField(max_length=100)
    act = models.CharField(max_length=8, choices=TakingUpAct)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_on", "-id")
        indexes = (
            models.Index(fields=["card", "procuratorate"], name="taking_up_of_card"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.card} {self.procuratorate_id} {self.act}"

    @property
    def words(self) -> Text:
        """What is done, in both languages."""
        return TAKING_UP_ACTS[TakingUpAct(self.act)]
