"""A scheme of appraisal and the facts it is applied to, as frozen objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from hengjian.engines.scoring.rules import Bonus, Rule, Value, Veto
from hengjian.lib.bilingual import Text


class Missing(StrEnum):
    """What an item without a value comes to."""

    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Normalise(StrEnum):
    """How people of departments that differ are made comparable."""

    NONE = "none"
    DEPARTMENT_MAXIMUM = "department_maximum"


@dataclass(frozen=True)
class ScoredItem:
    """One line of a scheme. A veto has neither component nor full mark."""

    item: str
    rule: Rule
    component: str | None = None
    full: Fraction = Fraction(0)

    @property
    def in_component(self) -> bool:
        """Whether its full mark is part of its component's: not for bonus and veto."""
        return not isinstance(self.rule, Bonus | Veto)


@dataclass(frozen=True)
class Grade:
    """A grade from the top: its threshold and, perhaps, the largest share of people."""

    grade: str
    at_least: Fraction
    quota: Fraction | None = None


@dataclass(frozen=True)
class Scheme:
    """Components with full marks, items with rules, and how totals become grades."""

    scheme: str
    components: Mapping[str, Fraction]
    items: tuple[ScoredItem, ...]
    missing: Mapping[str, Missing] = field(default_factory=dict)
    normalise: Normalise = Normalise.NONE
    grades: tuple[Grade, ...] = ()
    cap_total: Fraction | None = None
    decimals: int = 2

    def when_missing(self, item: str) -> Missing:
        """What an item without a value comes to."""
        return self.missing.get(item, Missing.ZERO)


@dataclass(frozen=True)
class Person:
    """Whom the facts are about; an item that is not there has no value."""

    person: str
    department: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a scheme or with facts; ``part`` leads to it, key by key."""

    part: tuple[str | int, ...]
    message: Text
    advice: Text | None = None
