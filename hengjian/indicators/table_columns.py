"""The columns of the tables of values and signals."""

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


_VALUE = Column("value", Text("数值", "Value"), "number")
_NUMERATOR = Column("numerator", Text("分子", "Numerator"), "number soft")
_DENOMINATOR = Column("denominator", Text("分母", "Denominator"), "number soft")
_MARKS = Column("marks", Text("标记", "Marks"), "narrow")

OVERVIEW = TableColumns(
    "operational_data",
    (
        Column("code", Text("代码", "Code"), "narrow soft", sort="code"),
        Column("indicator", Text("指标", "Indicator"), stays=True),
        Column("value", Text("数值", "Value"), "number", sort="value"),
        _NUMERATOR,
        _DENOMINATOR,
        Column("before", Text("较上期", "On previous"), "number"),
        Column("year_before", Text("同比", "Year on year"), "number"),
        Column("course", Text("自身走势", "Own course")),
        _MARKS,
        Column("line", Text("业务条线", "Line of work"), "narrow", usual=False),
        Column("sentence", Text("口径说明", "Definition"), usual=False),
    ),
)

COURSE = TableColumns(
    "own_course",
    (
        Column("period", Text("统计期", "Period"), "narrow", stays=True),
        _VALUE,
        _NUMERATOR,
        _DENOMINATOR,
        Column("marks", Text("标记", "Marks"), "narrow", usual=False),
    ),
)

DEPARTMENTS = TableColumns(
    "departments",
    (
        Column("department", Text("部门", "Department"), stays=True),
        _VALUE,
        _NUMERATOR,
        _DENOMINATOR,
        Column("marks", Text("标记", "Marks"), "narrow", usual=False),
    ),
    parameter="department_columns",
)

NAMED_PLACES = TableColumns(
    "named_places",
    (
        Column("code", Text("单位代码", "Code"), "narrow soft"),
        Column("unit", Text("单位", "Place"), stays=True),
        _NUMERATOR,
        _DENOMINATOR,
        _VALUE,
        _MARKS,
    ),
)

RANKED_PLACES = TableColumns(
    "ranked_places",
    (Column("rank", Text("名次", "Rank"), "number"), *NAMED_PLACES.columns),
)

SIGNALS = TableColumns(
    "signals",
    (
        Column("unit", Text("单位", "Place"), "narrow"),
        Column("indicator", Text("指标", "Indicator"), stays=True),
        Column("period", Text("统计期", "Period"), "narrow"),
        Column("kind", Text("类型", "Kind"), "narrow"),
        Column("prompt", Text("提示", "Prompt")),
        Column("explanation", Text("说明", "Answer")),
        Column("state", Text("状态", "State"), "narrow"),
        Column("lapses_on", Text("失效日", "Lapses on"), "narrow"),
    ),
)
