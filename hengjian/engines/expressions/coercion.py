"""Bringing values of different types together, where nothing is lost or guessed.

An integer may stand for a decimal, a text *written out* for a date or moment, NULL for
anything. Everything else is a mistake that is named, not mended.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.nodes import Literal, Node, Null, ToDecimal
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


TYPE_NAMES = {
    ValueType.TEXT: Text("文字", "text"),
    ValueType.INTEGER: Text("整数", "integer"),
    ValueType.DECIMAL: Text("小数", "decimal"),
    ValueType.DATE: Text("日期", "date"),
    ValueType.DATETIME: Text("时刻", "datetime"),
    ValueType.BOOLEAN: Text("是否", "boolean"),
}
NUMBERS = (ValueType.INTEGER, ValueType.DECIMAL)

DATE_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DATETIME_FORM = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"([ T]\d{2}:\d{2}(:\d{2}(\.\d{3}(\d{3})?)?)?(Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)


def date_literal(text: str, position: int) -> Literal:
    """A date written as 2025-01-31."""
    if DATE_FORM.fullmatch(text):
        try:
            return Literal(date.fromisoformat(text), ValueType.DATE)
        except ValueError:
            pass
    raise ExpressionError(
        Text(f"{text} 不是日期", f"{text!r} is no date"),
        position=position,
        suggestion=Text("日期写作 '2025-01-31'", "write dates as '2025-01-31'"),
    )


def datetime_literal(text: str, timezone: str, position: int) -> Literal:
    """A moment written as 2025-01-31 08:30; in the card's zone unless it names one."""
    if DATETIME_FORM.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=ZoneInfo(timezone))
            return Literal(moment, ValueType.DATETIME)
    raise ExpressionError(
        Text(f"{text} 不是时刻", f"{text!r} is no moment"),
        position=position,
        suggestion=Text(
            "时刻写作 '2025-01-31 08:30'", "write moments as '2025-01-31 08:30'"
        ),
    )


def coerce(node: Node, target: ValueType, timezone: str, position: int) -> Node | None:
    """The node as a value of the type, or None where it cannot stand for one."""
    if isinstance(node, Null):
        return Null(target)
    if node.type is target:
        return node
    if node.type is ValueType.INTEGER and target is ValueType.DECIMAL:
        if isinstance(node, Literal):
            return Literal(Decimal(str(node.value)), ValueType.DECIMAL)
        return ToDecimal(node)
    if isinstance(node, Literal) and isinstance(node.value, str):
        if target is ValueType.DATE:
            return date_literal(node.value, position)
        if target is ValueType.DATETIME:
            return datetime_literal(node.value, timezone, position)
    return None


def unify(nodes: Sequence[Node], timezone: str, position: int) -> list[Node]:
    """The nodes as values of one type; raises where there is none."""
    target = _common_type(nodes)
    unified = [coerce(node, target, timezone, position) for node in nodes]
    known = [node for node in unified if node is not None]
    if len(known) < len(nodes):
        raise mixed_types(nodes, position)
    return known


def _common_type(nodes: Sequence[Node]) -> ValueType:
    types = [
        node.type
        for node in nodes
        # a text written out may become a date: it does not decide while others can
        if not isinstance(node, Null)
        and not (isinstance(node, Literal) and node.type is ValueType.TEXT)
    ]
    if not types:
        return ValueType.TEXT
    if ValueType.DECIMAL in types and set(types) <= set(NUMBERS):
        return ValueType.DECIMAL
    return types[0]


def mixed_types(nodes: Sequence[Node], position: int) -> ExpressionError:
    """The error of values that do not go together."""
    types = [node.type for node in nodes if not isinstance(node, Null)]
    suggestion = None
    if {ValueType.DATE, ValueType.DATETIME} <= set(types):
        suggestion = Text("时刻的日期用 date(…)", "take a moment's date with date(…)")
    elif {ValueType.TEXT, ValueType.INTEGER} <= set(types):
        suggestion = Text(
            "文字加引号；数字文字用 to_integer(…)",
            "put texts in quotes; read a number from a text with to_integer(…)",
        )
    ordered = list(dict.fromkeys(types))
    return ExpressionError(
        Text(
            f"类型不一致：{'、'.join(TYPE_NAMES[one].zh for one in ordered)}",
            f"types do not go together: {', '.join(TYPE_NAMES[one].en for one in ordered)}",
        ),
        position=position,
        suggestion=suggestion,
    )


def expected(node: Node, target: ValueType, position: int) -> ExpressionError:
    """The error of a value of another type than the place needs."""
    wanted, found = TYPE_NAMES[target], TYPE_NAMES[node.type]
    return ExpressionError(
        Text(
            f"此处应为{wanted.zh}，却是{found.zh}",
            f"this should be {wanted.en}, but is {found.en}",
        ),
        position=position,
    )
