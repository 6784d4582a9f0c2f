"""Conditions taken apart into atoms that many measures share.

``outcome = 'approved' and not is_minor`` is looked at once for each different
combination of its atoms, not once for each row. An atom is either the *class* of a text
column (which of the values that any condition names, another one, unknown) or a single
truth that is worked out for each row. Truth is two-valued here: an atom is true, or it
is not; what must be false is its own atom. So unknown needs no third value.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from hengjian.engines.expressions.nodes import (
    And,
    Compare,
    InList,
    IsNull,
    IsTruth,
    Item,
    Literal,
    Node,
    Not,
    Or,
)
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ValueType
from hengjian.engines.tables.duckdb_session import literal


Write = Callable[[Expression], str]  # SQL of an expression
Mask = npt.NDArray[np.bool_]
Words = Sequence[npt.NDArray[np.int64]]
WORD_BITS = 62  # of a signed 64-bit integer, so that no bit is the sign


@dataclass(frozen=True)
class InClasses:
    """True where a text column is one of ``values``, or outside them, or unknown."""

    column: str
    values: frozenset[str]
    outside: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class Bit:
    """True where an SQL condition is true."""

    sql: str


@dataclass(frozen=True)
class AllOf:
    """True where every part is."""

    parts: tuple["Logic", ...]


@dataclass(frozen=True)
class AnyOf:
    """True where a part is."""

    parts: tuple["Logic", ...]


@dataclass(frozen=True)
class NotSo:
    """True where the part is not."""

    part: "Logic"


Logic = InClasses | Bit | AllOf | AnyOf | NotSo


def logic_of(expression: Expression, write: Write) -> Logic:
    """Where a condition is true, in terms of atoms."""
    return _Reader(expression, write).read(expression.tree, wanted=True)


@dataclass(frozen=True)
class _Reader:
    expression: Expression
    write: Write

    def read(self, node: Node, *, wanted: bool) -> Logic:
        """Where a node is exactly true (or exactly false)."""
        match node:
            case And(operands=operands) | Or(operands=operands):
                parts = tuple(self.read(one, wanted=wanted) for one in operands)
                is_all = isinstance(node, And) is wanted
                return AllOf(parts) if is_all else AnyOf(parts)
            case Not(operand=operand):
                return self.read(operand, wanted=not wanted)
            case IsTruth(operand=operand, truth=truth):
                exactly = self.read(operand, wanted=truth)
                return exactly if wanted else NotSo(exactly)
            case IsNull(operand=Item(name=_, type=ValueType.TEXT) as item):
                return InClasses(
                    self._sql(item), frozenset(), outside=not wanted, unknown=wanted
                )
        values = compared(node)
        if values is not None:
            item, texts, is_in = values
            return InClasses(self._sql(item), texts, outside=is_in is not wanted)
        sql = self._sql(node)
        return Bit(sql if wanted else f"NOT {sql}")

    def _sql(self, node: Node) -> str:
        return self.write(replace(self.expression, tree=node, type=node.type, scale=1))


def compared(node: Node) -> tuple[Item, frozenset[str], bool] | None:
    """A text item, the written values it is compared with, and whether it equals one.

    None for any other node.
    """
    match node:
        case Compare(
            operator=("=" | "<>") as sign,
            left=Item(type=ValueType.TEXT) as item,
            right=Literal(value=str() as value),
        ):
            return item, frozenset({value}), sign == "="
        case Compare(
            operator=("=" | "<>") as sign,
            left=Literal(value=str() as value),
            right=Item(type=ValueType.TEXT) as item,
        ):
            return item, frozenset({value}), sign == "="
        case InList(operand=Item(type=ValueType.TEXT) as item, elements=elements):
            texts = [one.value for one in elements if isinstance(one, Literal)]
            if len(texts) == len(elements):
                return item, frozenset(map(str, texts)), True
    return None


@dataclass
class _Field:
    """Where a column's class or a bit stands in the signature."""

    word: int = 0
    shift: int = 0
    width: int = 1


@dataclass
class _Column:
    """A text column's classes: unknown 0, any other 1, then the values that are named.

    Where no condition tells unknown from other values both are 0.
    """

    values: dict[str, None] = field(default_factory=dict)
    is_told: bool = False  # unknown from other values

    def codes(self) -> dict[str, int]:
        """The class of each named value."""
        first = 2 if self.is_told else 1
        return {value: first + place for place, value in enumerate(self.values)}

    def width(self) -> int:
        """Bits that the greatest class needs."""
        return (len(self.values) + (1 if self.is_told else 0)).bit_length()


class Signature:
    """The atoms of several conditions, packed into whole numbers of 62 bits."""

    def __init__(self, conditions: Iterable[Logic]) -> None:
        self.conditions = list(conditions)
        self._columns: dict[str, _Column] = {}
        self._bits: dict[str, _Field] = {}
        self._fields: dict[str, _Field] = {}
        for condition in self.conditions:
            self._collect(condition)
        self.word_count = self._place()

    def words_sql(self) -> list[str]:
        """SQL of each word."""
        parts: list[list[str]] = [[] for _ in range(self.word_count)]
        for column, place in self._fields.items():
            parts[place.word].append(self._class_sql(column, place.shift))
        for sql, place in self._bits.items():
            parts[place.word].append(
                f"CASE WHEN {sql} THEN {1 << place.shift}::BIGINT ELSE 0::BIGINT END"
            )
        return ["\n    | ".join(one) or "0::BIGINT" for one in parts]

    def holds(self, condition: int, words: Words) -> Mask:
        """For each signature, whether a condition is true in it."""
        return self._mask(self.conditions[condition], words)

    # Packing ------------------------------------------------------------------------

    def _collect(self, logic: Logic) -> None:
        match logic:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    self._collect(part)
            case NotSo(part=part):
                self._collect(part)
            case Bit(sql=sql):
                self._bits.setdefault(sql, _Field())
            case InClasses():
                column = self._columns.setdefault(logic.column, _Column())
                column.values |= dict.fromkeys(sorted(logic.values))
                column.is_told |= logic.outside or logic.unknown

    def _place(self) -> int:
        word, used = 0, 0
        for name, column in self._columns.items():
            self._fields[name] = _Field(width=max(1, column.width()))
        for place in [*self._fields.values(), *self._bits.values()]:
            if used + place.width > WORD_BITS:
                word, used = word + 1, 0
            place.word, place.shift = word, used
            used += place.width
        return word + 1

    def _class_sql(self, name: str, shift: int) -> str:
        column = self._columns[name]
        cases = " ".join(
            f"WHEN {literal(value)} THEN {code << shift}::BIGINT"
            for value, code in column.codes().items()
        )
        rest = "0::BIGINT"
        if column.is_told:
            rest = (
                f"CASE WHEN {name} IS NULL THEN 0::BIGINT ELSE {1 << shift}::BIGINT END"
            )
        return f"CASE {name} {cases} ELSE {rest} END" if cases else rest

    # Truth --------------------------------------------------------------------------

    def _mask(self, logic: Logic, words: Words) -> Mask:
        match logic:
            case AllOf(parts=parts):
                true = np.ones(len(words[0]), dtype=bool)
                for part in parts:
                    true &= self._mask(part, words)
                return true
            case AnyOf(parts=parts):
                true = np.zeros(len(words[0]), dtype=bool)
                for part in parts:
                    true |= self._mask(part, words)
                return true
            case NotSo(part=part):
                return ~self._mask(part, words)
            case Bit(sql=sql):
                place = self._bits[sql]
                return (words[place.word] >> place.shift) & 1 == 1
            case InClasses():
                return self._in_classes(logic, words)

    def _in_classes(self, logic: InClasses, words: Words) -> Mask:
        place, column = self._fields[logic.column], self._columns[logic.column]
        codes = column.codes()
        true = np.zeros(1 << place.width, dtype=bool)
        if logic.outside:
            true[1 : 2 + len(codes)] = True
        for value in logic.values:
            true[codes[value]] = not logic.outside
        true[0] |= logic.unknown
        return true[(words[place.word] >> place.shift) & ((1 << place.width) - 1)]
