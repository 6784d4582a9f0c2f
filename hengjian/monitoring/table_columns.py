"""The columns of the tables of process monitoring."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


PROMPTS = TableColumns(
    "prompts",
    (
        Column("rule", Text("提示", "Prompt"), sort="rule", stays=True),
        Column("level", Text("建议方式", "Suggested"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("due", Text("期限届满", "Ended on"), "narrow", sort="due"),
        Column("card", Text("案卡", "Card"), "narrow soft"),
        Column("key", Text("案号", "Number"), "narrow", sort="key"),
        Column("person", Text("承办人", "Handler"), "narrow", sort="person"),
        Column("department", Text("部门", "Department"), "narrow", sort="department"),
        Column("unit", Text("单位", "Place"), "narrow soft", sort="place"),
        Column("seen", Text("发现日期", "Seen on"), "narrow", sort="seen"),
        Column("ground", Text("事由", "Ground"), "narrow soft", usual=False),
        Column("law", Text("期限编号", "Limit"), "narrow", usual=False),
        Column("version", Text("案卡表版本", "Version"), "number", usual=False),
        Column("reason", Text("不予监控理由", "Why set aside"), usual=False),
        Column("matter", Text("流程监控", "Matter"), "narrow", usual=False),
    ),
)

CASES = TableColumns(
    "drawn-cases",
    (
        Column("place", Text("序", "No."), "number"),
        Column("case", Text("案号", "Number"), stays=True),
        Column("stratum", Text("层", "Stratum"), "narrow soft"),
        Column("why", Text("抽中缘由", "Why drawn"), "narrow"),
        Column("concluded", Text("审结日期", "Concluded on"), "narrow"),
        Column("handler", Text("承办人", "Handler"), "narrow"),
        Column("department", Text("部门", "Department"), "narrow soft"),
        Column("matter", Text("评查", "Review"), "narrow"),
    ),
)
