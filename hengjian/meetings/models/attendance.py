"""Who was there at a vote, and how each member voted."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body_member import BodyMember
from hengjian.meetings.models.vote import Vote


class Presence(models.TextChoices):
    """Whether a member took part."""

    PRESENT = "present", "出席"
    ABSENT = "absent", "缺席"
    RECUSED = "recused", "回避"


class Attendance(GuardedModel):
    """One member at one vote. ``spoke`` is the place in the order of speaking; ``view``
    what a present member said or an absent one sent; a minority's view is kept so.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="attendance")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="attendance")
    presence = models.CharField(
        max_length=10, choices=Presence, default=Presence.PRESENT
    )
    reason = models.CharField(max_length=300, blank=True)
    spoke = models.PositiveSmallIntegerField(null=True, blank=True)
    voice = models.CharField(max_length=10, blank=True)
    view = models.TextField(blank=True)

    class Meta:
        ordering = ("vote_id", "-member__seniority", "pk")
        verbose_name_plural = "attendance"
        constraints = (
            models.UniqueConstraint(
                fields=["vote", "member"], name="attendance_once_at_a_vote"
            ),
            models.CheckConstraint(
                name="attendance_only_the_present_vote",
                condition=models.Q(presence="present") | models.Q(voice=""),
            ),
            models.CheckConstraint(
                name="attendance_recused_with_a_reason",
                condition=~models.Q(presence="recused") | ~models.Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.vote_id}/{self.member_id} {self.presence}"
