"""How much of an amount remains under caps: what is cut is always told."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cap:
    """The most that may stand in a span, and what stands there; both are hundredths.

    Both are counted in the rule's own direction: for a deduction what was deducted.
    """

    name: str
    most: int
    stands: int

    @property
    def room(self) -> int:
        """What may still be given; nothing below zero."""
        return max(0, self.most - self.stands)


@dataclass(frozen=True)
class Capped:
    """What is given of what was asked, and the cap that cut it; None where none did."""

    asked: int
    given: int
    cut_by: Cap | None


def capped(asked: int, caps: Sequence[Cap]) -> Capped:
    """Cut an amount (hundredths, not below zero) by the tightest of its caps.

    Of two equally tight caps the first is told. Raises ``ValueError`` below zero.
    """
    if asked < 0:
        raise ValueError(asked)
    tightest = min(caps, key=lambda cap: cap.room, default=None)
    if tightest is None or asked <= tightest.room:
        return Capped(asked, asked, None)
    return Capped(asked, tightest.room, tightest)
