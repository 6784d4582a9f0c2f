"""How totals lie: quantiles, counts by ten marks, groups of ten people or more."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hengjian.engines.scoring.dry_run.finding import SMALLEST_GROUP
from hengjian.engines.scoring.dry_run.trial import Trial
from hengjian.engines.scoring.sheets import ScoreSheet
from hengjian.engines.statistics.rounding import half_up


QUANTILES = (0, 10, 25, 50, 75, 90, 100)  # of a hundred
BIN = 10  # marks


@dataclass(frozen=True)
class Distribution:
    """Of one group; ``histogram`` counts totals from each bound to the next."""

    people: int
    mean: Decimal
    quantiles: Mapping[int, Decimal]
    histogram: Mapping[int, int]
    grades: Mapping[str, int]


def distribution(sheets: Sequence[ScoreSheet], decimals: int) -> Distribution | None:
    """How the totals of final sheets lie; None without any."""
    if not sheets:
        return None
    ordered = sorted(Fraction(sheet.total) for sheet in sheets)
    bins = Counter(int(total // BIN) * BIN for total in ordered)
    lowest, highest = min(bins), max(bins)
    grades = Counter(sheet.grade for sheet in sheets if sheet.grade is not None)
    return Distribution(
        len(ordered),
        half_up(sum(ordered, Fraction(0)) / len(ordered), decimals),
        {each: half_up(_quantile(ordered, each), decimals) for each in QUANTILES},
        {low: bins[low] for low in range(lowest, highest + 1, BIN)},
        dict(sorted(grades.items())),
    )


def _quantile(ordered: Sequence[Fraction], hundredth: int) -> Fraction:
    """Linear interpolation between order statistics, exact."""
    whole, rest = divmod((len(ordered) - 1) * hundredth, 100)
    if not rest:
        return ordered[whole]
    low, high = list(pairwise(ordered))[whole]
    return low + (high - low) * Fraction(rest, 100)


def groups(
    trial: Trial, key: Callable[[ScoreSheet], str]
) -> Mapping[str, list[ScoreSheet]]:
    """Final sheets by a key, groups of ten or more only, by name.

    Who belongs to no such group is in none: also not in a group of the rest, from which
    a single small one could be taken back by subtraction.
    """
    found: dict[str, list[ScoreSheet]] = defaultdict(list)
    for sheet in trial.final:
        found[key(sheet)].append(sheet)
    return {
        name: found[name]
        for name in sorted(found)
        if name and len(found[name]) >= SMALLEST_GROUP
    }
