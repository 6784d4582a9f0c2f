"""The meaning of an expression: a tree of small frozen nodes.

Nothing here knows how an expression is written (``parsing``) or how it is computed
(``row``, ``duckdb_sql``). A node that can be built is typed; a back end that knows every
class of this file knows the whole language.

Every value may be unknown (NULL). Unless a node says otherwise, one unknown operand makes
the result unknown. Nothing fails on a row: a result outside the range of its type, and a
division by nothing, are unknown too, since one absurd row must not bring down a scan.

    text      Unicode without NUL, ordered by code point
    integer   from -2**63 to 2**63 - 1
    decimal   six decimals, below 10**24, halves rounded away from zero
    date      0001-01-01 to 9999-12-31
    datetime  a moment with microseconds, the same wherever it is read
    boolean   true, false
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from hengjian.engines.expressions.types import ValueType


@dataclass(frozen=True)
class Node:
    """One step of an expression; ``type`` is a field or a property of each class."""

    if TYPE_CHECKING:

        @property
        def type(self) -> ValueType: ...

    @cached_property
    def children(self) -> tuple["Node", ...]:
        """The operands: every node among the fields, in their order."""
        return tuple(_nodes_in(getattr(self, field.name) for field in fields(self)))

    @property
    def scale(self) -> int:
        """The value that is computed is the true value times this."""
        return 1

    @cached_property
    def weight(self) -> int:
        """How many pieces the compiled SQL has; operands written twice count twice."""
        return 1 + self.copies * sum(child.weight for child in self.children)

    @property
    def copies(self) -> int:
        """How often a back end may write out the operands."""
        return 1


def _nodes_in(values: Iterable[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(value)


# Leaves: what stands in the text, on the card, in the parameters


@dataclass(frozen=True)
class Literal(Node):
    """A value written in the expression."""

    value: str | int | Decimal | bool | date | datetime
    type: ValueType


@dataclass(frozen=True)
class Null(Node):
    """The unknown value; its type is that of the place where it stands."""

    type: ValueType


@dataclass(frozen=True)
class Item(Node):
    """An item of the card, or of a linked card (``prosecution.outcome``)."""

    name: str
    type: ValueType
    choices: frozenset[str] | None = None


@dataclass(frozen=True)
class Constant(Node):
    """``period_start``, ``period_end`` or ``as_of``."""

    name: str
    type: ValueType = ValueType.DATE


@dataclass(frozen=True)
class Parameter(Node):
    """A parameter's value on the row's date; unknown before its first date.

    ``fraction_scale`` makes all its values exact decimals (3 for 2/3).
    """

    name: str
    type: ValueType
    size: int
    fraction_scale: int = 1

    @property
    def scale(self) -> int:
        return self.fraction_scale

    @cached_property
    def weight(self) -> int:
        return 1 + 2 * self.size


@dataclass(frozen=True)
class Lookup(Node):
    """The value of a map parameter under a key; unknown where the key is not in it."""

    name: str
    key: Node
    type: ValueType
    versions: int
    size: int
    fraction_scale: int = 1

    @property
    def scale(self) -> int:
        return self.fraction_scale

    @cached_property
    def weight(self) -> int:
        return self.versions * (1 + self.key.weight) + 2 * self.size


# Three-valued logic: false and unknown is false, true or unknown is true


@dataclass(frozen=True)
class Truth(Node):
    """A node whose value is true, false or unknown."""

    @property
    def type(self) -> ValueType:
        return ValueType.BOOLEAN


@dataclass(frozen=True)
class And(Truth):
    """True where all are true; false where one is false; else unknown."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Or(Truth):
    """True where one is true; false where all are false; else unknown."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Truth):
    """The opposite; unknown stays unknown."""

    operand: Node


@dataclass(frozen=True)
class IsNull(Truth):
    """Whether the value is unknown: never unknown itself."""

    operand: Node


@dataclass(frozen=True)
class IsTruth(Truth):
    """Whether the operand is exactly true (or false): never unknown itself."""

    operand: Node
    truth: bool


@dataclass(frozen=True)
class Compare(Truth):
    """``=  <>  <  <=  >  >=`` between two values of one type and one scale."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Between(Truth):
    """``operand >= low and operand <= high``."""

    operand: Node
    low: Node
    high: Node


@dataclass(frozen=True)
class InList(Truth):
    """Whether one of the elements equals the operand; unknown elements may match."""

    operand: Node
    elements: tuple[Node, ...]


@dataclass(frozen=True)
class InParameter(Truth):
    """Whether a list parameter, as in force on the row's date, holds the operand."""

    operand: Node
    name: str
    versions: int
    size: int
    fraction_scale: int = 1

    @cached_property
    def weight(self) -> int:
        return self.versions * (2 + self.operand.weight) + self.size


@dataclass(frozen=True)
class Like(Truth):
    """Whether the text fits a pattern: ``%`` any characters, ``_`` one, no escape."""

    operand: Node
    pattern: str


# Choice


@dataclass(frozen=True)
class Case(Node):
    """The value of the first branch whose condition is true, else ``default``."""

    branches: tuple[tuple[Node, Node], ...]
    default: Node
    type: ValueType

    @property
    def scale(self) -> int:
        return self.default.scale


# Arithmetic: integers with integers, decimals with decimals, days with dates


@dataclass(frozen=True)
class ToDecimal(Node):
    """An integer as a decimal."""

    operand: Node
    type: ValueType = ValueType.DECIMAL


@dataclass(frozen=True)
class Rescaled(Node):
    """The operand times a whole factor that is not part of the value: see ``scaling``."""

    operand: Node
    factor: int
    type: ValueType = ValueType.DECIMAL

    @property
    def scale(self) -> int:
        return self.operand.scale * self.factor


@dataclass(frozen=True)
class Arithmetic(Node):
    """``+ - *`` of two integers or two decimals, ``%`` of two integers."""

    operator: str
    left: Node
    right: Node
    type: ValueType

    @property
    def scale(self) -> int:
        if self.operator == "*":
            return self.left.scale * self.right.scale
        return self.left.scale


@dataclass(frozen=True)
class Divide(Node):
    """A quotient of two numbers of one type as a decimal, rounded to six decimals.

    Unknown where the divisor is 0.
    """

    left: Node
    right: Node
    type: ValueType = ValueType.DECIMAL


@dataclass(frozen=True)
class Negative(Node):
    """A number with the other sign."""

    operand: Node
    type: ValueType

    @property
    def scale(self) -> int:
        return self.operand.scale


@dataclass(frozen=True)
class DaysBetween(Node):
    """``left - right`` of two dates, in whole days."""

    left: Node
    right: Node
    type: ValueType = ValueType.INTEGER


@dataclass(frozen=True)
class PlusDays(Node):
    """The date so many days later (``sign`` 1) or earlier (-1)."""

    start: Node
    days: Node
    sign: int
    type: ValueType = ValueType.DATE

    @property
    def copies(self) -> int:
        return 2  # once to look whether it is in range, once for the value


# Functions: the published table says what each does


@dataclass(frozen=True)
class Call(Node):
    """A published function of values of fixed types."""

    function: str
    overload: int
    arguments: tuple[Node, ...]
    type: ValueType
    writes: int = 1

    @property
    def copies(self) -> int:
        return self.writes

    @property
    def scale(self) -> int:
        # functions that take fractions (abs, coalesce, least, greatest) take them all
        # at one scale; every other refuses them
        return max((node.scale for node in self.arguments), default=1)
