"""Error rates by rule, procuratorate and dimension: integers, never divided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Sum

from hengjian.lib.clock import SHANGHAI
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.models import ImportState, RuleCount


@dataclass(frozen=True)
class Tally:
    """How many cards were asked and how many failed; ``by`` names what they share."""

    by: tuple[str, ...]
    checked: int
    failed: int


@dataclass(frozen=True)
class QualityFilter:
    """Which imports count: of a card, a span of days on which they went live, a place."""

    card: str = ""
    first: date | None = None
    last: date | None = None
    place: Procuratorate | None = None
    card_import: int | None = None


def error_rates_by_rule(narrowed: QualityFilter) -> list[Tally]:
    """By card, rule, level, dimension and kind."""
    return _tallies(
        narrowed,
        ("card_import__table__name", "rule", "level", "dimension", "kind"),
    )


def error_rates_by_dimension(narrowed: QualityFilter) -> list[Tally]:
    """By procuratorate and dimension (correct, complete, consistent, timely)."""
    return _tallies(narrowed, ("unit_code", "dimension"))


def error_rates_by_rule_and_unit(narrowed: QualityFilter) -> list[Tally]:
    """By card, rule, dimension and procuratorate."""
    return _tallies(
        narrowed, ("card_import__table__name", "rule", "dimension", "unit_code")
    )


def error_rates_by_month(narrowed: QualityFilter) -> list[Tally]:
    """By the month in which imports went live (``2026-10``) and dimension."""
    rows = _counts(narrowed).values_list(
        "card_import__live_at", "dimension", "checked", "failed"
    )
    sums: dict[tuple[str, str], list[int]] = {}
    for live_at, dimension, checked, failed in rows:
        assert live_at is not None  # noqa: S101 (the state is live)
        total = sums.setdefault((_month(live_at), dimension), [0, 0])
        total[0] += checked
        total[1] += failed
    return [Tally(by, *total) for by, total in sorted(sums.items())]


def _tallies(narrowed: QualityFilter, by: Sequence[str]) -> list[Tally]:
    rows: Any = (
        _counts(narrowed)
        .order_by()
        .values(*by)
        .annotate(asked=Sum("checked"), broken=Sum("failed"))
        .order_by(*by)
    )
    return [
        Tally(tuple(row[name] for name in by), row["asked"], row["broken"])
        for row in rows
    ]


def _counts(narrowed: QualityFilter) -> QuerySet[RuleCount]:
    found = RuleCount.objects.filter(card_import__state=ImportState.LIVE)
    if narrowed.card:
        found = found.filter(card_import__table__name=narrowed.card)
    if narrowed.card_import is not None:
        found = found.filter(card_import_id=narrowed.card_import)
    if narrowed.first is not None:
        found = found.filter(card_import__live_at__date__gte=narrowed.first)
    if narrowed.last is not None:
        found = found.filter(card_import__live_at__date__lte=narrowed.last)
    if narrowed.place is not None:
        below = Procuratorate.objects.filter(path__startswith=narrowed.place.path)
        found = found.filter(unit_code__in=below.values("code"))
    return found


def _month(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m")
