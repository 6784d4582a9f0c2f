"""An edited Word file of a report, as it came back."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.publication.models.analysis_report import AnalysisReport


class ReportVersion(GuardedModel):
    """One upload with what its check found; version 0 is the report as it was made.

    ``found``: each disagreement or notice as {kind, place, shown, zh, en, passage}.
    """

    report = models.ForeignKey(AnalysisReport, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    found = models.JSONField(default=list)
    disagreeing = models.PositiveIntegerField(default=0)
    uploaded_by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=["report", "number"], name="report_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"
