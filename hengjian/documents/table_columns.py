"""The columns of the registers of documents and of papers received."""

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
        Column("answered", Text("收到回复", "Answered"), "narrow"),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("made", Text("拟制日期", "Drafted on"), "narrow", usual=False),
        Column("reason", Text("作废理由", "Why withdrawn"), usual=False),
    ),
)
RECEIVED = TableColumns(
    "received",
    (
        Column("number", Text("收文号", "Number"), "narrow", sort="number", stays=True),
        Column("kind", Text("种类", "Kind"), "narrow", sort="kind"),
        Column("sender", Text("来文单位", "Sender")),
        Column("theirs", Text("来文字号", "Their number"), "narrow"),
        Column("dated", Text("来文日期", "Dated"), "narrow", sort="dated"),
        Column("received", Text("收到日期", "Received"), "narrow", sort="received"),
        Column("matter", Text("事项登记号", "Matter"), "narrow"),
        Column("answers", Text("回应文书", "Answers"), "narrow"),
        Column("passed", Text("转阅", "Passed on"), "narrow soft"),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("reason", Text("作废理由", "Why withdrawn"), usual=False),
    ),
)
