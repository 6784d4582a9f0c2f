"""The four dimensions of card quality: asked, broken, still open."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, QuerySet

from hengjian.engines.statistics.rounding import half_up
from hengjian.warehouse.models import AWAITING, Finding
from hengjian.warehouse.queries.quality import (
    QualityFilter,
    error_rates_by_dimension,
)
from hengjian.warehouse.wording import DIMENSIONS


def error_rate(failed: int, checked: int) -> Decimal | None:
    """Percent with two decimals, rounded half up; None where nothing was asked."""
    return half_up(Fraction(100 * failed, checked), 2) if checked else None


@dataclass(frozen=True)
class DimensionTile:
    """One dimension: how often its rules were asked and broken, what still waits."""

    dimension: str
    checked: int
    failed: int
    awaiting: int

    @property
    def rate(self) -> Decimal | None:
        """Percent of the asked; None where nothing was asked. Missing is not zero."""
        return error_rate(self.failed, self.checked)

    @property
    def is_tiny(self) -> bool:
        """Something failed, too little for two decimals."""
        return bool(self.failed) and self.rate == 0


def dimension_tiles(
    narrowed: QualityFilter, seen: QuerySet[Finding]
) -> list[DimensionTile]:
    """The four tiles; ``seen`` are the findings among which the open ones are counted."""
    checked: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for tally in error_rates_by_dimension(narrowed):
        _, dimension = tally.by
        checked[dimension] += tally.checked
        failed[dimension] += tally.failed
    waiting = dict(
        seen.filter(state__in=AWAITING)
        .order_by()
        .values_list("dimension")
        .annotate(Count("id"))
    )
    return [
        DimensionTile(name, checked[name], failed[name], waiting.get(name, 0))
        for name in DIMENSIONS
    ]
