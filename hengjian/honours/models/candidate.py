"""Who was looked at in a round, and what each criterion says of them."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.honours.models.honour_round import HonourRound
from hengjian.honours.models.mentor_pair import MentorPair
from hengjian.ledger.models import PartyBranch
from hengjian.organisation.models import Person


class Candidate(GuardedModel):
    """A Party group, a person or a mentor pair, with the finding of every criterion.

    ``findings``: ``[{"code", "met": true|false|null, "needed", "found"}]``, null where it
    cannot be told. ``vetoes`` are the numbers of the vetoes in force when it was computed.
    """

    round = models.ForeignKey(HonourRound, models.PROTECT, related_name="candidates")
    # a Party group is named inside its branch
    branch = models.ForeignKey(
        PartyBranch, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.CharField(max_length=50, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pair = models.ForeignKey(
        MentorPair, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    meets_all = models.BooleanField()
    findings = models.JSONField()
    vetoes = models.JSONField(default=list)

    nominated_by = models.CharField(max_length=200, blank=True)
    nominated_at = models.DateTimeField(null=True, blank=True)
    nomination_words = models.TextField(blank=True)
    # taken out of the round after an objection or for a veto, and why
    struck_by = models.CharField(max_length=200, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("round_id", "name", "pk")
        constraints = (
            models.CheckConstraint(
                name="honour_candidate_is_one_thing",
                condition=(
                    models.Q(branch__isnull=False, person=None, pair=None)
                    & ~models.Q(group="")
                )
                | models.Q(branch=None, group="", person__isnull=False, pair=None)
                | models.Q(branch=None, group="", person=None, pair__isnull=False),
            ),
            models.CheckConstraint(
                name="honour_candidate_nominated_with_words",
                condition=models.Q(nominated_by="", nominated_at__isnull=True)
                | (
                    ~models.Q(nominated_by="")
                    & models.Q(nominated_at__isnull=False, meets_all=True)
                    & ~models.Q(nomination_words="")
                ),
            ),
            models.CheckConstraint(
                name="honour_candidate_struck_with_reason",
                condition=models.Q(struck_by="", struck_at__isnull=True)
                | (~models.Q(struck_by="") & ~models.Q(struck_reason="")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_nominated(self) -> bool:
        """Put forward, and not struck out since."""
        return bool(self.nominated_by) and not self.struck_by
