"""The columns of the limits board and of its summary."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


BOARD = TableColumns(
    "limits",
    (
        Column("due", Text("到期日", "Due on"), "narrow", sort="due"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("limit", Text("期限", "Limit"), sort="limit", stays=True),
        Column("custody", Text("在押", "Custody"), "narrow"),
        Column("card", Text("案卡", "Card"), "narrow soft", usual=False),
        Column("key", Text("案号", "Number"), "narrow", sort="card"),
        Column("person", Text("承办人", "Handler"), "narrow", sort="person"),
        Column("department", Text("部门", "Department"), "narrow", sort="department"),
        Column("unit", Text("单位", "Place"), "narrow soft", sort="place"),
        Column("started", Text("起点", "From"), "narrow", sort="started", usual=False),
        Column("done", Text("办结日", "Done on"), "narrow", usual=False),
        Column(
            "working", Text("剩余工作日", "Working days left"), "number", usual=False
        ),
        Column("acts", Text("谁办", "Whose act"), "narrow", usual=False),
        Column("provisional", Text("暂定", "Provisional"), "narrow", usual=False),
    ),
)

SUMMARY = TableColumns(
    "limits_summary",
    (
        Column("name", Text("分组", "Group"), stays=True),
        Column("running", Text("进行中", "Running"), "number"),
        Column("in_custody", Text("在押", "In custody"), "number"),
        Column("late", Text("已超期", "Late"), "number"),
        Column("today", Text("今天", "Today"), "number"),
        Column("week", Text("本周", "This week"), "number"),
        Column("met", Text("近三十日办结", "Met in thirty days"), "number"),
    ),
)

TASKS = TableColumns(
    "limit_tasks",
    (
        Column("due", Text("到期日", "Due on"), "narrow"),
        Column("task", Text("任务", "Task"), stays=True),
        Column("matter", Text("事项", "Matter")),
        Column("kind", Text("种类", "Kind"), "narrow soft"),
        Column("number", Text("登记号", "Number"), "narrow"),
        Column("person", Text("在谁处", "With"), "narrow"),
        Column("why", Text("期限", "Limit"), "soft"),
        Column("unit", Text("单位", "Place"), "narrow soft"),
        Column("department", Text("部门", "Department"), "narrow soft", usual=False),
        Column("since", Text("收到", "Since"), "narrow", usual=False),
        Column("urged", Text("催办", "Urged"), "number", usual=False),
    ),
)

TASK_GROUPS = TableColumns(
    "limit_task_groups",
    (
        Column("name", Text("分组", "Group"), stays=True),
        Column("every", Text("在办任务", "Open tasks"), "number"),
        Column("late", Text("已超期", "Late"), "number"),
        Column("today", Text("今天", "Today"), "number"),
        Column("week", Text("本周", "This week"), "number"),
        Column("later", Text("以后", "Later"), "number"),
        Column("none", Text("没有期限", "No limit"), "number", usual=False),
        Column("suspended", Text("已中止", "Suspended"), "number", usual=False),
    ),
)
