"""The columns of the list of notices."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


NOTICES = TableColumns(
    "notices",
    (
        Column("notice", Text("消息", "Notice"), "breaks", stays=True),
        Column("kind", Text("类别", "Kind"), "narrow"),
        Column("at", Text("时间", "When"), "narrow"),
    ),
)
