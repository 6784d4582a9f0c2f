"""What a reviewer said of an item before the meeting."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.agenda_item import AgendaItem


class ReviewResult(models.TextChoices):
    """What comes of a review."""

    AGREED = "agreed", "同意上会"
    RETURNED = "returned", "退回补正"
    SENT_ELSEWHERE = "sent_elsewhere", "转送其他会议"


class ItemReview(GuardedModel):
    """One review, kept whatever follows."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="reviews")
    step = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=20, choices=ReviewResult)
    opinion = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=150)
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ("item_id", "pk")

    def __str__(self) -> str:
        return f"{self.item_id}/{self.step} {self.result}"
