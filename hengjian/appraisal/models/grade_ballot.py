"""A vote of a body on the grades of a closed year, person by person."""

from typing import Any

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.appraisal.models.sheet import ScoreSheet
from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body import Body
from hengjian.organisation.models import Person


class GradeBallot(GuardedModel):
    """The grades put to the vote; each member says for, against or abstains for each.

    ``put`` holds by sheet the grade and why it is another than the proposed one;
    ``results`` by sheet what was counted. ``rule`` is the body's own of that day.
    """

    class State(models.TextChoices):
        TAKING = "taking", "表决中"
        COUNTED = "counted", "已计票"

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="ballots")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.TAKING)
    put: Any = models.JSONField()
    members: Any = models.JSONField()  # keys of the people who may vote
    rule: Any = models.JSONField()
    rule_digest = models.CharField(max_length=64)
    rule_basis_zh = models.CharField(max_length=300)
    rule_basis_en = models.CharField(max_length=300)
    results: Any = models.JSONField(default=dict)
    held_on = models.DateField()
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    counted_by = models.CharField(max_length=150, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state="taking"),
                name="grade_ballot_one_at_a_time",
            ),
            models.CheckConstraint(
                name="grade_ballot_counted_by_and_at",
                condition=models.Q(
                    state="taking", counted_by="", counted_at__isnull=True
                )
                | (
                    models.Q(state="counted", counted_at__isnull=False)
                    & ~models.Q(counted_by="")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk}"


class GradeVoice(GuardedModel):
    """How one member voted on one person's grade; nobody votes on their own."""

    ballot = models.ForeignKey(GradeBallot, models.PROTECT, related_name="voices")
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="+")
    member = models.ForeignKey(Person, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10)  # for, against, abstain
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("ballot_id", "sheet_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["ballot", "sheet", "member"], name="grade_voice_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.voice}"
