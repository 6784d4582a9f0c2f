"""The columns of the tables of matters."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


INBOX = TableColumns(
    "inbox",
    (
        Column("due", Text("期限", "Due on"), "narrow"),
        Column("task", Text("任务", "Task"), stays=True),
        Column("matter", Text("事项", "Matter")),
        Column("kind", Text("种类", "Kind"), "narrow soft"),
        Column("number", Text("登记号", "Number"), "narrow"),
        Column("person", Text("在谁处", "With"), "narrow"),
        Column("unit", Text("单位", "Place"), "narrow soft", usual=False),
        Column("department", Text("部门", "Department"), "narrow soft", usual=False),
        Column("since", Text("收到", "Since"), "narrow", usual=False),
        Column("urged", Text("催办", "Urged"), "number", usual=False),
    ),
)

MATTERS = TableColumns(
    "matters",
    (
        Column("number", Text("登记号", "Number"), "narrow", sort="number"),
        Column("title", Text("事项", "Matter"), sort="title", stays=True),
        Column("kind", Text("种类", "Kind"), "narrow soft"),
        Column("state", Text("状态", "State"), "narrow", sort="state"),
        Column("task", Text("在办环节", "At hand")),
        Column("due", Text("期限", "Due on"), "narrow"),
        Column("handler", Text("承办人", "Handler"), "narrow", sort="handler"),
        Column("registrant", Text("登记人", "Registered by"), "narrow", usual=False),
        Column("leader", Text("分管领导", "Leader"), "narrow", usual=False),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("department", Text("部门", "Department"), "narrow soft", usual=False),
        Column(
            "registered", Text("登记日期", "Registered on"), "narrow", sort="registered"
        ),
        Column("closed", Text("办结日期", "Closed on"), "narrow", usual=False),
    ),
)
