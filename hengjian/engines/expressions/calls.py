"""Finding the signature of a published function that fits its arguments."""

from collections.abc import Sequence

from hengjian.engines.expressions.coercion import TYPE_NAMES, coerce
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.function_model import (
    BareItem,
    Function,
    Overload,
    TextLiteral,
    WholeLiteral,
)
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.nodes import Call, Item, Literal, Node, Null
from hengjian.engines.expressions.scaling import at_one_scale, refuse_fractions
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


def build_call(
    name: str, arguments: Sequence[Node], timezone: str, position: int
) -> Node:
    """The typed call, or an error that shows the signatures."""
    function = FUNCTIONS[name]
    for index, rule in function.rules.items():
        if index < len(arguments):
            _keep_rule(function, index, rule, arguments, position)
    found = _exact(function, arguments) or _coercible(
        function, arguments, timezone, position
    )
    if found is None:
        raise _no_signature(function, arguments, position)
    index, fitted = found
    if function.keeps_scale:
        fitted = at_one_scale(fitted, position)
    else:
        refuse_fractions(fitted, position)
    if function.timezone:
        fitted.append(Literal(timezone, ValueType.TEXT))
    return Call(
        name, index, tuple(fitted), function.overloads[index].result, function.writes
    )


def _types(overload: Overload, count: int) -> tuple[ValueType, ...] | None:
    """The types of so many arguments, or None where the count does not fit."""
    given = len(overload.arguments)
    if overload.variadic and count >= 1:
        extra = max(count - given, 0)
        return (overload.arguments + overload.arguments[-1:] * extra)[:count]
    return overload.arguments if count == given else None


def _exact(
    function: Function, arguments: Sequence[Node]
) -> tuple[int, list[Node]] | None:
    for index, overload in enumerate(function.overloads):
        types = _types(overload, len(arguments))
        # NULL has no type of its own, so it never decides
        if types is not None and all(
            not isinstance(node, Null) and node.type is wanted
            for node, wanted in zip(arguments, types, strict=True)
        ):
            return index, list(arguments)
    return None


def _coercible(
    function: Function, arguments: Sequence[Node], timezone: str, position: int
) -> tuple[int, list[Node]] | None:
    first_error = None
    for index, overload in enumerate(function.overloads):
        types = _types(overload, len(arguments))
        if types is None:
            continue
        try:
            fitted = [
                coerce(node, wanted, timezone, position)
                for node, wanted in zip(arguments, types, strict=True)
            ]
        except ExpressionError as error:  # a text that is no date: others may take it
            first_error = first_error or error
            continue
        known = [node for node in fitted if node is not None]
        if len(known) == len(arguments):
            return index, known
    if first_error is not None and len(function.overloads) == 1:
        raise first_error
    return None


def _no_signature(
    function: Function, arguments: Sequence[Node], position: int
) -> ExpressionError:
    given = [
        Text.same("null") if isinstance(node, Null) else TYPE_NAMES[node.type]
        for node in arguments
    ]
    shown = " · ".join(function.signatures)
    return ExpressionError(
        Text(
            f"{function.name} 不接受({'、'.join(text.zh for text in given)})",
            f"{function.name} does not take ({', '.join(text.en for text in given)})",
        ),
        position=position,
        suggestion=Text(f"可用 {shown}", f"use {shown}"),
    )


def _keep_rule(
    function: Function,
    index: int,
    rule: WholeLiteral | TextLiteral | BareItem,
    arguments: Sequence[Node],
    position: int,
) -> None:
    node = arguments[index]
    literal = node.value if isinstance(node, Literal) else None
    place = index + 1
    match rule:
        case WholeLiteral(low, high):
            kept = (
                isinstance(literal, int)
                and not isinstance(literal, bool)
                and low <= literal <= high
            )
            need = Text(
                f"须为写明的整数({low}–{high})",
                f"must be a whole number written out ({low}–{high})",
            )
        case TextLiteral(shortest, other):
            limit = _literal_length(arguments, other)
            kept = isinstance(literal, str) and shortest <= len(literal) <= limit
            need = Text(
                "须为写明的文字，且长度合适(不空、不更长)",
                "must be a text written out, of a fitting length (not empty, not longer)",
            )
        case _:  # BareItem
            kept = isinstance(node, Item) or isinstance(literal, str)
            need = Text("须为案卡项", "must be an item of the card")
    if not kept:
        raise ExpressionError(
            Text(
                f"{function.name} 的第{place}个参数{need.zh}",
                f"argument {place} of {function.name} {need.en}",
            ),
            position=position,
        )


def _literal_length(arguments: Sequence[Node], index: int | None) -> int:
    if index is None:
        return 10**9
    return len(str(getattr(arguments[index], "value", "")))
