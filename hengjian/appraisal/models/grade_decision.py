"""Grades that people gave, and by which decision."""

from django.db import models

from hengjian.appraisal.models.grade_ballot import GradeBallot
from hengjian.appraisal.models.sheet import ScoreSheet
from hengjian.appraisal.models.sheet_version import SheetVersion
from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.resolution import Resolution


class GradeDecision(GuardedModel):
    """The grade of a sheet as a body decided it; the latest stands, earlier ones stay.

    ``proposed`` is what the scheme's thresholds gave. A grade of procurators rests on
    the procurator appraisal committee's resolution, or on a record of it in words.
    """

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(SheetVersion, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=40)
    proposed = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    body = models.CharField(max_length=60)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # the body's vote on the platform, where it was taken here
    ballot = models.ForeignKey(
        GradeBallot, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_as = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    # the decision that takes its place
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        ordering = ("sheet_id", "-pk")
        constraints = (
            models.CheckConstraint(
                name="grade_rests_on_a_decision",
                condition=models.Q(resolution__isnull=False) | ~models.Q(decided_as=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.grade}"
