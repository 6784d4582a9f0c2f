"""Exact sums of marks: how many gave each level, their mean and spread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


# fewer ballots than this tell who wrote: nothing of them is ever told
FEWEST = 5

Tally = Mapping[int, int]  # level -> how many gave it


@dataclass(frozen=True)
class Summary:
    """Of one tally: how many, the exact mean and variance (over n), the ends."""

    count: int
    mean: Fraction
    variance: Fraction
    lowest: int
    highest: int


def summary(tally: Tally) -> Summary | None:
    """The summary of a tally; None where nobody gave a mark: missing is not zero."""
    given = {level: number for level, number in tally.items() if number}
    count = sum(given.values())
    if not count:
        return None
    total = sum(level * number for level, number in given.items())
    squares = sum(level * level * number for level, number in given.items())
    mean = Fraction(total, count)
    return Summary(
        count, mean, Fraction(squares, count) - mean * mean, min(given), max(given)
    )


def over_criteria(summaries: Sequence[Summary]) -> Summary | None:
    """One summary over the criteria of a rubric: the mean of means, each weighing one."""
    if not summaries:
        return None
    number = len(summaries)
    return Summary(
        min(each.count for each in summaries),
        sum((each.mean for each in summaries), Fraction(0)) / number,
        sum((each.variance for each in summaries), Fraction(0)) / number,
        min(each.lowest for each in summaries),
        max(each.highest for each in summaries),
    )


def read_tally(kept: Mapping[str, int]) -> dict[int, int]:
    """A tally as the database keeps it."""
    return {int(level): number for level, number in kept.items()}


def tenths(marks: Iterable[int]) -> int | None:
    """The mean of marks in tenths, rounded half up: how lenient a ballot is on the whole."""
    levels = list(marks)
    if not levels:
        return None
    return (20 * sum(levels) + len(levels)) // (2 * len(levels))
