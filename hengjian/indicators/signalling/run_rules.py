"""A month that leaves the own course's noise: XmR and p charts by the usual rules."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.run_rules import RULE_TEXTS, Rule
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.queries.formatting import MISSING, value_text
from hengjian.indicators.queries.limits import Course, course
from hengjian.indicators.queries.values import Value
from hengjian.indicators.signal_wording import RUN_RULE
from hengjian.indicators.signalling.figures import Figures
from hengjian.lib.bilingual import Text


COURSE = 24  # months
UNJUDGED = {"small", "provisional", "retired", "not_in_force", "clipped"}


def run_rules(figures: Figures) -> Iterator[Seen]:
    """Indicators whose newest ended month completes a rule at a place."""
    last = figures.last_month
    for (name, unit), values in figures.courses.items():
        indicator = figures.packs.indicators.get(name)
        shown = [value for value in values if value.period <= last][-COURSE:]
        if indicator is None or not unit or not shown or shown[-1].period != last:
            continue
        if UNJUDGED.isdisjoint(shown[-1].flags):
            yield from _at_the_end(indicator, unit, shown)


def _at_the_end(
    indicator: Indicator, unit: str, values: Sequence[Value]
) -> Iterator[Seen]:
    found = course(indicator, values)
    now = values[-1]
    fresh = set(found.broken.get(now.period, ()))
    if len(values) > 1:
        # what went on from the month before was said then
        fresh -= found.broken.get(values[-2].period, frozenset()) - {Rule.BEYOND_LIMITS}
    if not fresh:
        return
    rules = sorted(fresh)
    value = value_text(now.value, indicator)
    usual = _usual(indicator, found)
    yield Seen(
        kind=RUN_RULE,
        indicator=indicator.name,
        period=now.period,
        unit=unit,
        sentence=Text(
            f"本月{value}，自身通常在{usual}左右："
            + "、".join(RULE_TEXTS[r].zh for r in rules),
            f"{value} this month where the own course lies around {usual}: "
            + ", ".join(RULE_TEXTS[r].en for r in rules),
        ),
        evidence={
            "rules": [rule.value for rule in rules],
            "value": None if now.value is None else str(now.value),
            "numerator": None if now.numerator is None else str(now.numerator),
            "denominator": None if now.denominator is None else str(now.denominator),
            "limits": list(found.limits) if found.limits else None,
        },
    )


def _usual(indicator: Indicator, found: Course) -> str:
    """The centre of the own course as people read it."""
    if found.limits is None:
        return MISSING
    return value_text(Decimal(str(found.limits[1])), indicator)
