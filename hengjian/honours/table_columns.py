"""The columns of the tables of honours."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


AWARDS = TableColumns(
    "honour_awards",
    (
        Column("awarded", Text("授予日期", "Awarded on"), "narrow"),
        Column("honour", Text("荣誉", "Honour"), stays=True),
        Column("period", Text("时段", "Period"), "narrow"),
        Column("holder", Text("授予对象", "Holder"), stays=True),
        Column("unit", Text("单位", "Place"), "narrow", usual=False),
        Column("certificate", Text("证书编号", "Certificate"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
    ),
)
