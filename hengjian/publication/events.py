"""Events of reports in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "publication.analysis_report_asked": Text(
        "编制分析报告", "analysis report asked for"
    ),
    "publication.analysis_report_made": Text("分析报告编成", "analysis report made"),
    "publication.analysis_report_failed": Text(
        "分析报告编制失败", "analysis report failed"
    ),
    "publication.analysis_report_checked": Text(
        "核对分析报告", "analysis report checked"
    ),
    "publication.report_version_kept": Text(
        "上传修改后的报告", "edited report uploaded"
    ),
    "publication.analysis_report_signed": Text(
        "审签分析报告", "analysis report signed"
    ),
}
