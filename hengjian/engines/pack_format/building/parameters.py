"""Parameters: dated scalars, lists and tables with exact values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hengjian.engines.expressions.types import (
    ParameterHistory,
    ParameterValue,
    Scalar,
    ValueType,
)
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import NUMBER, day, exact
from hengjian.engines.pack_format.model import Parameter, Reference
from hengjian.engines.pack_format.nodes import ListNode, Node, ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def build_parameters(
    entries: dict[str, Entry], faults: FaultList
) -> dict[str, Parameter]:
    """Parameters of a file; those that cannot be read are left out."""
    parameters = {}
    for name, entry in entries.items():
        history = _history(name, entry, faults)
        if history is None:
            continue
        parameters[name] = Parameter(
            name=name,
            label=entry.get("label", Text.same(name)),
            unit=entry.get("unit", ""),
            history=history,
            references=tuple(
                reference_of(value.get("reference"))
                for _, value in sorted(entry["values"].items())
            ),
            place=entry.place(),
        )
    return parameters


def reference_of(value: Text | Entry | None) -> Reference | None:
    """A reference as written: a title alone, or title, article, note and mark."""
    if value is None:
        return None
    if isinstance(value, Text):
        return Reference(title=value)
    return Reference(
        title=value.get("title", Text.same("")),
        article=value.get("article", ""),
        note=value.get("note"),
        mark=value.get("mark", ""),
    )


def provide_parameters(
    draft: Draft, own: dict[str, dict[str, Parameter]], shared: dict[str, Parameter]
) -> None:
    """Tell the draft what ``param.…`` each pack may read: its own and the shared."""
    everywhere = {name: p.history for name, p in shared.items()}
    for pack, parameters in own.items():
        draft.parameters[pack] = everywhere | {
            name: p.history for name, p in parameters.items()
        }
        draft.broken_parameters |= set(draft.packs[pack].parameters) - set(parameters)


@dataclass(frozen=True)
class _Value:
    """A value before its type is settled: the scalars that it holds."""

    from_on: date
    shape: str
    keys: tuple[str, ...]
    scalars: tuple[ScalarNode, ...]


def _history(name: str, entry: Entry, faults: FaultList) -> ParameterHistory | None:
    values = [
        _value(from_on, dated["value"], faults)
        for from_on, dated in sorted(entry.get("values", {}).items())
        if "value" in dated
    ]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    shapes = {value.shape for value in known}
    if len(shapes) > 1:
        faults.add(
            entry.place("values"),
            Text(
                "各时期的值形状不同(有的是数，有的是列表或表)",
                "values of different shapes (scalar, list, mapping)",
            ),
            Text("统一为一种", "use one shape"),
            rule="parameter_values",
        )
        return None
    element_type = _common_type(
        [scalar for value in known for scalar in value.scalars], faults
    )
    if element_type is None:
        return None
    return ParameterHistory(
        name=name,
        element_type=element_type,
        shape=known[0].shape,
        values=tuple(
            ParameterValue(value.from_on, _typed(value, element_type))
            for value in known
        ),
    )


def _value(from_on: date, node: Node, faults: FaultList) -> _Value | None:
    keys, parts, shape = _parts(node)
    scalars = tuple(p for p in parts if isinstance(p, ScalarNode) and p.text)
    if len(scalars) < len(parts) or not scalars:
        faults.add(
            node.place,
            Text(
                "值应为数、日期、文字、true/false，或其列表，或一组键值",
                "a value is a number, date, text, true/false, a list of them "
                "or a mapping to them",
            ),
            rule="parameter_values",
        )
        return None
    return _Value(from_on, shape, keys, scalars)


def _parts(node: Node) -> tuple[tuple[str, ...], tuple[Node, ...], str]:
    if isinstance(node, ScalarNode):
        return (), (node,), "scalar"
    if isinstance(node, ListNode):
        return (), node.items, "list"
    keys = tuple(key.text for key, _ in node.pairs)
    return keys, tuple(value for _, value in node.pairs), "map"


_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_LEADING_ZERO = re.compile(r"0[0-9]+")


def _type_of(scalar: ScalarNode) -> ValueType:
    """The type a text stands for; quoted texts and codes like 042100 stay texts."""
    text = scalar.text
    if scalar.quoted or _LEADING_ZERO.fullmatch(text):
        return ValueType.TEXT
    if _WHOLE.fullmatch(text):
        return ValueType.INTEGER
    if NUMBER.fullmatch(text):
        return ValueType.DECIMAL
    if text in {"true", "false"}:
        return ValueType.BOOLEAN
    if day(text) is not None:
        return ValueType.DATE
    return ValueType.TEXT


def _common_type(scalars: Sequence[ScalarNode], faults: FaultList) -> ValueType | None:
    common: ValueType | None = None
    are_codes = any(_LEADING_ZERO.fullmatch(scalar.text) for scalar in scalars)
    for scalar in scalars:
        found = _type_of(scalar)
        if are_codes and found is ValueType.INTEGER:
            found = ValueType.TEXT  # 130000 beside 042100 is a code too
        if common is None or common is found:
            common = found
        elif {common, found} == {ValueType.INTEGER, ValueType.DECIMAL}:
            common = ValueType.DECIMAL
        else:
            faults.add(
                scalar.place,
                Text(
                    f"值的类型不一：此处是 {found}，之前是 {common}",
                    f"values of mixed types: {found} here, {common} before",
                ),
                Text(
                    "统一类型；代码与文字请加引号",
                    "use one type; quote codes and texts",
                ),
                rule="parameter_values",
            )
            return None
    return common


def _typed(
    value: _Value, element_type: ValueType
) -> Scalar | tuple[Scalar, ...] | dict[str, Scalar]:
    scalars = tuple(_scalar(node.text, element_type) for node in value.scalars)
    if value.shape == "scalar":
        return scalars[0]
    if value.shape == "list":
        return scalars
    return dict(zip(value.keys, scalars, strict=True))


def _scalar(text: str, element_type: ValueType) -> Scalar:
    if element_type is ValueType.INTEGER:
        return int(text)
    if element_type is ValueType.DECIMAL:
        return Fraction(exact(text))
    if element_type is ValueType.BOOLEAN:
        return text == "true"
    if element_type is ValueType.DATE:
        return date.fromisoformat(text)
    return text
