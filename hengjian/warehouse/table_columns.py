"""The columns of the warehouse's tables."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


FINDINGS = TableColumns(
    "findings",
    (
        Column("number", Text("编号", "Number"), "number soft", usual=False),
        Column("due", Text("期限", "Due on"), "narrow", sort="due"),
        Column("finding", Text("问题", "Finding"), sort="rule", stays=True),
        Column("mend", Text("怎么改", "Mend"), "soft words"),
        Column("card", Text("案卡", "Card"), "narrow soft", sort="card"),
        Column("key", Text("案卡键", "Key"), "narrow"),
        Column("person", Text("责任人", "Person"), "narrow", sort="person"),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("department", Text("部门", "Department"), "narrow", sort="place"),
        Column("state", Text("状态", "State"), "narrow", sort="state"),
        Column("dimension", Text("维度", "Dimension"), "narrow", usual=False),
        Column("kind", Text("差错种类", "Kind"), "narrow", usual=False),
        Column("level", Text("级别", "Level"), "narrow", usual=False),
        Column(
            "raised", Text("发现日期", "Found on"), "narrow", sort="raised", usual=False
        ),
        Column("answered", Text("答复日期", "Answered on"), "narrow", usual=False),
        Column("reason", Text("说明", "Words"), "breaks", usual=False),
    ),
)

IMPORTS = TableColumns(
    "imports",
    (
        Column("number", Text("编号", "No."), "number soft"),
        Column("file", Text("文件", "File"), "breaks", sort="file", stays=True),
        Column("card", Text("案卡", "Card"), "narrow", sort="card"),
        Column("unit", Text("单位", "Place"), "narrow"),
        Column("state", Text("状态", "State"), "narrow", sort="state"),
        Column("read", Text("读入", "Read"), "number", sort="read"),
        Column("new", Text("新增", "New"), "number"),
        Column("changed", Text("变更", "Changed"), "number"),
        Column("unchanged", Text("不变", "Unchanged"), "number", usual=False),
        Column("rejected", Text("挡下", "Kept aside"), "number", sort="rejected"),
        Column("findings", Text("新问题", "Findings"), "number", sort="findings"),
        Column("by", Text("导入人", "By"), "narrow"),
        Column("at", Text("提交时间", "At"), "narrow", sort="at"),
    ),
)

REJECTED_ROWS = TableColumns(
    "rejected_rows",
    (
        Column("row", Text("行号", "Row"), "number", stays=True),
        Column("item", Text("项目", "Item"), "narrow"),
        Column("value", Text("内容", "Content"), "breaks"),
        Column("rule", Text("原因", "Why"), "narrow"),
        Column("mend", Text("怎么改", "Mend")),
    ),
)

RULES = TableColumns(
    "rules",
    (
        Column("card", Text("案卡", "Card"), "narrow soft", sort="card"),
        Column("rule", Text("规则", "Rule"), stays=True),
        Column("dimension", Text("维度", "Dimension"), "narrow", sort="dimension"),
        Column("kind", Text("差错种类", "Kind"), "narrow"),
        Column("level", Text("级别", "Level"), "narrow"),
        Column("checked", Text("检查", "Asked"), "number", sort="checked"),
        Column("failed", Text("不符", "Failed"), "number", sort="failed"),
        Column("rate", Text("错误率", "Error rate"), "number", sort="rate"),
        Column("awaiting", Text("待处理", "Open"), "number", sort="awaiting"),
    ),
)

SEALINGS = TableColumns(
    "sealings",
    (
        Column("number", Text("编号", "No."), "number", stays=True),
        Column("kind", Text("种类", "Kind")),
        Column("basis", Text("依据", "Basis")),
        Column("unit", Text("单位", "Place"), "narrow"),
        Column("sealed_on", Text("封存日期", "Sealed on"), "narrow"),
        Column("by", Text("决定人", "By"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
    ),
)

SEALING_CANDIDATES = TableColumns(
    "sealing_candidates",
    (
        Column("from", Text("应封存之日", "From"), "narrow"),
        Column("card", Text("案卡", "Card"), "narrow"),
        Column("key", Text("案卡键", "Key"), "breaks", stays=True),
        Column("kind", Text("种类", "Kind")),
    ),
)
