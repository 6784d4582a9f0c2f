"""What is wrong with a routing table: no row for the rest, rows that never hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hengjian.engines.expressions.nodes import (
    And,
    Between,
    Compare,
    InList,
    IsTruth,
    Item,
    Literal,
    Node,
    Or,
    ToDecimal,
)
from hengjian.engines.process.tables import RoutingTable
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Fault


def check_table(table: RoutingTable) -> Iterator[Fault]:
    """Faults of the rows as a whole; each row's own expression is typed already."""
    if not table.rows or table.rows[-1].when is not None:
        yield Fault(
            table.place,
            Text("最后没有不带 when 的一行", "no row without `when` stands last"),
            Text("补上 {then: …}", "add {then: …}"),
            "table_complete",
        )
    earlier: list[Box] = []
    texts: set[str] = set()
    for row in table.rows:
        if row.when is None:
            if row is not table.rows[-1]:
                yield Fault(
                    row.place,
                    Text(
                        "没有 when 的一行应在最后", "a row without `when` stands last"
                    ),
                    None,
                    "table_complete",
                )
            continue
        boxes = _boxes(row.when.tree)
        covered = boxes is not None and all(
            any(inner.lies_in(outer) for outer in earlier) for inner in boxes
        )
        if covered or " ".join(row.when.text.split()) in texts:
            yield Fault(
                row.place,
                Text(
                    "前面的行已包括这一行，永远轮不到它",
                    "rows above hold wherever this one does: its turn never comes",
                ),
                Text("移到前面，或删去", "move it up, or leave it out"),
                "table_overlap",
            )
        texts.add(" ".join(row.when.text.split()))
        earlier.extend(boxes or ())


@dataclass(frozen=True)
class Range:
    """Values of one item: those listed, or those between two ends."""

    listed: frozenset[Any] | None = None
    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    def has(self, value: Any) -> bool:
        if self.listed is not None:
            return value in self.listed
        if self.low is not None and (
            value < self.low or (self.low_open and value == self.low)
        ):
            return False
        return self.high is None or not (
            value > self.high or (self.high_open and value == self.high)
        )

    def lies_in(self, other: "Range") -> bool:
        if self.listed is not None:
            return all(other.has(value) for value in self.listed)
        if other.listed is not None:
            return False
        return _reaches(self, other, "low") and _reaches(self, other, "high")


def _reaches(inner: Range, outer: Range, end: str) -> bool:
    """Whether the outer range's end lies no nearer than the inner one's."""
    mine, theirs = getattr(inner, end), getattr(outer, end)
    if theirs is None:
        return True
    if mine is None:
        return False
    if mine == theirs:
        return getattr(inner, f"{end}_open") or not getattr(outer, f"{end}_open")
    return bool(mine > theirs) if end == "low" else bool(mine < theirs)


@dataclass(frozen=True)
class Box:
    """Conditions that hold together: a few ranges for each item they name."""

    ranges: tuple[tuple[str, Range], ...]

    def lies_in(self, other: "Box") -> bool:
        """Whether the other holds wherever this one does, as far as it can be told."""
        return all(
            any(name == mine and own.lies_in(wanted) for mine, own in self.ranges)
            for name, wanted in other.ranges
        )


def _boxes(node: Node) -> tuple[Box, ...] | None:
    """A condition as alternatives of boxes; None where it is more than that."""
    if isinstance(node, Or):
        parts = [_boxes(each) for each in node.operands]
        if None in parts:
            return None
        return tuple(box for part in parts for box in part or ())
    if isinstance(node, And):
        return _together(node)
    found = _range(node)
    return None if found is None else (Box((found,)),)


def _together(node: And) -> tuple[Box, ...] | None:
    together: tuple[Box, ...] = (Box(()),)
    for each in node.operands:
        boxes = _boxes(each)
        if boxes is None or len(boxes) * len(together) > 64:
            return None
        together = tuple(
            Box((*one.ranges, *other.ranges)) for one in together for other in boxes
        )
    return together


def _range(node: Node) -> tuple[str, Range] | None:
    match node:
        case Item(name=name):
            return name, Range(listed=frozenset({True}))
        case IsTruth(operand=Item(name=name), truth=bool(truth)):
            return name, Range(listed=frozenset({truth}))
        case InList(operand=operand, elements=elements):
            values = [_literal(each) for each in elements]
            item = _item(operand)
            if item is None or None in values:
                return None
            return item, Range(listed=frozenset(values))
        case Between(operand=operand, low=low, high=high):
            item, least, most = _item(operand), _literal(low), _literal(high)
            if item is None or least is None or most is None:
                return None
            return item, Range(low=least, high=most)
        case Compare():
            return _compared(node)
    return None


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


def _compared(node: Compare) -> tuple[str, Range] | None:
    name, value, sign = _item(node.left), _literal(node.right), node.operator
    if name is None:
        name, value = _item(node.right), _literal(node.left)
        sign = _TURNED.get(sign, "")
    if name is None or value is None:
        return None
    match sign:
        case "=":
            return name, Range(listed=frozenset({value}))
        case "<" | "<=":
            return name, Range(high=value, high_open=sign == "<")
        case ">" | ">=":
            return name, Range(low=value, low_open=sign == ">")
    return None


def _item(node: Node) -> str | None:
    if isinstance(node, ToDecimal):
        node = node.operand
    return node.name if isinstance(node, Item) else None


def _literal(node: Node) -> Any:
    return node.value if isinstance(node, Literal) else None
