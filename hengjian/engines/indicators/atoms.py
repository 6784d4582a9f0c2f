"""Conditions taken apart into atoms that many measures share.

``outcome = 'approved' and not is_minor`` is looked at once for each different
combination of its atoms, not once for each row. An atom is either the *class* of a text
column (which of the values that any condition names, another one, unknown) or a single
truth that is worked out for each row. Truth is two-valued here: an atom is true, or it
is not; what must be false is its own atom. So unknown needs no third value.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
_BYTE = 8  # bits
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

    def true_in(self, atom: InClasses, classes: int) -> Mask:
        """For each of so many classes, whether an atom is true."""
        codes = self.codes()
        true = np.zeros(classes, dtype=bool)
        if atom.outside:
            true[1 : 2 + len(codes)] = True
        for value in atom.values:
            true[codes[value]] = not atom.outside
        true[0] |= atom.unknown
        return true


def atoms_of(logic: Logic) -> Iterator[InClasses | Bit]:
    """Every atom that a truth is made of."""
    match logic:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from atoms_of(part)
        case NotSo(part=part):
            yield from atoms_of(part)
        case InClasses() | Bit():
            yield logic


class Classes:
    """Text columns as small numbers: the class of each value, a byte or two."""

    def __init__(self) -> None:
        self.columns: dict[str, _Column] = {}

    def add(self, atom: InClasses) -> None:
        """Let a column's classes tell what an atom asks."""
        column = self.columns.setdefault(atom.column, _Column())
        column.values |= dict.fromkeys(sorted(atom.values))
        column.is_told |= atom.outside or atom.unknown

    def sql(self, name: str) -> str:
        """SQL of a column's class."""
        column = self.columns[name]
        kind = "UTINYINT" if column.width() <= _BYTE else "USMALLINT"
        other = f"1::{kind}" if column.is_told else f"0::{kind}"
        whens = [
            f"WHEN {literal(value)} THEN {code}::{kind}"
            for value, code in column.codes().items()
        ]
        if column.is_told:
            other = f"CASE WHEN {name} IS NULL THEN 0::{kind} ELSE {other} END"
        return f"CASE {name} {' '.join(whens)} ELSE {other} END" if whens else other

    def true_in(self, atom: InClasses) -> Mask:
        """For each class of its column, whether an atom is true."""
        column = self.columns[atom.column]
        return column.true_in(atom, 1 << column.width())


class Signature:
    """The atoms of several conditions, packed into whole numbers of 62 bits."""

    def __init__(self, conditions: Iterable[Logic]) -> None:
        self.conditions = list(conditions)
        self._classes = Classes()
        self._bits: dict[str, _Field] = {}
        self._fields: dict[str, _Field] = {}
        for condition in self.conditions:
            for atom in atoms_of(condition):
                self._collect(atom)
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

    def _collect(self, atom: InClasses | Bit) -> None:
        if isinstance(atom, Bit):
            self._bits.setdefault(atom.sql, _Field())
        else:
            self._classes.add(atom)

    def _place(self) -> int:
        word, used = 0, 0
        for name, column in self._classes.columns.items():
            self._fields[name] = _Field(width=max(1, column.width()))
        for place in [*self._fields.values(), *self._bits.values()]:
            if used + place.width > WORD_BITS:
                word, used = word + 1, 0
            place.word, place.shift = word, used
            used += place.width
        return word + 1

    def _class_sql(self, name: str, shift: int) -> str:
        column = self._classes.columns[name]
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
        place, column = self._fields[logic.column], self._classes.columns[logic.column]
        true = column.true_in(logic, 1 << place.width)
        return true[(words[place.word] >> place.shift) & ((1 << place.width) - 1)]
