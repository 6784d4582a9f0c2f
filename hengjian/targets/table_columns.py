"""The columns of the tables of targets."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


TREE = TableColumns(
    "targets",
    (
        Column("number", Text("序号", "No."), "narrow"),
        Column("title", Text("项目", "Item"), stays=True),
        Column("owner", Text("责任部门、责任人", "Owner"), "narrow"),
        Column("aim", Text("全年目标", "Aim of the year"), "number"),
        Column("asked", Text("截至本月应达", "Asked by now"), "number"),
        Column("actual", Text("实际", "Actual"), "number"),
        Column("counts", Text("分子/分母", "Counts"), "number soft", usual=False),
        Column("standing", Text("状态", "Standing"), "narrow"),
        Column("marks", Text("分值", "Marks"), "number"),
        Column("due", Text("时限", "Due"), "narrow"),
        Column("version", Text("执行版本", "Version"), "narrow soft"),
        Column("indicator", Text("指标", "Indicator"), "soft", usual=False),
        Column("source", Text("来源", "Source"), "narrow soft", usual=False),
    ),
)

SHEET = TableColumns(
    "responsibility_sheet",
    (
        Column("number", Text("序号", "No."), "narrow"),
        Column("title", Text("项目", "Item"), stays=True),
        Column("indicator", Text("指标", "Indicator"), "soft", usual=False),
        Column("aim", Text("目标值", "Aim"), "number"),
        Column("department", Text("责任部门", "Department")),
        Column("task", Text("具体责任", "Responsible for the task")),
        Column("direct", Text("直接领导责任", "Directly responsible"), "narrow"),
        Column("first", Text("第一责任", "First responsible"), "narrow"),
        Column("due", Text("时限", "Due"), "narrow"),
        Column("marks", Text("分值", "Marks"), "number"),
        Column("measures", Text("措施", "Measures"), "breaks", usual=False),
        Column("standing", Text("状态", "Standing"), "narrow"),
    ),
)

CHANGES = TableColumns(
    "target_changes",
    (
        Column("at", Text("提请日期", "Proposed on"), "narrow"),
        Column("kind", Text("种类", "Kind"), "narrow"),
        Column("what", Text("项目", "Item"), stays=True),
        Column("from", Text("自何月起", "From"), "narrow"),
        Column("change", Text("改动", "Change"), "words"),
        Column("reason", Text("理由", "Reason"), "words"),
        Column("by", Text("提请人", "Proposed by"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("decided", Text("批准人", "Decided by"), "narrow"),
    ),
)
