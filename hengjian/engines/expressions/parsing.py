"""From the text of an expression to its typed tree."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.expressions.types import Scope, ValueType


@dataclass(frozen=True)
class Expression:
    """A checked expression: typed, and able to reach nothing but its scope.

    ``names``, ``parameters`` and ``constants`` are what it reads. ``scale`` is 1 unless
    the value is a fraction such as 2/3: compiled SQL then yields value × scale.
    """

    text: str
    tree: Any
    type: ValueType
    names: frozenset[str]
    parameters: frozenset[str]
    constants: frozenset[str]
    scale: int = 1


def parse(text: str, scope: Scope, expect: ValueType | None = None) -> Expression:
    """Parse, whitelist and type ``text``; raise ``ExpressionError`` with its place."""
    raise NotImplementedError
