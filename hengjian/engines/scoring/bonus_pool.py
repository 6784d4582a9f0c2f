"""A bonus pool split to the fen: shares by exact weights, largest remainder."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class Split:
    """Who gets how many fen; all add up to the pool exactly.

    ``tied`` had equal remainders where the last ``fen_among_tied`` ran out: the first by
    name got them, one fen each, and people should know.
    """

    fen: Mapping[str, int]
    tied: tuple[str, ...] = ()
    fen_among_tied: int = 0


def split_pool(pool: int, weights: Mapping[str, Fraction]) -> Split:
    """Split ``pool`` fen by weights, in the order given, whatever that order is.

    Each share is cut off to the fen; the fen that are left go to the largest
    remainders, among equal ones by name. A weight of 0 gets nothing. Raises
    ``UserFault`` for a pool below 0, a negative weight, or where nobody has one.
    """
    if pool < 0:
        raise UserFault(Text("奖金总额不能为负", "a pool is not negative"))
    for name, weight in weights.items():
        if weight < 0:
            raise UserFault(
                Text(f"“{name}”的权重为负", f"the weight of “{name}” is negative")
            )
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        raise UserFault(
            Text(
                "没有人可以分得奖金：无人已定且权重大于 0",
                "nobody can be paid: no final sheet has a weight above 0",
            )
        )
    fen, lost = {}, {}
    for name, weight in weights.items():
        exact = pool * weight / whole
        fen[name] = exact.numerator // exact.denominator
        lost[name] = exact - fen[name]
    left = pool - sum(fen.values())
    order = sorted(lost, key=lambda name: (-lost[name], name))
    for name in order[:left]:
        fen[name] += 1
    return Split(fen, *_tie(order, lost, left))


def _tie(
    order: list[str], lost: Mapping[str, Fraction], left: int
) -> tuple[tuple[str, ...], int]:
    if not 0 < left < len(order) or lost[order[left - 1]] != lost[order[left]]:
        return (), 0
    edge = lost[order[left]]
    tied = tuple(name for name in order if lost[name] == edge)
    return tied, left - sum(rest > edge for rest in lost.values())
