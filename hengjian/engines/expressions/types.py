"""Types of values in expressions, and the parameters an expression may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any


class ValueType(StrEnum):
    """What a value is; every node of an expression has one."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


Scalar = str | int | Decimal | Fraction | bool | date


@dataclass(frozen=True)
class ParameterValue:
    """A value in force from a day on: a scalar, a tuple of scalars or a mapping."""

    from_on: date
    value: Scalar | tuple[Scalar, ...] | Mapping[str, Scalar]


@dataclass(frozen=True)
class ParameterHistory:
    """A parameter as expressions see it; ``values`` ordered by ``from_on``."""

    name: str
    element_type: (
        ValueType  # of the scalar, of the list's elements, of the map's values
    )
    shape: str  # scalar | list | map
    values: tuple[ParameterValue, ...]


@dataclass(frozen=True)
class Scope:
    """All that an expression can reach: nothing else exists for it."""

    names: Mapping[str, ValueType]  # "outcome", "prosecution.outcome"
    parameters: Mapping[str, ParameterHistory] = field(default_factory=dict)
    constants: frozenset[str] = frozenset()  # of period_start period_end as_of
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)  # codes by name
    refused: Mapping[str, Any] = field(
        default_factory=dict
    )  # name -> Text: why not here
    timezone: str = "Asia/Shanghai"
