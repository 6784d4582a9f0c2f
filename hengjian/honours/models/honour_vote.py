"""A vote on one nominee."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.honours.models.candidate import Candidate
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import Body


class HonourVote(GuardedModel):
    """The votes of a body on one nominee, counted by the rule in force on that day.

    Rule and digest are kept with the vote, as a meeting's vote keeps them.
    """

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="vote")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    voted_on = models.DateField()
    rule = models.JSONField()
    rule_digest = models.CharField(max_length=64)
    rule_basis_zh = models.CharField(max_length=300)
    rule_basis_en = models.CharField(max_length=300)
    members = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    recused = models.PositiveIntegerField(default=0)
    ayes = models.PositiveIntegerField()
    noes = models.PositiveIntegerField()
    abstentions = models.PositiveIntegerField()
    result = models.CharField(max_length=20)
    is_passed = models.BooleanField()
    reason_zh = models.TextField()
    reason_en = models.TextField()
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("candidate_id",)

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.result}"

    @property
    def reason(self) -> Text:
        """Why it came out so, with the rule."""
        return Text(self.reason_zh, self.reason_en)
