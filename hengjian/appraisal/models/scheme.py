"""A scheme of appraisal: whom it is for, and how far it has come."""

from typing import TYPE_CHECKING

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.resolution import Resolution
from hengjian.organisation.models import Procuratorate


if TYPE_CHECKING:
    from hengjian.appraisal.models.scheme_version import SchemeVersion


class StaffClass(models.TextChoices):
    """The classes of staff, each with its own ruler."""

    PROCURATORS = "procurators", "检察官"
    ASSISTANTS = "assistants", "检察辅助人员"
    ADMINISTRATIVE = "administrative", "司法行政人员"
    LEADERS = "leaders", "领导干部"
    DEPARTMENTS = "departments", "部门"  # a department's own sheet


class UnitKind(models.TextChoices):
    """The kinds of department that a scheme is for."""

    ALL = "all", "全部部门"
    OPERATIONAL = "operational", "业务部门"
    GENERAL = "general", "综合部门"


class SchemeState(models.TextChoices):
    """How far a scheme has come; it is adopted only after its dry run was read."""

    DRAFT = "draft", "起草"
    TRIED = "tried", "已试算"
    READ = "read", "试算已阅"
    ADOPTED = "adopted", "已通过"
    CLOSED = "closed", "已结束"


class AppraisalScheme(GuardedModel):
    """One scheme of an office for a year, a class of staff and a kind of department.

    Its text is in versions; ``adopted_version`` is the one that sheets are scored by.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="appraisal_schemes"
    )
    year = models.PositiveSmallIntegerField()
    staff_class = models.CharField(max_length=20, choices=StaffClass)
    unit_kind = models.CharField(max_length=20, choices=UnitKind, default=UnitKind.ALL)
    # codes of the departments it is for; none: all of them
    departments = models.JSONField(default=list)
    name = models.CharField(max_length=100)
    state = models.CharField(
        max_length=10, choices=SchemeState, default=SchemeState.DRAFT
    )
    adopted_version = models.OneToOneField(
        "appraisal.SchemeVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_for",
    )
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=150, blank=True)
    # a resolution made on the platform, or what decided it elsewhere in words
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_as = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "procuratorate_id", "staff_class", "unit_kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "year", "staff_class", "unit_kind"],
                name="scheme_once_for_its_people",
            ),
            models.CheckConstraint(
                name="scheme_adopted_with_its_decision",
                condition=~models.Q(state__in=["adopted", "closed"])
                | (
                    models.Q(adopted_version__isnull=False, adopted_on__isnull=False)
                    & (models.Q(resolution__isnull=False) | ~models.Q(decided_as=""))
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def version(self) -> "SchemeVersion":
        """The version that was adopted, where it is known that one was."""
        if self.adopted_version is None:
            raise ValueError(f"scheme {self.pk} is not adopted")
        return self.adopted_version
