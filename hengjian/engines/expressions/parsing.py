"""From the text of an expression to its typed tree."""

from dataclasses import dataclass
from typing import Any

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token

from hengjian.engines.expressions.coercion import coerce, expected
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.nodes import (
    Constant,
    InParameter,
    Item,
    Lookup,
    Node,
    Parameter,
)
from hengjian.engines.expressions.screening import screen
from hengjian.engines.expressions.translating import Translator
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Expression:
    """A checked expression: typed, and able to reach nothing but its scope.

    ``names``, ``parameters`` and ``constants`` are what it reads. ``scale`` is 1 unless
    the value is a fraction such as 2/3: compiled SQL then yields value × scale.
    """

    text: str
    tree: Node
    type: ValueType
    names: frozenset[str]
    parameters: frozenset[str]
    constants: frozenset[str]
    scale: int = 1


def parse(text: str, scope: Scope, expect: ValueType | None = None) -> Expression:
    """Parse, whitelist and type ``text``; raise ``ExpressionError`` with its place.

    With ``expect`` the value must be of that type; an integer may stand for a decimal.
    """
    tokens = screen(text, scope.names)
    try:
        tree = Translator(text, scope).translate(_grammar(text, tokens))
    except RecursionError:
        raise _too_deep() from None
    if expect is not None:
        fitted = coerce(tree, expect, scope.timezone, 0)
        if fitted is None:
            raise expected(tree, expect, 0)
        tree = fitted
    return _expression(text, tree)


def _grammar(text: str, tokens: list[Token]) -> exp.Expr:
    try:
        parsed = DuckDB().parser().parse_into(exp.Condition, tokens, text)
    except SqlglotError as error:
        raise ExpressionError(
            Text("不合语法", "this is not how an expression is written"),
            position=_position_of(error, text),
        ) from None
    if len(parsed) != 1 or parsed[0] is None:
        raise ExpressionError(
            Text("不合语法", "this is not how an expression is written")
        )
    return parsed[0]


def _position_of(error: SqlglotError, text: str) -> int:
    """The offset of the word at which the grammar stopped."""
    first: dict[str, Any] = next(iter(getattr(error, "errors", [])), {})
    lines = text.split("\n")
    line, column = first.get("line") or 1, first.get("col") or 1
    before = sum(len(one) + 1 for one in lines[: line - 1])
    highlight = first.get("highlight") or ""
    return min(max(before + column - len(highlight), 0), len(text))


def _too_deep() -> ExpressionError:
    return ExpressionError(Text("嵌套太深", "nested too deeply"))


def _expression(text: str, tree: Node) -> Expression:
    names: set[str] = set()
    parameters: set[str] = set()
    constants: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        match node:
            case Item(name=name):
                names.add(name)
            case Parameter(name=name) | Lookup(name=name) | InParameter(name=name):
                parameters.add(name)
            case Constant(name=name):
                constants.add(name)
    return Expression(
        text=text,
        tree=tree,
        type=tree.type,
        names=frozenset(names),
        parameters=frozenset(parameters),
        constants=frozenset(constants),
        scale=tree.scale,
    )
