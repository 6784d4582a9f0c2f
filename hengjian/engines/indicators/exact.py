"""Exact arithmetic over columns: every value is a quotient of two integers.

Integers are 64 bits wide while that is surely enough, and Python's own beyond that;
no result is ever approximate. A value may be unknown (nothing to divide by, no cards).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


Integers = npt.NDArray[Any]  # int64, or Python integers as objects
SAFE = 1 << 62


@dataclass(frozen=True)
class Exact:
    """A column of exact values ``top / bottom``; ``bottom`` is positive.

    ``known`` is false where there is no value; there ``top`` and ``bottom`` mean nothing.
    """

    top: Integers
    bottom: Integers | int
    known: npt.NDArray[np.bool_]

    @classmethod
    def of_integers(cls, values: Integers, scale: int = 1) -> "Exact":
        """Known integers, each standing for itself divided by ``scale``."""
        return cls(values, scale, np.ones(len(values), dtype=bool))

    @classmethod
    def constant(cls, top: int, bottom: int, length: int) -> "Exact":
        """The same value throughout."""
        return cls.of_integers(_filled(top, length), bottom)

    def __add__(self, other: "Exact") -> "Exact":
        known = self.known & other.known
        if _same(self.bottom, other.bottom):
            return Exact(plus(self.top, other.top), self.bottom, known)
        top = plus(times(self.top, other.bottom), times(other.top, self.bottom))
        return Exact(top, times(self.bottom, other.bottom), known)

    def __neg__(self) -> "Exact":
        return Exact(-self.top, self.bottom, self.known)

    def __sub__(self, other: "Exact") -> "Exact":
        return self + (-other)

    def __mul__(self, other: "Exact") -> "Exact":
        return Exact(
            times(self.top, other.top),
            times(self.bottom, other.bottom),
            self.known & other.known,
        )

    def __truediv__(self, other: "Exact") -> "Exact":
        """Quotient; unknown where the divisor is zero."""
        known = self.known & other.known & np.asarray(other.top != 0, dtype=bool)
        bottom = times(self.bottom, np.where(known, other.top, 1))
        top = times(self.top, other.bottom)
        negative = np.asarray(bottom < 0, dtype=bool)
        return Exact(
            np.where(negative, -top, top), np.where(negative, -bottom, bottom), known
        )

    def rounded(self, decimals: int) -> Integers:
        """Each value times ten to the power of ``decimals``, rounded half up once.

        Half up as in 四舍五入: a half goes away from zero. Unknown values give 0.
        """
        scaled = times(np.where(self.known, self.top, 0), 10**decimals)
        bottom = _masked(self.bottom, self.known)
        doubled = plus(times(_magnitude(scaled), 2), bottom)
        size = doubled // times(bottom, 2)
        return np.where(np.asarray(scaled < 0, dtype=bool), -size, size)


def plus(a: Integers | int, b: Integers | int) -> Integers:
    """Sum that widens to Python integers before it could overflow."""
    a, b = _room_for(a, b, _largest(a) + _largest(b))
    return np.asarray(a + b)


def times(a: Integers | int, b: Integers | int) -> Any:
    """Product that widens to Python integers before it could overflow."""
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if isinstance(b, int) and b == 1:
        return a
    if isinstance(a, int) and a == 1:
        return b
    a, b = _room_for(a, b, _largest(a) * _largest(b))
    return np.asarray(a * b)


def _same(a: Integers | int, b: Integers | int) -> bool:
    return isinstance(a, int) and isinstance(b, int) and a == b


def _masked(bottom: Integers | int, known: npt.NDArray[np.bool_]) -> Integers | int:
    return bottom if isinstance(bottom, int) else np.where(known, bottom, 1)


def _magnitude(values: Integers) -> Integers:
    return np.where(np.asarray(values < 0, dtype=bool), -values, values)


def _filled(value: int, length: int) -> Integers:
    if abs(value) < SAFE:
        return np.full(length, value, dtype=np.int64)
    wide = np.empty(length, dtype=object)
    wide[:] = value
    return wide


def _largest(values: Integers | int) -> int:
    if isinstance(values, int):
        return abs(values)
    if len(values) == 0:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def _room_for(
    a: Integers | int, b: Integers | int, bound: int
) -> tuple[Integers | int, Integers | int]:
    if bound < SAFE:
        return a, b
    return _widened(a), _widened(b)


def _widened(values: Integers | int) -> Integers | int:
    return values if isinstance(values, int) else values.astype(object)
