"""The columns of the tables of the ledger."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


ENTRIES = TableColumns(
    "ledger",
    (
        Column("day", Text("日期", "Day"), "narrow"),
        Column("person", Text("姓名", "Person"), "narrow", stays=True),
        Column("department", Text("部门", "Department"), "narrow soft"),
        Column("title", Text("事由", "What for"), stays=True),
        Column("amount", Text("数额", "Amount"), "number", stays=True),
        Column("how", Text("类别", "How"), "narrow"),
        Column("cut", Text("上限", "Cap"), "soft"),
        Column("rule", Text("规则版本", "Version"), "narrow soft", usual=False),
        Column("entered", Text("记入日期", "Entered on"), "narrow soft", usual=False),
        Column("number", Text("编号", "Number"), "number soft", usual=False),
    ),
)

PAYMENT_LINES = TableColumns(
    "payment_lines",
    (
        Column("number", Text("工号", "Staff number"), "narrow"),
        Column(
            "person",
            Text("姓名或部门", "Person or department"),
            "narrow",
            stays=True,
        ),
        Column("department", Text("部门", "Department"), "narrow soft"),
        Column("entries", Text("所发各笔", "Entries"), stays=True),
        Column("yuan", Text("金额（元）", "Yuan"), "number", stays=True),
    ),
)
