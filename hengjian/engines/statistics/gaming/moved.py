"""Whether cases moved from one category to a neighbouring one between two periods."""

from hengjian.engines.statistics.distributions import higher_share


UNCHANGED = 0.05  # a total whose change has at least this chance has not changed


def chance_of_move(
    before: tuple[int, int, int], after: tuple[int, int, int]
) -> float | None:
    """Honest chance that the second category gained so much on the first; or None.

    Each period is (first, second, all cases). None where the two together did not stay
    the same share of all cases: then something else happened, not a move.
    """
    first, second, cases = before
    later_first, later_second, later_cases = after
    both, later_both = first + second, later_first + later_second
    if min(both, later_both) == 0:
        return None
    fell = higher_share(later_both, later_cases, both, cases)
    rose = higher_share(both, cases, later_both, later_cases)
    if min(fell, rose) < UNCHANGED:
        return None
    return higher_share(second, both, later_second, later_both)
