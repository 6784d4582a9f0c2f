"""Error rates by rule, with what each rule says and how many findings are open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import AWAITING, Finding
from hengjian.warehouse.queries.card_titles import card_titles, rule_messages
from hengjian.warehouse.queries.dimensions import error_rate
from hengjian.warehouse.queries.quality import QualityFilter, error_rates_by_rule


@dataclass(frozen=True)
class RuleRow:
    """One rule of one card."""

    card: str
    rule: str
    message: Text
    level: str
    dimension: str
    kind: str
    checked: int
    failed: int
    awaiting: int

    @property
    def rate(self) -> Decimal | None:
        """Percent with two decimals; None where nothing was asked."""
        return error_rate(self.failed, self.checked)

    @property
    def is_tiny(self) -> bool:
        """Something failed, too little for two decimals."""
        return bool(self.failed) and self.rate == 0


SORTS: dict[str, Callable[[RuleRow], object]] = {
    "card": lambda row: (row.card, row.rule),
    "dimension": lambda row: row.dimension,
    "checked": lambda row: row.checked,
    "failed": lambda row: row.failed,
    "rate": lambda row: Decimal(row.failed) / row.checked if row.checked else -1,
    "awaiting": lambda row: row.awaiting,
}


def rule_rows(
    narrowed: QualityFilter, seen: QuerySet[Finding], *, dimension: str = ""
) -> list[RuleRow]:
    """Every rule that was asked; ``seen`` are the findings counted as open."""
    messages = {card: rule_messages(card) for card in card_titles()}
    waiting = {
        (card, rule): number
        for card, rule, number in seen.filter(state__in=AWAITING)
        .order_by()
        .values_list("table__name", "rule")
        .annotate(Count("id"))
    }
    rows = []
    for tally in error_rates_by_rule(narrowed):
        card, rule, level, of_dimension, kind = tally.by
        if dimension and of_dimension != dimension:
            continue
        rows.append(
            RuleRow(
                card,
                rule,
                messages.get(card, {}).get(rule, Text.same(rule)),
                level,
                of_dimension,
                kind,
                tally.checked,
                tally.failed,
                waiting.get((card, rule), 0),
            )
        )
    return rows


def in_order(rows: Iterable[RuleRow], sort: str) -> list[RuleRow]:
    """By a column (``-rate`` is backwards); most broken first where none is named."""
    wanted = sort if sort.lstrip("-") in SORTS else "-rate"
    key = SORTS[wanted.lstrip("-")]
    return sorted(rows, key=key, reverse=wanted.startswith("-"))  # type: ignore[arg-type]
