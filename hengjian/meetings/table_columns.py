"""The columns of the tables of meetings."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


MEETINGS = TableColumns(
    "meetings",
    (
        Column("day", Text("日期", "Day"), "narrow"),
        Column("body", Text("会议", "Body")),
        Column("number", Text("次数", "No."), "narrow", stays=True),
        Column("unit", Text("单位", "Place"), "narrow", usual=False),
        Column("chair", Text("主持人", "Chair"), "narrow"),
        Column("items", Text("议题", "Items"), "number"),
        Column("papers", Text("材料截止", "Papers by"), "narrow"),
        Column("place", Text("地点", "Room"), "narrow", usual=False),
        Column("state", Text("状态", "State"), "narrow"),
    ),
)

ITEMS = TableColumns(
    "agenda_items",
    (
        Column("id", Text("编号", "No."), "number soft", usual=False),
        Column("put", Text("提请", "Put on"), "narrow"),
        Column("body", Text("会议", "Body"), "narrow"),
        Column("item", Text("议题", "Item"), stays=True),
        Column("scope", Text("议事范围", "Scope")),
        Column("department", Text("部门", "Department"), "narrow", usual=False),
        Column("reporter", Text("汇报人", "Reporter"), "narrow"),
        Column("intake", Text("受理检查", "Intake"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
    ),
)

TASKS = TableColumns(
    "resolution_tasks",
    (
        Column("due", Text("期限", "Due on"), "narrow"),
        Column("body", Text("会议", "Body"), "narrow"),
        Column("resolution", Text("决议", "Resolution"), "narrow"),
        Column("task", Text("任务", "Task"), stays=True),
        Column("target", Text("目标", "Target"), usual=False),
        Column("owner", Text("责任人", "Owner"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("late", Text("逾期天数", "Days late"), "number", usual=False),
    ),
)
