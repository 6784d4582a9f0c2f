"""Facts that people type in, each with its evidence and a second person."""

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person


class AppraisalFact(GuardedModel):
    """A value of one item for one person, with evidence; it counts once confirmed.

    ``value`` is the canonical text of a number, or of counts by case type as JSON.
    """

    class State(models.TextChoices):
        ENTERED = "entered", "待核对"
        CONFIRMED = "confirmed", "已核对"
        REFUSED = "refused", "未通过"
        WITHDRAWN = "withdrawn", "已撤回"

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="facts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    item = models.CharField(max_length=100)
    value = models.CharField(max_length=1000)
    evidence = models.CharField(max_length=1000)
    # a document or a matter it rests on, as its address on the platform
    evidence_link = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ENTERED)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "person", "item"],
                condition=models.Q(state__in=["entered", "confirmed"]),
                name="fact_one_standing",
            ),
            models.CheckConstraint(
                name="fact_confirmed_by_another",
                condition=~models.Q(state="confirmed")
                | (
                    models.Q(decided_at__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(decided_by=models.F("entered_by"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.item}: {self.value}"
