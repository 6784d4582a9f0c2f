"""Expressions as Python functions of one row: the plain reading of ``nodes``.

The other back end is held to the same answers by ``tests/agreement/expressions``.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.engines.expressions.exact_numbers import (
    DECIMAL_OPERATORS,
    EXACT,
    INTEGER_OPERATORS,
    as_bounded_decimal,
    as_integer,
    quotient,
    remainder,
)
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.functions_dates import plus_days
from hengjian.engines.expressions.literals import scaled
from hengjian.engines.expressions.nodes import (
    And,
    Arithmetic,
    Between,
    Call,
    Case,
    Compare,
    Constant,
    DaysBetween,
    Divide,
    InList,
    InParameter,
    IsNull,
    IsTruth,
    Item,
    Like,
    Literal,
    Lookup,
    Negative,
    Node,
    Not,
    Null,
    Or,
    Parameter,
    PlusDays,
    Rescaled,
    ToDecimal,
)
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.patterns import fits
from hengjian.engines.expressions.row_context import RowContext as RowContext
from hengjian.engines.expressions.row_context import in_force
from hengjian.engines.expressions.types import ParameterHistory, ValueType


Row = Mapping[str, Any]
RowFunction = Callable[[Row, RowContext], Any]
Parameters = Mapping[str, ParameterHistory]


def compile_row(expression: Expression, parameters: Parameters) -> RowFunction:
    """A function of a row (item name → value) and its context.

    Items left out of the row are unknown (``None``), as is a result that is. Decimals
    come back as ``Decimal``, fractions (``expression.scale`` above 1) as ``Fraction``,
    moments as aware datetimes.
    """
    value = _compile(expression.tree, parameters)
    scale = expression.scale
    if scale == 1:
        return value

    def divided(row: Row, context: RowContext) -> Fraction | None:
        found = value(row, context)
        return None if found is None else Fraction(found) / scale

    return divided


def _compile(node: Node, parameters: Parameters) -> RowFunction:
    return COMPILERS[type(node)](node, parameters)


def _strict(function: Callable[..., Any], operands: list[RowFunction]) -> RowFunction:
    """A function that is unknown where one of its operands is."""
    if len(operands) == 1:
        (only,) = operands

        def one(row: Row, context: RowContext) -> Any:
            value = only(row, context)
            return None if value is None else function(value)

        return one

    def several(row: Row, context: RowContext) -> Any:
        values = [operand(row, context) for operand in operands]
        return None if None in values else function(*values)

    return several


def _strict_on(
    function: Callable[..., Any], node: Node, parameters: Parameters
) -> RowFunction:
    return _strict(function, [_compile(child, parameters) for child in node.children])


# leaves


def _literal(node: Literal, _parameters: Parameters) -> RowFunction:
    value = node.value
    return lambda row, context: value


def _null(_node: Null, _parameters: Parameters) -> RowFunction:
    return lambda row, context: None


def _item(node: Item, _parameters: Parameters) -> RowFunction:
    name = node.name
    if node.type is ValueType.DECIMAL:

        def number(row: Row, context: RowContext) -> Any:
            value = row.get(name)
            return Decimal(value) if isinstance(value, int) else value

        return number
    if node.type is ValueType.DATETIME:

        def moment(row: Row, context: RowContext) -> Any:
            value = row.get(name)
            if isinstance(value, datetime) and value.tzinfo is None:
                return value.replace(tzinfo=UTC)
            return value

        return moment
    return lambda row, context: row.get(name)


def _constant(node: Constant, _parameters: Parameters) -> RowFunction:
    value_of = operator.attrgetter(node.name)
    return lambda row, context: value_of(context)


def _parameter(node: Parameter, parameters: Parameters) -> RowFunction:
    history = parameters[node.name]
    values = [_value(version.value, node) for version in history.values]
    chosen = in_force(history, values)
    return lambda row, context: chosen(context)


def _value(value: Any, node: Parameter | Lookup | InParameter) -> Any:
    exact = scaled(value, node.fraction_scale)
    of_decimals = not isinstance(node, InParameter) and node.type is ValueType.DECIMAL
    if of_decimals and isinstance(exact, int):
        return Decimal(exact)
    return exact


def _lookup(node: Lookup, parameters: Parameters) -> RowFunction:
    history = parameters[node.name]
    tables = [
        {key: _value(value, node) for key, value in version.value.items()}  # type: ignore[union-attr]
        for version in history.values
    ]
    chosen = in_force(history, tables)
    key = _compile(node.key, parameters)

    def found(row: Row, context: RowContext) -> Any:
        table = chosen(context)
        return None if table is None else table.get(key(row, context))

    return found


# three-valued logic


def _and(node: And, parameters: Parameters) -> RowFunction:
    operands = [_compile(child, parameters) for child in node.operands]

    def all_true(row: Row, context: RowContext) -> bool | None:
        answer: bool | None = True
        for operand in operands:
            value = operand(row, context)
            if value is False:
                return False
            if value is None:
                answer = None
        return answer

    return all_true


def _or(node: Or, parameters: Parameters) -> RowFunction:
    operands = [_compile(child, parameters) for child in node.operands]

    def one_true(row: Row, context: RowContext) -> bool | None:
        answer: bool | None = False
        for operand in operands:
            value = operand(row, context)
            if value is True:
                return True
            if value is None:
                answer = None
        return answer

    return one_true


def _not(node: Not, parameters: Parameters) -> RowFunction:
    return _strict_on(operator.not_, node, parameters)


def _is_null(node: IsNull, parameters: Parameters) -> RowFunction:
    operand = _compile(node.operand, parameters)
    return lambda row, context: operand(row, context) is None


def _is_truth(node: IsTruth, parameters: Parameters) -> RowFunction:
    operand, truth = _compile(node.operand, parameters), node.truth
    return lambda row, context: operand(row, context) is truth


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _compare(node: Compare, parameters: Parameters) -> RowFunction:
    return _strict_on(OPERATORS[node.operator], node, parameters)


def _between(node: Between, parameters: Parameters) -> RowFunction:
    lower = Compare(">=", node.operand, node.low)
    upper = Compare("<=", node.operand, node.high)
    return _and(And((lower, upper)), parameters)


def _in_list(node: InList, parameters: Parameters) -> RowFunction:
    return _or(
        Or(tuple(Compare("=", node.operand, element) for element in node.elements)),
        parameters,
    )


def _in_parameter(node: InParameter, parameters: Parameters) -> RowFunction:
    history = parameters[node.name]
    lists = [
        frozenset(_value(value, node) for value in version.value)  # type: ignore[union-attr]
        for version in history.values
    ]
    chosen = in_force(history, lists)
    operand = _compile(node.operand, parameters)

    def is_in(row: Row, context: RowContext) -> bool | None:
        held, value = chosen(context), operand(row, context)
        return None if held is None or value is None else value in held

    return is_in


def _like(node: Like, parameters: Parameters) -> RowFunction:
    pattern = node.pattern
    return _strict_on(lambda text: fits(text, pattern), node, parameters)


def _case(node: Case, parameters: Parameters) -> RowFunction:
    branches = [
        (_compile(condition, parameters), _compile(value, parameters))
        for condition, value in node.branches
    ]
    default = _compile(node.default, parameters)

    def chosen(row: Row, context: RowContext) -> Any:
        for condition, value in branches:
            if condition(row, context) is True:
                return value(row, context)
        return default(row, context)

    return chosen


# numbers and dates


def _to_decimal(node: ToDecimal, parameters: Parameters) -> RowFunction:
    return _strict_on(Decimal, node, parameters)


def _rescaled(node: Rescaled, parameters: Parameters) -> RowFunction:
    factor = Decimal(node.factor)
    return _strict_on(
        lambda value: as_bounded_decimal(EXACT.multiply(value, factor)),
        node,
        parameters,
    )


def _arithmetic(node: Arithmetic, parameters: Parameters) -> RowFunction:
    if node.operator == "%":
        return _strict_on(remainder, node, parameters)
    if node.type is ValueType.INTEGER:
        of_integers = INTEGER_OPERATORS[node.operator]
        return _strict_on(
            lambda left, right: as_integer(of_integers(left, right)), node, parameters
        )
    of_decimals = DECIMAL_OPERATORS[node.operator]
    return _strict_on(
        lambda left, right: as_bounded_decimal(of_decimals(left, right)),
        node,
        parameters,
    )


def _divide(node: Divide, parameters: Parameters) -> RowFunction:
    return _strict_on(quotient, node, parameters)


def _negative(node: Negative, parameters: Parameters) -> RowFunction:
    if node.type is ValueType.INTEGER:
        return _strict_on(lambda value: as_integer(-value), node, parameters)
    return _strict_on(Decimal.copy_negate, node, parameters)


def _days_between(node: DaysBetween, parameters: Parameters) -> RowFunction:
    return _strict_on(lambda left, right: (left - right).days, node, parameters)


def _plus_days(node: PlusDays, parameters: Parameters) -> RowFunction:
    sign = node.sign
    return _strict_on(lambda day, days: plus_days(day, sign * days), node, parameters)


def _call(node: Call, parameters: Parameters) -> RowFunction:
    function = FUNCTIONS[node.function]
    compute = function.overloads[node.overload].row
    operands = [_compile(argument, parameters) for argument in node.arguments]
    if not function.takes_unknown:
        return _strict(compute, operands)
    return lambda row, context: compute(*[one(row, context) for one in operands])


COMPILERS: dict[type[Node], Callable[[Any, Parameters], RowFunction]] = {
    Literal: _literal,
    Null: _null,
    Item: _item,
    Constant: _constant,
    Parameter: _parameter,
    Lookup: _lookup,
    And: _and,
    Or: _or,
    Not: _not,
    IsNull: _is_null,
    IsTruth: _is_truth,
    Compare: _compare,
    Between: _between,
    InList: _in_list,
    InParameter: _in_parameter,
    Like: _like,
    Case: _case,
    ToDecimal: _to_decimal,
    Rescaled: _rescaled,
    Arithmetic: _arithmetic,
    Divide: _divide,
    Negative: _negative,
    DaysBetween: _days_between,
    PlusDays: _plus_days,
    Call: _call,
}
