"""A member's own ballot on one nominee."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.engines.voting.ballots import Voice
from hengjian.honours.models.candidate import Candidate
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import BodyMember


BALLOT_STATES = {
    "waiting": Text("未投票", "has not voted"),
    "voted": Text("已投票", "has voted"),
    "recused": Text("回避", "recused"),
    "absent": Text("缺席", "absent"),
}


class HonourBallot(GuardedModel):
    """One member's voice on one nominee, cast by that member and by nobody else.

    Whoever is the nominee, or one of its members, is recused from the start. ``reason``
    says why somebody is recused or absent.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="ballots")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+")
    voice = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Voice]
    )
    is_recused = models.BooleanField(default=False)
    is_absent = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    cast_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("candidate_id", "member_id")
        constraints = (
            models.UniqueConstraint(
                fields=["candidate", "member"], name="honour_ballot_once"
            ),
            models.CheckConstraint(
                name="honour_ballot_voice_or_reason",
                condition=models.Q(is_recused=False, is_absent=False, reason="")
                | (
                    models.Q(voice="", cast_at__isnull=True)
                    & ~models.Q(reason="")
                    & ~models.Q(is_recused=True, is_absent=True)
                ),
            ),
            models.CheckConstraint(
                name="honour_ballot_cast_with_its_moment",
                condition=models.Q(voice="", cast_at__isnull=True)
                | (~models.Q(voice="") & models.Q(cast_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id}/{self.member_id}"

    @property
    def state(self) -> str:
        """waiting, voted, recused or absent."""
        if self.is_recused:
            return "recused"
        if self.is_absent:
            return "absent"
        return "voted" if self.voice else "waiting"

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return BALLOT_STATES[self.state]
