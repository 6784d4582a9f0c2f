"""A small card and its parameters, for the tests of expressions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import (
    ParameterHistory,
    ParameterValue,
    Scope,
    ValueType,
)
from hengjian.lib.bilingual import Text


def history(
    name: str, kind: ValueType, shape: str, *versions: tuple[str, Any]
) -> ParameterHistory:
    values = tuple(ParameterValue(date.fromisoformat(on), one) for on, one in versions)
    return ParameterHistory(name, kind, shape, values)


PARAMETERS = {
    one.name: one
    for one in (
        history(
            "reply_days",
            ValueType.INTEGER,
            "scalar",
            ("2019-01-01", 7),
            ("2023-01-01", 10),
        ),
        history("share", ValueType.DECIMAL, "scalar", ("2020-01-01", Fraction(2, 3))),
        history(
            "surplus", ValueType.TEXT, "list", ("2020-01-01", ("return", "extension"))
        ),
        history(
            "coefficients",
            ValueType.DECIMAL,
            "map",
            (
                "2020-01-01",
                {"first": 1, "again": Fraction(2, 3), "filing": Fraction(1, 3)},
            ),
        ),
        history("prices", ValueType.DECIMAL, "map", ("2020-01-01", {"first": 2})),
        history(
            "odd", ValueType.DECIMAL, "scalar", ("2020-01-01", Fraction(1, 999_999_999))
        ),
        history(
            "odder", ValueType.DECIMAL, "scalar", ("2020-01-01", Fraction(1, 10**9 + 7))
        ),
        history("rate", ValueType.DECIMAL, "scalar", ("2020-01-01", Decimal("0.5"))),
    )
}

SCOPE = Scope(
    names={
        "case_number": ValueType.TEXT,
        "outcome": ValueType.TEXT,
        "prosecution.outcome": ValueType.TEXT,
        "identity_number": ValueType.TEXT,
        "persons": ValueType.INTEGER,
        "amount": ValueType.DECIMAL,
        "accepted_on": ValueType.DATE,
        "concluded_on": ValueType.DATE,
        "detained_at": ValueType.DATETIME,
        "is_minor": ValueType.BOOLEAN,
    },
    parameters=PARAMETERS,
    constants=frozenset({"as_of"}),
    choices={
        "outcome": frozenset({"approved", "not_approved", "withdrawn"}),
        "prosecution.outcome": frozenset({"prosecuted", "not_prosecuted"}),
    },
    refused={
        "name": Text(
            "个人信息不能用在度量中", "personal items may not stand in measures"
        )
    },
)


def answer(text: str, on: date | None = date(2024, 1, 1), **row: Any) -> Any:
    """The value of an expression for one row whose date is ``on``."""
    expression = parse(text, SCOPE)
    context = RowContext(row_on=on, as_of=date(2024, 6, 30))
    return compile_row(expression, PARAMETERS)(row, context)
