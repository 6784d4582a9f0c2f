"""The component shelf: every part of the frame in every state, for those who build pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.shelf_process import SHOWN


@dataclass(frozen=True)
class Component:
    """One component; its template ``ui/shelf/<name>.html`` shows its states."""

    name: str
    title: Text
    use: Text

    @property
    def template(self) -> str:
        """Where its states are written."""
        return f"ui/shelf/{self.name}.html"


COMPONENTS = (
    Component(
        "page_head",
        Text("页头", "Page head"),
        Text(
            "一页回答一个问题；动作在右。", "One page, one question; acts on the right."
        ),
    ),
    Component(
        "buttons",
        Text("按钮", "Buttons"),
        Text("一页至多一个主按钮。", "At most one primary button on a page."),
    ),
    Component(
        "marks",
        Text("标记", "Marks"),
        Text(
            "从不只靠颜色，字在里面。", "Never by colour alone: the word stands there."
        ),
    ),
    Component(
        "tiles",
        Text("数字块", "Tiles"),
        Text(
            "数字可以点开；没有的写“—”。", "A number opens; what is missing is a dash."
        ),
    ),
    Component(
        "tables",
        Text("表格", "Tables"),
        Text(
            "键盘可走，头固定，数字右对齐。",
            "Walked by keys, sticky head, figures right.",
        ),
    ),
    Component(
        "column_choice",
        Text("列的选择", "Choice of columns"),
        Text(
            "选了什么写在地址里，可以记住；打开一行的那一列总在。",
            "It stands in the address and may be kept; what opens a row stays.",
        ),
    ),
    Component(
        "pages",
        Text("翻页", "Pages"),
        Text("总数准确。", "The count is exact."),
    ),
    Component(
        "filters",
        Text("筛选", "Filters"),
        Text("筛选写在地址里。", "Filters stand in the address."),
    ),
    Component(
        "forms",
        Text("表单", "Forms"),
        Text("错误写在项目旁边，说怎么改。", "A fault stands beside its field."),
    ),
    Component(
        "states",
        Text("空、载入、无权、出错", "Empty, loading, refused, broken"),
        Text("写出来，不留空白。", "Written, never a blank."),
    ),
    Component(
        "alerts",
        Text("提示条", "Alerts"),
        Text("说发生了什么、接着做什么。", "What happened, what to do next."),
    ),
    Component(
        "definitions",
        Text("说明项", "Definitions"),
        Text("名称在左，内容在右。", "Names on the left, contents on the right."),
    ),
    Component(
        "tabs",
        Text("页签", "Tabs"),
        Text("同一件事的几张表。", "Several lists of one matter."),
    ),
    Component(
        "charts",
        Text("图", "Charts"),
        Text("图旁有表。", "A table stands beside each."),
    ),
    Component(
        "process",
        Text("流程图", "Process diagram"),
        Text(
            "在办的环节有字有框；图下的列表说的是同一件事。",
            "What is open has a word and a line; the list below says the same.",
        ),
    ),
)


SHELF_TABLE = TableColumns(
    "shelf",
    (
        Column("due", Text("期限", "Due on")),
        Column("finding", Text("问题", "Finding"), stays=True),
        Column("mend", Text("怎么改", "Mend"), usual=False),
        Column("unit", Text("单位", "Place")),
        Column("name", Text("姓名(遮盖)", "Name (masked)"), usual=False),
        Column("state", Text("状态", "State")),
    ),
)


TOTALLED = TableColumns(
    "shelf_totalled",
    (
        Column("rule", Text("规则", "Rule"), sort="rule", stays=True),
        Column("checked", Text("检查", "Asked"), "number", sort="checked"),
        Column("failed", Text("不符", "Failed"), "number"),
    ),
)


def context() -> Mapping[str, Any]:
    """What the components' templates show."""
    return {
        "components": COMPONENTS,
        "page_only": Paginator(range(7), 50).page(1),
        "page_first": Paginator(range(12345), 50).page(1),
        "page_last": Paginator(range(12345), 50).page(247),
        "shelf_columns": SHELF_TABLE.shown(),
        "shelf_columns_kept": SHELF_TABLE.shown(remembered=["unit"]),
        "shelf_columns_unknown": SHELF_TABLE.shown(["due", "colour", "size"]),
        "shelf_columns_totalled": TOTALLED.shown(),
        "process_shown": SHOWN,
        "chart_option": {
            "xAxis": {"type": "category", "data": ["07", "08", "09"]},
            "yAxis": {"type": "value"},
            "series": [{"type": "bar", "data": [12, 30, 21]}],
        },
    }
