"""A vote on an item, with the rule that counted it."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.agenda_item import AgendaItem
from hengjian.meetings.models.meeting import Meeting


class VoteState(models.TextChoices):
    """Where a vote stands."""

    TAKING = "taking", "表决中"
    CLOSED = "closed", "已计票"
    CORRECTED = "corrected", "已更正"


class Vote(GuardedModel):
    """One vote; an open one keeps each member's voice, a counted one the numbers alone.

    ``rule`` with its digest and basis is the one in force on the meeting's day.
    ``version`` rises with every recording: who writes over what they have not seen is
    told so. A corrected vote stays, and the one that corrects it says why.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes")
    # an item that was not decided goes to another meeting; its votes stay where they were
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="votes")
    proposal = models.TextField()
    is_open = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=VoteState, default=VoteState.TAKING)
    version = models.PositiveIntegerField(default=0)
    rule = models.JSONField()
    rule_digest = models.CharField(max_length=64)
    rule_basis_zh = models.CharField(max_length=300)
    rule_basis_en = models.CharField(max_length=300)
    ayes = models.PositiveSmallIntegerField(null=True, blank=True)
    noes = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    consulted_at = models.DateTimeField(null=True, blank=True)
    consulted_with = models.JSONField(default=list)
    consulted_opinion = models.TextField(blank=True)
    consulted_by = models.CharField(max_length=150, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    recused = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.CharField(max_length=20, blank=True)
    is_adopted = models.BooleanField(default=False)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    may_refer_up = models.BooleanField(default=False)
    reason_zh = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField()
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("item_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="taking"),
                name="vote_one_at_a_time",
            ),
            models.CheckConstraint(
                name="vote_closed_has_its_result",
                condition=models.Q(state="taking", result="", closed_by="")
                | (
                    ~models.Q(state="taking")
                    & ~models.Q(result="")
                    & ~models.Q(closed_by="")
                    & models.Q(closed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="vote_corrects_with_a_reason",
                condition=models.Q(corrects__isnull=True)
                | ~models.Q(correction_reason=""),
            ),
            models.CheckConstraint(
                name="vote_consulted_by_and_at",
                condition=models.Q(consulted_by="", consulted_at__isnull=True)
                | (~models.Q(consulted_by="") & models.Q(consulted_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}/{self.pk}"
