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
    """Every rule that was asked; ``seen`` are the findings counted as open.

    Rules about whole cases count cases, balances count places and months. One that no
    import in the span asked stands here with its open findings and without a rate.
    """
    messages = {card: rule_messages(card) for card in card_titles()}
    waiting = _waiting(seen)
    tallied = {tally.by: tally for tally in error_rates_by_rule(narrowed)}
    rows = []
    cases = [by for by in _waiting(_raised_within(seen, narrowed)) if "." in by[1]]
    for by in dict.fromkeys((*tallied, *cases)):
        card, rule, level, of_dimension, kind = by
        if dimension and of_dimension != dimension:
            continue
        tally = tallied.get(by)
        rows.append(
            RuleRow(
                card,
                rule,
                messages.get(card, {}).get(rule, Text.same(rule)),
                level,
                of_dimension,
                kind,
                tally.checked if tally else 0,
                tally.failed if tally else 0,
                waiting.get(by, 0),
            )
        )
    return rows


def _raised_within(
    seen: QuerySet[Finding], narrowed: QualityFilter
) -> QuerySet[Finding]:
    if narrowed.first is not None:
        seen = seen.filter(raised_on__gte=narrowed.first)
    if narrowed.last is not None:
        seen = seen.filter(raised_on__lte=narrowed.last)
    return seen


def _waiting(seen: QuerySet[Finding]) -> dict[tuple[str, ...], int]:
    """Open findings by card, rule, level, dimension and kind."""
    counted = (
        seen.filter(state__in=AWAITING)
        .order_by()
        .values_list("table__name", "rule", "level", "dimension", "kind")
        .annotate(Count("id"))
    )
    return {tuple(row[:-1]): row[-1] for row in counted}


def in_order(rows: Iterable[RuleRow], sort: str) -> list[RuleRow]:
    """By a column (``-rate`` is backwards); most broken first where none is named."""
    wanted = sort if sort.lstrip("-") in SORTS else "-rate"
    key = SORTS[wanted.lstrip("-")]
    return sorted(rows, key=key, reverse=wanted.startswith("-"))  # type: ignore[arg-type]
