"""What a published function is: its signatures, and what each does in both back ends."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class WholeLiteral:
    """The argument must be a whole number written out, from ``low`` to ``high``."""

    low: int
    high: int


@dataclass(frozen=True)
class TextLiteral:
    """The argument must be a text written out, of ``shortest`` characters at least.

    With ``no_longer_than`` it must not be longer than that other argument: so no text
    can grow by more than what is written in the expression.
    """

    shortest: int = 0
    no_longer_than: int | None = None


@dataclass(frozen=True)
class BareItem:
    """The argument must be an item (or a text written out): SQL repeats it often."""


ArgumentRule = WholeLiteral | TextLiteral | BareItem


@dataclass(frozen=True)
class Overload:
    """One signature: types in, type out, and the two ways to compute it.

    ``row`` takes Python values, none of them ``None`` unless ``takes_unknown``; ``sql``
    takes the SQL texts of the arguments. With ``variadic`` the last type may repeat.
    """

    arguments: tuple[ValueType, ...]
    result: ValueType
    row: Callable[..., Any]
    sql: Callable[[Sequence[str]], str]
    variadic: bool = False


@dataclass(frozen=True)
class Function:
    """One published function.

    ``example`` is an expression of literals, ``answer`` its value as a literal. With
    ``timezone`` the card's zone is passed as a last argument. ``keeps_scale``: it may
    be given fractions such as 2/3. ``writes``: how often its SQL repeats an argument.
    """

    name: str
    description: Text
    example: str
    answer: str
    overloads: tuple[Overload, ...]
    rules: Mapping[int, ArgumentRule] = field(default_factory=dict)
    takes_unknown: bool = False
    keeps_scale: bool = False
    timezone: bool = False
    writes: int = 1

    @property
    def signatures(self) -> tuple[str, ...]:
        """Each signature as people read it: ``length(text) → integer``."""
        return tuple(
            f"{self.name}({', '.join(overload.arguments)}"
            f"{', …' if overload.variadic else ''}) → {overload.result}"
            for overload in self.overloads
        )
