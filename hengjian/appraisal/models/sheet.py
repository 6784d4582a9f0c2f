"""A person's score sheet of one round."""

from typing import TYPE_CHECKING

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Department, Person


if TYPE_CHECKING:
    from hengjian.appraisal.models.sheet_version import SheetVersion


class ScoreSheet(GuardedModel):
    """The sheet of one person in one round; what it says stands in its versions.

    ``current`` is the version that counts. While ``frozen_for`` names an objection
    (``matters.matter:12``), ``current`` is not replaced but by that objection's outcome.
    """

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="sheets")
    person = models.ForeignKey(Person, models.PROTECT, related_name="score_sheets")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    current = models.OneToOneField(
        "appraisal.SheetVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="current_of",
    )
    # copies of the current version's, to list and order by
    total = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    is_final = models.BooleanField(default=False)
    grade = models.CharField(max_length=40, blank=True)  # by the scheme's thresholds
    frozen_for = models.CharField(max_length=100, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round_id", "person_id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "person"], name="sheet_once_in_a_round"
            ),
            models.CheckConstraint(
                name="sheet_frozen_with_its_moment",
                condition=models.Q(frozen_for="", frozen_at__isnull=True)
                | (~models.Q(frozen_for="") & models.Q(frozen_at__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=["round", "department"], name="sheet_department"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}: {self.person_id}"

    @property
    def version(self) -> "SheetVersion":
        """The version that counts, where one is known to be there."""
        if self.current is None:
            raise ValueError(f"sheet {self.pk} has no version")
        return self.current
