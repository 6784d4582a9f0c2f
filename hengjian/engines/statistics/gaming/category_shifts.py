"""Shift between categories: cases that counted against a place now stand elsewhere."""

from collections.abc import Mapping
from itertools import permutations

from hengjian.engines.statistics.gaming.moved import chance_of_move
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


def category_shift(
    before: Mapping[str, int], after: Mapping[str, int], *, at_most: float = AT_MOST
) -> Signal | None:
    """The clearest move from one category to another between two periods.

    ``before`` and ``after``: cases by category; categories that are missing count 0.
    The chance is multiplied by the number of pairs that were looked at.
    """
    names = sorted({*before, *after})
    cases, later = sum(before.values()), sum(after.values())
    pairs = list(permutations(names, 2))
    found: list[tuple[float, str, str]] = []
    for losing, gaining in pairs:
        chance = chance_of_move(
            (before.get(losing, 0), before.get(gaining, 0), cases),
            (after.get(losing, 0), after.get(gaining, 0), later),
        )
        if chance is not None:
            found.append((min(1.0, chance * len(pairs)), losing, gaining))
    if not found:
        return None
    chance, losing, gaining = min(found)
    if chance > at_most:
        return None
    return signal(
        Kind.CATEGORY_SHIFT,
        chance,
        f"{losing}由{before.get(losing, 0)}件变为{after.get(losing, 0)}件，"
        f"{gaining}由{before.get(gaining, 0)}件变为{after.get(gaining, 0)}件，"
        "两类合计占比未变",
        f"{losing} went from {before.get(losing, 0)} to {after.get(losing, 0)} and "
        f"{gaining} from {before.get(gaining, 0)} to {after.get(gaining, 0)}, while the "
        "two together kept their share",
        losing=losing,
        gaining=gaining,
        losing_before=before.get(losing, 0),
        losing_after=after.get(losing, 0),
        gaining_before=before.get(gaining, 0),
        gaining_after=after.get(gaining, 0),
    )
