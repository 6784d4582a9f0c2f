"""The columns of the register of documents."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


REGISTER = TableColumns(
    "documents",
    (
        Column("number", Text("文号", "Number"), "narrow", sort="number"),
        Column("title", Text("文书", "Document"), sort="title", stays=True),
        Column("matter", Text("事项登记号", "Matter"), "narrow"),
        Column("state", Text("状态", "State"), "narrow", sort="state"),
        Column("issued", Text("签发日期", "Issued on"), "narrow", sort="issued"),
        Column("seal", Text("用印", "Seal"), "narrow soft"),
        Column("served", Text("送达", "Served"), "narrow soft"),
        Column("reply", Text("回复期限", "Reply due"), "narrow"),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("made", Text("拟制日期", "Drafted on"), "narrow", usual=False),
        Column("reason", Text("作废理由", "Why withdrawn"), usual=False),
    ),
)
