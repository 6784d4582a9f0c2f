"""A department's own score sheet of one round, and what it said version by version."""

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.audit.added_to import AddedTo
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Department


class DepartmentSheet(GuardedModel):
    """The sheet of one department under a scheme for departments."""

    round = models.ForeignKey(
        AppraisalRound, models.PROTECT, related_name="department_sheets"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="score_sheets"
    )
    current = models.OneToOneField(
        "appraisal.DepartmentSheetVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="current_of",
    )
    # copies of the current version's, to list by
    total = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    is_final = models.BooleanField(default=False)
    grade = models.CharField(max_length=40, blank=True)  # by the scheme's thresholds

    class Meta:
        ordering = ("round_id", "department_id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "department"], name="department_sheet_once_in_a_round"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}: {self.department_id}"

    @property
    def version(self) -> "DepartmentSheetVersion":
        """The version that counts, where one is known to be there."""
        if self.current is None:
            raise ValueError(f"department sheet {self.pk} has no version")
        return self.current


class DepartmentSheetVersion(AddedTo):
    """One version, as those of people: everything its marks depend on, and the marks."""

    sheet = models.ForeignKey(DepartmentSheet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet_id", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["sheet", "number"], name="department_sheet_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.number}"
