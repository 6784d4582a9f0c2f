"""How one value becomes marks: each rule a small frozen object, all of it exact.

``marks(full, value)`` gives what a value earns of an item's full mark, from 0 to ``full``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


NOTHING = Fraction(0)

Counts = Mapping[str, Fraction]  # occurrences by case type
Value = Fraction | Counts


@dataclass(frozen=True)
class Linear:
    """Nothing at ``floor``, everything at ``target``; downward where floor > target."""

    floor: Fraction
    target: Fraction

    def way(self, value: Fraction) -> Fraction:
        """How far from floor to target the value has come, from 0 to 1."""
        way = (value - self.floor) / (self.target - self.floor)
        return min(Fraction(1), max(NOTHING, way))

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        return full * self.way(value)


@dataclass(frozen=True)
class Steps:
    """The marks of the highest threshold that the value reaches; none below the first."""

    steps: tuple[tuple[Fraction, Fraction], ...]

    def reached(self, value: Fraction) -> tuple[Fraction, Fraction] | None:
        """The step that counts: its threshold and its marks."""
        found = None
        for step in self.steps:
            if value >= step[0]:
                found = step
        return found

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        step = self.reached(value)
        return NOTHING if step is None else step[1]


@dataclass(frozen=True)
class PerOccurrence:
    """Points for each occurrence, weighed by its case type, up to the full mark."""

    points: Fraction
    coefficients: Counts = field(default_factory=dict)

    def weighed(self, value: Value) -> Fraction:
        """Occurrences times coefficients; without coefficients each counts one."""
        if isinstance(value, Fraction):
            return value
        return sum(
            (count * self.coefficients[name] for name, count in value.items()), NOTHING
        )

    def marks(self, full: Fraction, value: Value) -> Fraction:
        return min(full, self.weighed(value) * self.points)


@dataclass(frozen=True)
class Rated:
    """A rating from 0 to ``scale``."""

    scale: Fraction

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        return full * value / self.scale


@dataclass(frozen=True)
class Bonus:
    """Marks on top, for each occurrence, up to the item's full mark."""

    each: Fraction

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        return min(full, value * self.each)


@dataclass(frozen=True)
class Deduction:
    """The full mark less so much for each occurrence, never below nothing."""

    each: Fraction

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        return max(NOTHING, full - value * self.each)


@dataclass(frozen=True)
class Veto:
    """Any occurrence bars every grade above this one; it earns and costs no marks."""

    grade: str

    def marks(self, full: Fraction, value: Fraction) -> Fraction:
        return NOTHING


Rule = Linear | Steps | PerOccurrence | Rated | Bonus | Deduction | Veto
