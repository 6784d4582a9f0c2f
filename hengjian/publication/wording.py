"""The words of reports' codes, as their pages show them."""

from hengjian.lib.bilingual import Text
from hengjian.publication.models import AnalysisReport
from hengjian.ui.downloads import XLSX


KINDS = {
    AnalysisReport.Kind.CONSULTATION: Text("会商材料", "Consultation"),
    AnalysisReport.Kind.CIRCULAR: Text("通报", "Circular"),
}
STATES = {
    AnalysisReport.State.MAKING: Text("编制中", "Being made"),
    AnalysisReport.State.FAILED: Text("编制失败", "Failed"),
    AnalysisReport.State.DRAFT: Text("草稿", "Draft"),
    AnalysisReport.State.CHECKED: Text("已核对", "Checked"),
    AnalysisReport.State.SIGNED: Text("已审签", "Signed"),
}
STATE_MARKS = {
    AnalysisReport.State.MAKING: "blue",
    AnalysisReport.State.FAILED: "red",
    AnalysisReport.State.DRAFT: "amber",
    AnalysisReport.State.CHECKED: "blue",
    AnalysisReport.State.SIGNED: "green",
}
FILE_KINDS = {
    "docx": Text("Word 文档", "Word file"),
    "pdf": Text("PDF", "PDF"),
    "xlsx": Text("电子表格", "Workbook"),
}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}
