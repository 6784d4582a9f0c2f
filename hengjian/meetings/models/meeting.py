"""A meeting of a body."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body import Body
from hengjian.organisation.models import Person


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    CALLED = "called", "已召集"
    HELD = "held", "已召开"
    CANCELLED = "cancelled", "已取消"


class Meeting(GuardedModel):
    """Numbered by body and year; ``chair`` holds it, usually the body's chair."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    begins_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    papers_due_on = models.DateField()
    chair = models.ForeignKey(Person, models.PROTECT, related_name="meetings_chaired")
    state = models.CharField(
        max_length=10, choices=MeetingState, default=MeetingState.CALLED
    )
    called_by = models.CharField(max_length=150)
    called_at = models.DateTimeField()
    # when the papers of its agenda last went out
    papers_sent_by = models.CharField(max_length=150, blank=True)
    papers_sent_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="meeting_number_once"
            ),
            models.CheckConstraint(
                name="meeting_papers_before_it",
                condition=models.Q(papers_due_on__lte=models.F("held_on")),
            ),
            models.CheckConstraint(
                name="meeting_papers_sent_by_and_at",
                condition=models.Q(papers_sent_by="", papers_sent_at__isnull=True)
                | (
                    ~models.Q(papers_sent_by="")
                    & models.Q(papers_sent_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="meeting_closed_by_and_at",
                condition=models.Q(state="called", closed_by="", closed_at__isnull=True)
                | (
                    ~models.Q(state="called")
                    & ~models.Q(closed_by="")
                    & models.Q(closed_at__isnull=False)
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}-{self.number}"
