"""Expressions as DuckDB SQL over columns.

What the SQL must never do: fail on a row, compute in floating point, or depend on the
session's time zone. So sums stand in ``TRY``, quotients are divided as whole numbers
(``/`` of DuckDB is floating), and moments are turned to dates in a named zone.
"""

from collections.abc import Callable, Mapping

from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.functions_dates import within_calendar
from hengjian.engines.expressions.literals import (
    DECIMAL_SQL,
    scaled,
    text_sql,
    value_sql,
)
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
from hengjian.engines.expressions.types import ParameterHistory, ValueType


SQL_TYPES = {
    ValueType.TEXT: "VARCHAR",
    ValueType.INTEGER: "BIGINT",
    ValueType.DECIMAL: DECIMAL_SQL,
    ValueType.DATE: "DATE",
    ValueType.DATETIME: "TIMESTAMPTZ",
    ValueType.BOOLEAN: "BOOLEAN",
}
# Their SQL has exactly the language's type; others may be narrower (5 is a 32-bit
# integer, a money column has two decimals) and are widened before arithmetic
EXACTLY_TYPED = (Arithmetic, Divide, Negative, DaysBetween, ToDecimal, Rescaled)


def to_duckdb(
    expression: Expression,
    *,
    column: Callable[[str], str],
    parameters: Mapping[str, ParameterHistory],
    row_date_sql: str | None = None,
    constants: Mapping[str, str] | None = None,
) -> str:
    """SQL text of the value, times ``expression.scale``.

    ``column`` gives the SQL of an item (texts VARCHAR, integers BIGINT, decimals
    DECIMAL, DATE, TIMESTAMP WITH TIME ZONE, BOOLEAN); ``row_date_sql`` that of the
    row's date, or None for a card without dates, whose parameters are those in force on
    the constant ``as_of``, else the last; ``constants`` the SQL of ``period_start``…
    """
    return _Writer(column, parameters, row_date_sql, constants or {}).write(
        expression.tree
    )


class _Writer:
    def __init__(
        self,
        column: Callable[[str], str],
        parameters: Mapping[str, ParameterHistory],
        row_date_sql: str | None,
        constants: Mapping[str, str],
    ) -> None:
        self.column = column
        self.parameters = parameters
        self.date = row_date_sql or constants.get("as_of")
        self.constants = constants

    def write(self, node: Node) -> str:  # noqa: C901 (one line for each class of node)
        match node:
            case Literal(value=value, type=value_type):
                return value_sql(value, value_type)
            case Null(type=value_type):
                return f"CAST(NULL AS {SQL_TYPES[value_type]})"
            case Item(name=name):
                return self.column(name)
            case Constant(name=name):
                return self.constants[name]
            case Parameter():
                return self._parameter(node)
            case Lookup():
                return self._lookup(node)
            case InParameter():
                return self._in_parameter(node)
            case Case():
                return self._case(node)
            case Call(function=function, overload=overload):
                arguments = [self.write(one) for one in node.arguments]
                return FUNCTIONS[function].overloads[overload].sql(arguments)
            case _ if node.type is ValueType.BOOLEAN:
                return f"({self._truth(node)})"
        return self._number_or_date(node)

    def _truth(self, node: Node) -> str:
        match node:
            case And(operands=operands):
                return " AND ".join(self.write(one) for one in operands)
            case Or(operands=operands):
                return " OR ".join(self.write(one) for one in operands)
            case Not(operand=operand):
                return f"NOT {self.write(operand)}"
            case IsNull(operand=operand):
                return f"{self.write(operand)} IS NULL"
            case IsTruth(operand=operand, truth=truth):
                return f"{self.write(operand)} IS {'TRUE' if truth else 'FALSE'}"
            case Compare(operator=sign, left=left, right=right):
                return f"{self.write(left)} {sign} {self.write(right)}"
            case Between(operand=operand, low=low, high=high):
                bounds = f"{self.write(low)} AND {self.write(high)}"
                return f"{self.write(operand)} BETWEEN {bounds}"
            case InList(operand=operand, elements=elements):
                held = ", ".join(self.write(one) for one in elements)
                return f"{self.write(operand)} IN ({held})"
            case Like(operand=operand, pattern=pattern):
                return f"{self.write(operand)} LIKE {text_sql(pattern)}"
        raise NotImplementedError(type(node).__name__)

    def _number_or_date(self, node: Node) -> str:
        match node:
            case ToDecimal(operand=operand):
                return f"TRY_CAST({self.write(operand)} AS {DECIMAL_SQL})"
            case Rescaled(operand=operand, factor=factor):
                return _decimal(f"{self._wide(operand)} * {factor}")
            case Arithmetic(operator=sign, left=left, right=right):
                sum_sql = f"{self._wide(left)} {sign} {self._wide(right)}"
                if node.type is ValueType.INTEGER:
                    return f"TRY({sum_sql})"
                return _decimal(sum_sql)
            case Divide(left=left, right=right):
                return self._quotient(left, right)
            case Negative(operand=operand):
                return f"TRY(0 - {self._wide(operand)})"
            case DaysBetween(left=left, right=right):
                return f"date_diff('day', {self.write(right)}, {self.write(left)})"
            case PlusDays(start=start, days=days, sign=sign):
                moved = f"{self.write(start)} {'+' if sign > 0 else '-'} "
                moved += f"TRY_CAST({self.write(days)} AS INTEGER)"
                return within_calendar(f"TRY({moved})")
        raise NotImplementedError(type(node).__name__)

    def _wide(self, node: Node) -> str:
        sql = self.write(node)
        if isinstance(node, EXACTLY_TYPED):
            return sql
        return f"CAST({sql} AS {SQL_TYPES[node.type]})"

    def _quotient(self, left: Node, right: Node) -> str:
        """One digit more than is kept, cut off: rounding it is rounding the quotient."""
        dividend, divisor = self._wide(left), self._wide(right)
        if left.type is ValueType.DECIMAL:
            dividend, divisor = f"{dividend} * 1000000", f"{divisor} * 1000000"
        whole = f"CAST({dividend} AS HUGEINT) * 10000000 // CAST({divisor} AS HUGEINT)"
        tenths = "CAST(0.0000001 AS DECIMAL(7,7))"
        return _decimal(f"CAST({whole} AS DECIMAL(38,0)) * {tenths}")

    def _case(self, node: Case) -> str:
        branches = " ".join(
            f"WHEN {self.write(condition)} THEN {self.write(value)}"
            for condition, value in node.branches
        )
        return f"CASE {branches} ELSE {self.write(node.default)} END"

    # parameters: the value in force, chosen by the row's date

    def _in_force(self, history: ParameterHistory, values: list[str]) -> str:
        if self.date is None:
            return values[-1] if values else "NULL"
        branches = " ".join(
            f"WHEN {self.date} >= {value_sql(version.from_on, ValueType.DATE)} THEN {value}"
            for version, value in reversed(
                list(zip(history.values, values, strict=True))
            )
        )
        return f"CASE {branches} END"

    def _parameter(self, node: Parameter) -> str:
        history = self.parameters[node.name]
        values = [
            value_sql(scaled(version.value, node.fraction_scale), node.type)
            for version in history.values
        ]
        return self._in_force(history, values)

    def _lookup(self, node: Lookup) -> str:
        history = self.parameters[node.name]
        key = self.write(node.key)
        tables = []
        for version in history.values:
            entries = " ".join(
                f"WHEN {text_sql(one)} THEN "
                + value_sql(scaled(value, node.fraction_scale), node.type)
                for one, value in version.value.items()  # type: ignore[union-attr]
            )
            empty = f"CAST(NULL AS {SQL_TYPES[node.type]})"
            tables.append(f"CASE {key} {entries} END" if entries else empty)
        return self._in_force(history, tables)

    def _in_parameter(self, node: InParameter) -> str:
        history = self.parameters[node.name]
        operand = self.write(node.operand)
        tests = []
        for version in history.values:
            held = ", ".join(
                value_sql(scaled(value, node.fraction_scale), history.element_type)
                for value in version.value  # type: ignore[union-attr]
            )
            empty = f"CASE WHEN {operand} IS NOT NULL THEN FALSE END"
            tests.append(f"({operand} IN ({held}))" if held else empty)
        return self._in_force(history, tests)


def _decimal(sql: str) -> str:
    return f"TRY(CAST({sql} AS {DECIMAL_SQL}))"
