"""Expressions as DuckDB SQL over columns."""

from collections.abc import Callable, Mapping

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ParameterHistory


def to_duckdb(
    expression: Expression,
    *,
    column: Callable[[str], str],
    parameters: Mapping[str, ParameterHistory],
    row_date_sql: str | None = None,
    constants: Mapping[str, str] | None = None,
) -> str:
    """SQL text of the value, times ``expression.scale``."""
    raise NotImplementedError
