"""One target of a plan, who shares it, and what it asked from which month on."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person
from hengjian.targets.models.plan import TargetPlan


class Level(models.TextChoices):
    """Whose target it is."""

    PROCURATORATE = "procuratorate", "全院"
    DEPARTMENT = "department", "部门"
    PERSON = "person", "个人"


LEVELS = {
    Level.PROCURATORATE: Text("全院", "procuratorate"),
    Level.DEPARTMENT: Text("部门", "department"),
    Level.PERSON: Text("个人", "person"),
}


class Source(models.TextChoices):
    """Whether it was planned, or came up in the year."""

    PLANNED = "planned", "年初目标"
    UNPLANNED = "unplanned", "年中新增"


SOURCES = {
    Source.PLANNED: Text("年初目标", "planned"),
    Source.UNPLANNED: Text("年中新增", "came up in the year"),
}


class Target(GuardedModel):
    """A node of the tree. ``number`` is 1, 1.1 or 1.1.1; ``place`` orders it.

    ``owner`` is the department or the person. What can be amended stands in the
    versions; numbers that must be exact are texts of integers, decimals or fractions.
    """

    plan = models.ForeignKey(TargetPlan, models.PROTECT, related_name="targets")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below"
    )
    number = models.CharField(max_length=20)
    place = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=14, choices=Level)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    indicator = models.CharField(max_length=100, blank=True)
    split = models.CharField(max_length=14, blank=True)
    measures = models.TextField(blank=True)
    answerable = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.PLANNED)
    # where unplanned work came from: the paper or the order
    entered_from = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("plan_id", "place")
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "number"], name="target_number_once_in_a_plan"
            ),
            models.CheckConstraint(
                name="target_unplanned_says_where_from",
                condition=~models.Q(source="unplanned") | ~models.Q(entered_from=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def level_text(self) -> Text:
        """Whose it is, in both languages."""
        return LEVELS[Level(self.level)]

    @property
    def source_text(self) -> Text:
        """Whether it was planned, in both languages."""
        return SOURCES[Source(self.source)]

    @property
    def owner_name(self) -> str:
        """The department or the person, the person first on personal targets."""
        first, second = (
            (self.person, self.department)
            if self.level == Level.PERSON
            else (self.department, self.person)
        )
        return str(first or second or "")


class TargetShare(GuardedModel):
    """A share of a shared target; the main owner's among them. They make one."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    share = models.CharField(max_length=40)

    class Meta:
        ordering = ("target_id", "pk")
        constraints = (
            models.CheckConstraint(
                name="target_share_is_of_somebody",
                condition=models.Q(department__isnull=False, person__isnull=True)
                | models.Q(department__isnull=True, person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.department or self.person} {self.share}"


class TargetVersion(GuardedModel):
    """What a target asks from the first day of a month on.

    The first version is adopted with its plan; every later one has a reason, an approver
    and a day. ``marks`` empty: reported, not scored. ``rubric_levels`` of described work:
    ``[{"words": …, "share": "4/5"}]`` from the best down, shares of the full mark.
    ``is_end``: from this month on the target asks nothing more and is not scored.
    """

    target = models.ForeignKey(Target, models.CASCADE, related_name="versions")
    from_on = models.DateField()
    aim_kind = models.CharField(max_length=10)  # quantity | rate | described
    aim = models.CharField(max_length=40, blank=True)
    base = models.CharField(max_length=40, blank=True)
    better = models.CharField(max_length=4, default="up")
    rubric = models.TextField(blank=True)
    rubric_levels = models.JSONField(default=list, blank=True)
    evidence = models.TextField(blank=True)
    marks = models.CharField(max_length=40, blank=True)
    weight = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True)
    is_controlled = models.BooleanField(default=True)
    why_not_controlled = models.CharField(max_length=500, blank=True)
    is_end = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("target_id", "from_on")
        constraints = (
            models.UniqueConstraint(
                fields=["target", "from_on"], name="target_version_once_a_month"
            ),
            models.CheckConstraint(
                name="target_version_amended_by_approval",
                condition=models.Q(reason="")
                | (~models.Q(approved_by="") & models.Q(approved_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.from_on}"
