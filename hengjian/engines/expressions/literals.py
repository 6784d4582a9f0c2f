"""Values as DuckDB SQL texts: the only place that writes a value into SQL."""

from datetime import UTC, date, datetime
from decimal import Context, Decimal
from fractions import Fraction

from hengjian.engines.expressions.types import ValueType


DECIMAL_SQL = "DECIMAL(30,6)"
DECIMALS = 6
WIDE = Context(prec=100)


def text_sql(value: str) -> str:
    """A string literal; quotes doubled, which is the only escape that DuckDB knows."""
    if "\0" in value:
        raise ValueError("a text in SQL cannot hold NUL")
    return "'" + value.replace("'", "''") + "'"


def value_sql(value: object, value_type: ValueType) -> str:
    """The literal of a value; a number takes the narrowest type that holds it."""
    match value_type:
        case ValueType.TEXT:
            return text_sql(str(value))
        case ValueType.BOOLEAN:
            return "TRUE" if value else "FALSE"
        case ValueType.INTEGER:
            return f"{value}"
        case ValueType.DECIMAL:
            return f"{Decimal(str(value)):f}"
        case ValueType.DATE:
            return f"DATE '{value}'"
        case _:  # DATETIME
            moment = datetime.fromisoformat(str(value)).astimezone(UTC)
            written = moment.replace(tzinfo=None).isoformat(" ")
            return f"CAST('{written}+00' AS TIMESTAMPTZ)"


def scaled(value: object, scale: int) -> object:
    """A number times its parameter's scale: exact, whatever fraction it was."""
    if isinstance(value, bool | str | date):
        return value
    product = Fraction(str(value)) * scale
    whole, rest = divmod(product * 10**DECIMALS, 1)
    if rest:
        raise ValueError(f"{value} × {scale} has more than {DECIMALS} decimals")
    if isinstance(value, int) and scale == 1:
        return value
    return WIDE.scaleb(Decimal(whole), -DECIMALS)
