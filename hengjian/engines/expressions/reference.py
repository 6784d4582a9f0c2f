"""The reference page of the language, written from the tables that compute it."""

from hengjian.engines.expressions.coercion import TYPE_NAMES
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.operators import OPERATORS
from hengjian.engines.expressions.screening import DEEPEST_NESTING, LONGEST_TEXT
from hengjian.engines.expressions.translating import (
    DEEPEST,
    LONGEST_LITERAL,
    MOST_WILDCARDS,
)
from hengjian.engines.expressions.types import ValueType


RANGES = {
    ValueType.TEXT: ("Unicode, ordered by code point", "`'文字'`, `'it''s'`"),
    ValueType.INTEGER: ("64 bits", "`42`"),
    ValueType.DECIMAL: ("24 digits and six decimals, exact", "`0.25`"),
    ValueType.DATE: ("years 1 to 9999", "`date '2025-01-31'`, `'2025-01-31'`"),
    ValueType.DATETIME: (
        "a moment; written without offset it is in the card's time zone",
        "`timestamp '2025-01-31 08:30'`",
    ),
    ValueType.BOOLEAN: ("true or false", "`true`, `false`"),
}

OPENING = """\
# Expressions · 表达式

Generated from `hengjian/engines/expressions`; change the tables there, not this page.
The chapters of `tests/spec/expressions` show the language at work.

An expression is one SQL scalar expression over the items of a card, the items of linked
cards (`prosecution.outcome`), parameters, constants and the functions below. Nothing else
can be written. Every value may be unknown (`null`); unless said otherwise a result is
unknown where an operand is. No row can make an expression fail: what is out of range is
unknown.

表达式是一个 SQL 标量表达式，只能用本卡与关联卡的项、参数、常量和下列函数。任何值都可能为空(未知);
除另有说明，有空则结果为空。超出范围的结果为空，不报错。
"""

NAMES = """\
## Names · 名称

| written | meaning · 含义 |
|---|---|
| `outcome` | an item of the card · 本卡的项 |
| `prosecution.outcome` | an item of a linked card; unknown where none is linked · 关联卡的项，未关联为空 |
| `param.name` | the parameter's value in force on the row's date · 该行日期有效的参数值 |
| `x in param.name` | whether a list parameter holds the value · 值是否在列表参数中 |
| `lookup(param.name, x)` | the value of a map parameter under a key; unknown without one · 对照表参数中的值，无则为空 |
| `period_start`, `period_end` | first and last day of the period (measures) · 统计期首日、末日(用于度量) |
| `as_of` | the day of the computation · 计算日 |

A choice item can only be compared with its codes. Fractions in parameters (`2/3`) stay
exact; they can be added, subtracted, multiplied, compared and chosen, not divided or rounded.
"""


def render_reference() -> str:
    """The page in Markdown; ends with a line end."""
    limits = (
        "## Limits · 限度\n\n"
        f"An expression has at most {LONGEST_TEXT:,} characters, {DEEPEST_NESTING} "
        f"levels of parentheses and {DEEPEST} terms in a sum; a text in it "
        f"{LONGEST_LITERAL:,} characters, a pattern {MOST_WILDCARDS} signs `%`.\n"
    )
    return "\n".join((OPENING, _types(), NAMES, _operators(), _functions(), limits))


def _types() -> str:
    rows = [
        f"| `{kind}` | {TYPE_NAMES[kind].zh} | {RANGES[kind][0]} | {RANGES[kind][1]} |"
        for kind in ValueType
    ]
    head = [
        "## Types · 类型",
        "",
        "| type | 类型 | range | written |",
        "|---|---|---|---|",
    ]
    return "\n".join((*head, *rows, ""))


def _operators() -> str:
    rows = [
        f"| {_forms(one.form)} | {one.description.zh} | {one.description.en} "
        f"| {_example(one.example, one.answer)} |"
        for one in OPERATORS
    ]
    head = [
        "## Operators · 运算",
        "",
        "| form | 说明 | meaning | example |",
        "|---|---|---|---|",
    ]
    return "\n".join((*head, *rows, ""))


def _functions() -> str:
    rows = [
        f"| {'<br>'.join(map(_code, one.signatures))} | {one.description.zh} "
        f"| {one.description.en} | {_example(one.example, one.answer)} |"
        for one in FUNCTIONS.values()
    ]
    head = [
        "## Functions · 函数",
        "",
        "| function | 说明 | meaning | example |",
        "|---|---|---|---|",
    ]
    return "\n".join((*head, *rows, ""))


def _code(text: str) -> str:
    # a bar would end the cell of the table, even within code
    return f"`{text.replace('|', chr(92) + '|')}`"


def _forms(form: str) -> str:
    return "<br>".join(_code(one) for one in form.split(" · "))


def _example(example: str, answer: str) -> str:
    return f"{_code(example)} → {_code(answer)}"
