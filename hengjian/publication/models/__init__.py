from hengjian.publication.models.analysis_report import AnalysisReport
from hengjian.publication.models.report_version import ReportVersion


__all__ = ["AnalysisReport", "ReportVersion"]
