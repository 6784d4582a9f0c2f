"""A year's targets of one procuratorate, from the drafts to the adoption."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.meetings.models import Resolution
from hengjian.organisation.models import Department, Procuratorate


class PlanState(models.TextChoices):
    """How far a plan has come; only its process moves it."""

    DRAFT = "draft", "拟定中"
    UNDER_REVIEW = "under_review", "审核中"
    ADOPTED = "adopted", "已审定"
    LAPSED = "lapsed", "已失效"


STATES = {
    PlanState.DRAFT: Text("拟定中", "being drafted"),
    PlanState.UNDER_REVIEW: Text("审核中", "under review"),
    PlanState.ADOPTED: Text("已审定", "adopted"),
    PlanState.LAPSED: Text("已失效", "lapsed"),
}


class TargetPlan(GuardedModel):
    """The targets of a year. ``matter`` is the process that sets them.

    ``resolution_number`` says by which resolution of the Party leadership group they were
    adopted; ``resolution`` is that record where the meeting was held here. A plan whose
    year is over stays adopted and is ended, with its results; one that was never adopted
    lapses. Either way ``ending_words`` says why and what came of it.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="target_plans"
    )
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    matter = models.OneToOneField(
        Matter, models.PROTECT, null=True, blank=True, related_name="target_plan"
    )
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="target_plans"
    )
    resolution_number = models.CharField(max_length=100, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ending_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-year", "procuratorate_id")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "year"], name="target_plan_once_a_year"
            ),
            models.CheckConstraint(
                name="target_plan_adopted_by_its_process",
                condition=~models.Q(state="adopted")
                | (
                    models.Q(adopted_on__isnull=False)
                    & models.Q(matter__isnull=False)
                    & ~models.Q(resolution_number="")
                ),
            ),
            models.CheckConstraint(
                name="target_plan_ended_with_words",
                condition=models.Q(ended_on__isnull=True, ended_by="", ending_words="")
                & ~models.Q(state="lapsed")
                | models.Q(ended_on__isnull=False)
                & ~models.Q(ended_by="")
                & ~models.Q(ending_words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.procuratorate} {self.year}"

    @property
    def state_text(self) -> Text:
        """How far it has come, in both languages."""
        return STATES[PlanState(self.state)]

    @property
    def is_ended(self) -> bool:
        """Whether its results are taken, or it lapsed: nothing changes any more."""
        return self.ended_on is not None

    @property
    def is_running(self) -> bool:
        """Whether it is adopted and not ended: reported on and amended."""
        return self.state == PlanState.ADOPTED and not self.is_ended


class HandIn(GuardedModel):
    """A department's word that its targets are drafted; the last one counts."""

    plan = models.ForeignKey(TargetPlan, models.PROTECT, related_name="hand_ins")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ("plan_id", "department_id")
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "department"], name="hand_in_once_by_department"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.department_id}"
