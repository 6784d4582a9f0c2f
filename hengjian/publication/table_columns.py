"""The columns of the list of analysis reports."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


REPORTS = TableColumns(
    "analysis_reports",
    (
        Column("number", Text("编号", "No."), "number soft"),
        Column("period", Text("统计期", "Period"), stays=True),
        Column("unit", Text("单位", "Place")),
        Column("kind", Text("文种", "Paper"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("numbers", Text("数字", "Numbers"), "number"),
        Column("run", Text("运行", "Run"), "number"),
        Column("by", Text("编制人", "By"), "narrow"),
        Column("at", Text("编制时间", "At"), "narrow"),
    ),
)
