"""Who is asked to a meeting, and whether they come."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.meeting import Meeting
from hengjian.organisation.models import Person


class Answer(models.TextChoices):
    """What was answered."""

    WAITING = "waiting", "未答复"
    COMES = "comes", "参加"
    AWAY = "away", "请假"


class Invitation(GuardedModel):
    """One person asked to one meeting: a member of its day, or somebody who sits by.

    Who asks for leave says why; the vote's lines begin with it.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="meeting_invitations"
    )
    is_member = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.CharField(max_length=150)
    invited_at = models.DateTimeField()

    class Meta:
        ordering = ("meeting_id", "-is_member", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "person"], name="invitation_once_to_a_meeting"
            ),
            models.CheckConstraint(
                name="invitation_leave_with_a_reason",
                condition=~models.Q(answer="away") | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="invitation_answered_at",
                condition=models.Q(answer="waiting", answered_at__isnull=True)
                | (~models.Q(answer="waiting") & models.Q(answered_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id} {self.answer}"
