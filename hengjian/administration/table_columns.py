"""The columns of the tables of administration."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


JOURNAL = TableColumns(
    "journal",
    (
        Column("number", Text("编号", "No."), "number", stays=True),
        Column("at", Text("时间", "At"), "narrow"),
        Column("by", Text("何人", "Who"), "narrow"),
        Column("account", Text("账号", "Account"), "narrow soft", usual=False),
        Column("event", Text("操作", "Act")),
        Column("subject", Text("对象", "Subject"), "breaks"),
        Column("origin", Text("来自", "From"), "narrow"),
        Column("old", Text("原值", "Old"), "breaks soft", usual=False),
        Column("new", Text("新值", "New"), "breaks soft", usual=False),
        Column("detail", Text("说明", "Detail"), "breaks soft", usual=False),
    ),
)

JOBS = TableColumns(
    "jobs",
    (
        Column("number", Text("编号", "No."), "number", stays=True),
        Column("job", Text("任务", "Job")),
        Column("state", Text("状态", "State"), "narrow"),
        Column("progress", Text("进度", "Progress"), "narrow"),
        Column("tries", Text("次数", "Tries"), "number"),
        Column("by", Text("何人", "By"), "narrow"),
        Column("queued", Text("排队时间", "Queued"), "narrow"),
        Column("ended", Text("结束时间", "Ended"), "narrow"),
    ),
)

ACCOUNTS = TableColumns(
    "accounts",
    (
        Column("account", Text("账号", "Account"), stays=True),
        Column("name", Text("姓名", "Name")),
        Column("state", Text("状态", "State")),
        Column("factor", Text("第二因素", "Second factor")),
        Column("opened", Text("开立时间", "Opened"), "narrow", usual=False),
    ),
)

ROLES = TableColumns(
    "roles",
    (
        Column("role", Text("角色", "Role"), stays=True),
        Column("may", Text("可以做什么", "What it may do")),
        Column("count", Text("今天担任", "Hold it today"), "number"),
    ),
)

HOLDERS = TableColumns(
    "role_holders",
    (
        Column("account", Text("账号", "Account"), stays=True),
        Column("name", Text("姓名", "Name")),
        Column("where", Text("在哪里", "Where")),
        Column("post", Text("随岗位", "With the post")),
        Column("from", Text("起", "From"), "narrow"),
        Column("until", Text("止", "Until"), "narrow"),
    ),
)

PLACES = TableColumns(
    "places",
    (
        Column("unit", Text("单位", "Place"), stays=True),
        Column("code", Text("代码", "Code"), "narrow"),
        Column("level", Text("层级", "Level")),
    ),
)

APPOINTMENTS = TableColumns(
    "appointments",
    (
        Column("name", Text("姓名", "Name"), stays=True),
        Column("post", Text("岗位", "Post")),
        Column("from", Text("任职起", "Since"), "narrow"),
        Column("until", Text("至", "Until"), "narrow"),
    ),
)
