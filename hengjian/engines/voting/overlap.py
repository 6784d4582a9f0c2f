"""How far two bodies are the same people."""

from collections.abc import Collection, Hashable
from fractions import Fraction


def overlap(one: Collection[Hashable], other: Collection[Hashable]) -> Fraction | None:
    """Members of both ÷ members of the larger body; None where both are empty."""
    first, second = set(one), set(other)
    larger = max(len(first), len(second))
    return Fraction(len(first & second), larger) if larger else None
