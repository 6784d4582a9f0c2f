"""Which values may be added, multiplied, divided, and what comes of it."""

from decimal import Decimal

from hengjian.engines.expressions.coercion import (
    NUMBERS,
    TYPE_NAMES,
    coerce,
    mixed_types,
    unify,
)
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.nodes import (
    Arithmetic,
    DaysBetween,
    Divide,
    Literal,
    Negative,
    Node,
    Null,
    PlusDays,
)
from hengjian.engines.expressions.scaling import (
    at_one_scale,
    checked,
    refuse_fractions,
)
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


def build(sign: str, left: Node, right: Node, timezone: str, position: int) -> Node:
    """The node of ``left sign right``."""
    if isinstance(left, Null) or isinstance(right, Null):
        raise ExpressionError(
            Text("与 null 计算总是未知", "arithmetic with null is always unknown"),
            position=position,
        )
    if ValueType.DATE in (left.type, right.type):
        return _of_dates(sign, left, right, timezone, position)
    if left.type not in NUMBERS or right.type not in NUMBERS:
        raise _no_numbers(sign, left, right, position)
    left, right = unify((left, right), timezone, position)
    if sign == "/":
        refuse_fractions((left, right), position)
        return Divide(left, right)
    if sign == "%":
        if left.type is not ValueType.INTEGER:
            raise ExpressionError(
                Text("% 只用于整数", "% takes integers"), position=position
            )
        return Arithmetic("%", left, right, ValueType.INTEGER)
    if sign == "*":
        checked(left.scale * right.scale, position)
    else:
        left, right = at_one_scale((left, right), position)
    return Arithmetic(sign, left, right, left.type)


def _of_dates(sign: str, left: Node, right: Node, timezone: str, position: int) -> Node:
    if left.type is ValueType.DATE and right.type is ValueType.INTEGER:
        if sign in "+-":
            return PlusDays(left, right, 1 if sign == "+" else -1)
    elif left.type is ValueType.INTEGER and right.type is ValueType.DATE:
        if sign == "+":
            return PlusDays(right, left, 1)
    elif sign == "-":
        first = coerce(left, ValueType.DATE, timezone, position)
        second = coerce(right, ValueType.DATE, timezone, position)
        if first is not None and second is not None:
            return DaysBetween(first, second)
    raise (
        mixed_types((left, right), position)
        if left.type is not right.type
        else (_no_numbers(sign, left, right, position))
    )


def _no_numbers(sign: str, left: Node, right: Node, position: int) -> ExpressionError:
    suggestion = None
    if ValueType.DATETIME in (left.type, right.type):
        suggestion = Text(
            "用 elapsed_days、elapsed_hours、add_hours 或 date(…)",
            "use elapsed_days, elapsed_hours, add_hours or date(…)",
        )
    elif sign == "+" and ValueType.TEXT in (left.type, right.type):
        suggestion = Text("连接文字用 ||", "join texts with ||")
    types = [TYPE_NAMES[node.type] for node in (left, right)]
    return ExpressionError(
        Text(
            f"{types[0].zh}与{types[1].zh}不能用 {sign} 计算",
            f"{types[0].en} {sign} {types[1].en} has no meaning",
        ),
        position=position,
        suggestion=suggestion,
    )


def negative(operand: Node, position: int) -> Node:
    """The node of ``-operand``; a literal stays a literal."""
    if operand.type not in NUMBERS or isinstance(operand, Null):
        raise ExpressionError(
            Text("负号只用于数", "a sign stands before numbers only"), position=position
        )
    if isinstance(operand, Literal):
        value = operand.value
        if isinstance(value, Decimal):
            return Literal(value.copy_negate(), operand.type)
        return Literal(-int(value), operand.type)  # type: ignore[arg-type]
    return Negative(operand, operand.type)
