"""An analysis report: the quarter's consultation paper or the month's circular."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.indicators.models import Run
from hengjian.organisation.models import Procuratorate


class AnalysisReport(GuardedModel):
    """One report over one run, with the files that were made and what became of them.

    ``files``: kind (docx, xlsx, pdf, paper) → {name, digest}; the files lie under the
    home's ``reports`` and never change. ``numbers_digest`` stands in the Word file too,
    so that an edited copy finds its report again. ``level`` is ``city`` where a city's
    report takes in all below it, else ``procuratorate``.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", "会商材料"
        CIRCULAR = "circular", "通报"

    class State(models.TextChoices):
        MAKING = "making", "编制中"
        FAILED = "failed", "编制失败"
        DRAFT = "draft", "草稿"
        CHECKED = "checked", "已核对"
        SIGNED = "signed", "已审签"

    kind = models.CharField(max_length=20, choices=Kind)
    period = models.CharField(max_length=20)
    unit = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    level = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="zh")
    run = models.ForeignKey(Run, models.PROTECT, related_name="analysis_reports")
    state = models.CharField(max_length=10, choices=State, default=State.MAKING)
    template_digest = models.CharField(max_length=64)
    contents_digest = models.CharField(max_length=64)
    files = models.JSONField(default=dict)
    numbers_digest = models.CharField(max_length=64, blank=True)
    number_count = models.PositiveIntegerField(default=0)
    notices = models.JSONField(default=list)
    fault_zh = models.TextField(blank=True)
    fault_en = models.TextField(blank=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_version = models.PositiveIntegerField(null=True, blank=True)
    signing_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["unit", "period"], name="report_of_place"),)
        constraints = (
            models.CheckConstraint(
                name="analysis_report_made_has_files",
                condition=models.Q(state__in=["making", "failed"])
                | (~models.Q(numbers_digest="") & models.Q(made_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="analysis_report_checked_by_and_at",
                condition=models.Q(checked_by="", checked_at__isnull=True)
                | (~models.Q(checked_by="") & models.Q(checked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="analysis_report_signed_by_and_at",
                condition=models.Q(signed_by="", signed_at__isnull=True)
                | (~models.Q(signed_by="") & models.Q(signed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="analysis_report_signed_when_signed",
                condition=~models.Q(state="signed") | ~models.Q(signed_by=""),
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit_id} {self.period}"

    @property
    def is_made(self) -> bool:
        """Whether its files are there."""
        return self.state not in {self.State.MAKING, self.State.FAILED}

    @property
    def citing(self) -> str:
        """How cited values name this report."""
        return f"analysis_report:{self.pk}"

    @property
    def place(self) -> str:
        """The unit parameter of pages that gives the report's place."""
        return f"{self.unit.code}+" if self.level == "city" else self.unit.code
