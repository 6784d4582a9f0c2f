"""What the demo city does with a pack, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hengjian.engines.expressions.parsing import Expression


@dataclass(frozen=True)
class DemoRow:
    """One way to fill a task; taken by its share, where ``when`` holds, that time."""

    values: Mapping[str, str]
    chance: Fraction = Fraction(1)
    when: Expression | None = None
    time: int | None = None


@dataclass(frozen=True)
class DemoAct:
    """An act before a task is done: urge, return, ask_extension, suspend, supervise."""

    act: str
    chance: Fraction = Fraction(1)
    by: str = ""
    to: str = ""
    length: str = ""
    words: str = ""


@dataclass(frozen=True)
class DemoTask:
    """How long a task takes (working days), who does it and what is filled."""

    days: tuple[int, int] = (0, 2)
    late: tuple[int, int] | None = None
    late_chance: Fraction = Fraction(0)
    left: Fraction = Fraction(0)
    by: str = ""
    before: tuple[DemoAct, ...] = ()
    fill: tuple[DemoRow, ...] = ()


@dataclass(frozen=True)
class Demo:
    """The invented matters of a pack."""

    matters: int
    months: int
    opened_by: tuple[str, ...]
    register: tuple[Mapping[str, str], ...]
    pools: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tasks: Mapping[str, DemoTask] = field(default_factory=dict)
