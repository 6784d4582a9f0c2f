"""What cannot be told from chance: rates and counts behind items, and grades' edges.

A rate has its exact binomial interval (Clopper and Pearson), a count its exact Poisson
interval (Garwood), both at 95 %. Whether an item tells people apart at all: each person's
number is held against the one rate of all by exact tails of 2.5 %; chance alone puts no
more than one person in twenty beyond them, so their number is held against a binomial.

At an edge the marks at both ends of each interval are taken; half their distance is a
person's margin in that item, and margins of items add up as independent errors do (root
of the sum of squares). Floats draw intervals; comparisons are of exact squares of them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hengjian.engines.scoring.dry_run.finding import (
    SMALLEST_GROUP,
    Finding,
    Number,
    Topic,
)
from hengjian.engines.scoring.dry_run.trial import Behind, Events, Trial
from hengjian.engines.scoring.lines import Line, State
from hengjian.engines.scoring.rules import NOTHING, PerOccurrence
from hengjian.engines.scoring.sheets import ScoreSheet
from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import (
    binomial_at_least,
    binomial_at_most,
)
from hengjian.engines.statistics.intervals import Interval, clopper_pearson
from hengjian.engines.statistics.poisson import poisson_interval
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


TAIL = 0.025
AT_MOST = 0.05  # a chance above this one says nothing


def chance_items(trial: Trial, behind: Mapping[str, Behind]) -> list[Finding]:
    """Items whose differences between people chance alone would make as well."""
    found = []
    for item in trial.scheme.items:
        counts = [
            one
            for sheet in trial.final
            if sheet.person in behind
            and (one := behind[sheet.person].counts.get(item.item)) is not None
            and not (isinstance(one, Count) and one.denominator == 0)
        ]
        if len(counts) < SMALLEST_GROUP:
            continue
        outside = _outside(counts)
        chance = binomial_at_least(outside, len(counts), 2 * TAIL)
        shown = half_up(Fraction(len(counts), 20), 1)
        if chance <= AT_MOST:
            continue
        text = Text(
            f"“{item.item}”人与人的差别与偶然分不开：{len(counts)} 人中只有 {outside} 人"
            f"在全体水平的 95% 精确界限之外，仅凭偶然也会有至多约 {shown} 人",
            f"“{item.item}” cannot be told from chance: of {len(counts)} people "
            f"{outside} lie beyond the exact 95 % limits around all of them; chance "
            f"alone puts up to about {shown} there",
        )
        numbers: dict[str, Number] = {
            "people": len(counts),
            "outside": outside,
            "by_chance": shown,
        }
        found.append(Finding(Topic.CHANCE, text, item.item, numbers))
    return found


def _outside(counts: Sequence[Count | Events]) -> int:
    rates = [one for one in counts if isinstance(one, Count)]
    events = [one for one in counts if isinstance(one, Events)]
    beyond = 0
    if rates:
        successes = sum(one.numerator for one in rates)
        rate = successes / sum(one.denominator for one in rates)
        for one in rates:
            k, n = one.numerator, one.denominator
            low, high = binomial_at_most(k, n, rate), binomial_at_least(k, n, rate)
            beyond += min(low, high) < TAIL
    if events:
        mean = sum(one.count for one in events) / len(events)
        for each in events:
            around = poisson_interval(each.count)
            beyond += not around.low <= mean <= around.high
    return beyond


def squared_margin(sheet: ScoreSheet, behind: Behind | None) -> Fraction:
    """The square of how far chance may have moved a total, in marks."""
    if behind is None:
        return NOTHING
    margins = NOTHING
    for shown in sheet.lines:
        one = behind.counts.get(shown.line.item.item)
        if one is not None and shown.line.state is State.SCORED:
            margins += _item_margin(shown.line, one) ** 2
    return margins


def _item_margin(line: Line, one: Count | Events) -> Fraction:
    """Half the distance between the marks at the two ends of the interval."""
    if isinstance(one, Events):
        around: Interval | None = poisson_interval(one.count)
        seen = Fraction(one.count)
    else:
        around, seen = clopper_pearson(one), one.rate or NOTHING
    if around is None or isinstance(line.value, Mapping) or line.value is None:
        return NOTHING
    scale = 1 if isinstance(one, Events) else in_percent(line.value, seen)
    item = line.item
    low, high = (
        item.rule.marks(item.full, Fraction(bound) * scale)  # type: ignore[arg-type]
        for bound in (around.low, around.high)
    )
    stretched = line.full / item.full
    if line.highest:
        stretched *= item.full / line.highest
    return abs(high - low) * stretched / 2


def in_percent(value: Fraction, rate: Fraction) -> int:
    """100 where a value tells its rate in percent, 1 where it is the rate itself."""
    return 1 if abs(value - rate) < abs(value - rate * 100) else 100


def agrees(value: Fraction, one: Count | Events) -> bool:
    """Whether an item's value is what stands behind it, as a number or in percent."""
    if isinstance(one, Events):
        return value == one.count
    if one.rate is None:
        return True
    return abs(value - one.rate * 100) <= Fraction(1, 2) or (
        abs(value - one.rate) <= Fraction(1, 200)
    )


def takes_counts(rule: object) -> bool:
    """Whether counts can stand behind a rule's value: not with coefficients."""
    return not (isinstance(rule, PerOccurrence) and rule.coefficients)


def edges(trial: Trial, behind: Mapping[str, Behind]) -> list[Finding]:
    """For each grade with people on both sides: how many chance could put across."""
    margins = {
        sheet.person: squared_margin(sheet, behind.get(sheet.person))
        for sheet in trial.final
    }
    if not any(margins.values()):
        return []
    found = []
    names = [grade.grade for grade in trial.scheme.grades]
    graded = [sheet for sheet in trial.final if sheet.grade is not None]
    for place, name in enumerate(names[:-1]):
        within = [s for s in graded if names.index(s.grade or name) <= place]
        below = [s for s in graded if names.index(s.grade or name) > place]
        if not within or not below:
            continue
        last = min(within, key=lambda sheet: (sheet.total, sheet.person))
        first = max(below, key=lambda sheet: (sheet.total, sheet.person))
        above = _close(within, first, margins)
        under = _close(below, last, margins)
        if not above and not under:
            continue
        text = Text(
            f"“{name}”的边缘：线上 {above} 人、线下 {under} 人"
            "与对面最近一人的差距在偶然范围之内（95%，各项误差按平方和开方合成）",
            f"at the edge of “{name}” {above} people above and "
            f"{under} below differ from the nearest on the other side by no "
            "more than chance (95 %, errors of items added as squares)",
        )
        numbers: dict[str, Number] = {"grade": name, "above": above, "below": under}
        found.append(Finding(Topic.CHANCE, text, None, numbers))
    return found


def _close(
    sheets: Sequence[ScoreSheet], other: ScoreSheet, margins: Mapping[str, Fraction]
) -> int:
    return sum(
        Fraction(sheet.total - other.total) ** 2
        <= margins[sheet.person] + margins[other.person]
        for sheet in sheets
    )
