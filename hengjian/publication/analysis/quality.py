"""Case-card quality for a report: how often rules were asked and broken, in integers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.publication.analysis.asked import Asked
from hengjian.warehouse.models import AWAITING, Finding
from hengjian.warehouse.queries.findings import FindingFilter, findings
from hengjian.warehouse.queries.quality import (
    QualityFilter,
    error_rates_by_rule_and_unit,
)
from hengjian.warehouse.wording import DIMENSIONS, ROW_RULES


MOST_RULES = 10


@dataclass(frozen=True)
class QualityCount:
    """Asked so often, broken so often."""

    checked: int
    failed: int

    @property
    def rate(self) -> Decimal | None:
        """Broken in ten thousand asked, two decimals; None where nothing was asked."""
        if not self.checked:
            return None
        return half_up(Fraction(10_000 * self.failed, self.checked), 2)


@dataclass(frozen=True)
class RuleCount:
    """One rule of one card."""

    card: Text
    rule: str
    message: Text
    dimension: str
    count: QualityCount


@dataclass(frozen=True)
class Quality:
    """What was imported in a span of days, and the findings it raised."""

    first: date
    last: date
    total: QualityCount
    dimensions: dict[str, QualityCount]
    rules: tuple[RuleCount, ...]  # broken most first
    broken_rules: int
    raised: int
    awaiting: int
    overdue: int


def quality_of(packs: Loaded, asked: Asked, first: date, last: date) -> Quality:
    """The quality of the cards that a place imported from the period's first day on."""
    codes = _codes(asked)
    tallies = [
        tally
        for tally in error_rates_by_rule_and_unit(
            QualityFilter(first=first, last=last, place=asked.unit)
        )
        if tally.by[3] in codes
    ]
    by_dimension: dict[str, list[int]] = {name: [0, 0] for name in DIMENSIONS}
    by_rule: dict[tuple[str, str, str], list[int]] = {}
    for tally in tallies:
        card, rule, dimension, _ = tally.by
        for sums in (
            by_dimension.setdefault(dimension, [0, 0]),
            by_rule.setdefault((card, rule, dimension), [0, 0]),
        ):
            sums[0] += tally.checked
            sums[1] += tally.failed
    broken = {key: sums for key, sums in by_rule.items() if sums[1]}
    ordered = sorted(broken, key=lambda key: (-broken[key][1], key))
    seen = _findings(asked, codes)
    waiting = seen.filter(state__in=AWAITING)
    return Quality(
        first=first,
        last=last,
        total=QualityCount(
            sum(sums[0] for sums in by_dimension.values()),
            sum(sums[1] for sums in by_dimension.values()),
        ),
        dimensions={name: QualityCount(*sums) for name, sums in by_dimension.items()},
        rules=tuple(_rule(packs, key, broken[key]) for key in ordered[:MOST_RULES]),
        broken_rules=len(broken),
        raised=seen.filter(raised_on__gte=first, raised_on__lte=last).count(),
        awaiting=waiting.count(),
        overdue=waiting.filter(due_on__lt=last).count(),
    )


def _codes(asked: Asked) -> Counter[str]:
    if not asked.whole:
        return Counter([asked.unit.code])
    below = Procuratorate.objects.filter(path__startswith=asked.unit.path)
    return Counter(below.values_list("code", flat=True))


def _findings(asked: Asked, codes: Counter[str]) -> QuerySet[Finding]:
    return findings(FindingFilter(place=asked.unit)).filter(unit_code__in=list(codes))


def _rule(packs: Loaded, key: tuple[str, str, str], sums: list[int]) -> RuleCount:
    card, rule, dimension = key
    pack = packs.packs.get(card)
    title = pack.title if pack is not None else Text.same(card)
    return RuleCount(
        title, rule, _message(packs, card, rule), dimension, QualityCount(*sums)
    )


def _message(packs: Loaded, card: str, rule: str) -> Text:
    if rule in ROW_RULES:
        return ROW_RULES[rule]
    pack = packs.packs.get(card)
    if pack is None or pack.card is None:
        return Text.same(rule)
    checks = [*pack.card.checks]
    checks += [
        check for rolled in pack.rolled_cards.values() for check in rolled.checks
    ]
    return next((c.message for c in checks if c.name == rule), Text.same(rule))
