"""The columns of the tables of office services."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


POSTED = TableColumns(
    "posted",
    (
        Column("posted", Text("公示日期", "Posted on"), "narrow"),
        Column("number", Text("登记号", "Number"), "narrow"),
        Column("column", Text("栏目", "Column"), "narrow soft"),
        Column("department", Text("部门", "Department"), "narrow"),
        Column("request", Text("申请", "Request"), stays=True),
        Column("answer", Text("答复", "Answer"), "words"),
        Column("answered", Text("答复日期", "Answered on"), "narrow"),
        Column("days", Text("用时(天)", "Days"), "number"),
        Column("comments", Text("评论", "Comments"), "number"),
        Column("unit", Text("单位", "Place"), "narrow soft", usual=False),
        Column("digest", Text("摘要", "Digest"), "narrow soft"),
    ),
)

STORE = TableColumns(
    "store",
    (
        Column("code", Text("编码", "Code"), "narrow"),
        Column("name", Text("品名", "Article"), stays=True),
        Column("stock", Text("结存", "In stock"), "number"),
        Column("measure", Text("单位", "Measure"), "narrow soft"),
        Column("level", Text("备库下限", "Reorder at"), "number"),
        Column("state", Text("提示", "State"), "narrow"),
        Column("unit", Text("所属院", "Place"), "narrow soft", usual=False),
    ),
)
