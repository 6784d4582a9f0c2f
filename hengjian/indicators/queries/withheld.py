"""Values that would give a sealed card away: small counts that may hold one.

A cell may hold a sealed card when its indicator counts the card's table, its place is
the card's or one above, and its period meets the days that the card tells of (for a
stock: any day from the first on). That is judged on the safe side: some cells are kept
back in which the card was not counted. Counts from 10 on are told, with the card in them.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from hengjian.engines.indicators.periods import CutOff, read_period
from hengjian.engines.indicators.shapes import Shapes
from hengjian.indicators import run_inputs
from hengjian.indicators.models import CitedValue, Run
from hengjian.indicators.queries.behind import SMALL
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.queries.sealed import SealedPlace, sealed_places


if TYPE_CHECKING:
    from hengjian.indicators.queries.values import Value

FLAG = "withheld"


class Withheld:
    """Says of a run's values which may be told."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._places = sealed_places()
        self._spans: dict[str, tuple[date, date] | None] = {}

    def told(self, value: "Value") -> "Value":
        """The value, or what is left of it: never a small count, nor what yields it."""
        if self.is_idle or not _is_small(value):
            return value
        if not self.may_hold(value.indicator, value.unit, value.period):
            return value
        return replace(
            value,
            numerator=None if _few(value.numerator) else value.numerator,
            denominator=None if _few(value.denominator) else value.denominator,
            value=None,
            flags=(*value.flags, FLAG),
        )

    @property
    def is_idle(self) -> bool:
        """Whether nothing at all is sealed."""
        return not self._places

    def may_hold(self, indicator: str, unit: str, period: str) -> bool:
        """Whether a sealed card may have been counted in a cell, whatever its size."""
        cards = self._cards.get(indicator, {})
        span = self._span(period)
        return any(
            place.card in cards
            and (not unit or unit in self._above.get(place.unit_code, ()))
            and _meets(span, place, is_stock=cards[place.card])
            for place in self._places
        )

    def hides_cited(self, cited: CitedValue) -> bool:
        """Whether a value that was written into a paper may not be told any more."""
        if not self.may_hold(cited.indicator, cited.unit, cited.period):
            return False
        sides = [cited.numerator, cited.denominator]
        told = [Decimal(each) for each in sides if each] or (
            [Decimal(cited.value)] if cited.value else []
        )
        return any(0 < each < SMALL for each in told)

    @cached_property
    def _cards(self) -> dict[str, dict[str, bool]]:
        """Indicator → the tables it counts, and whether as a stock."""
        packs = run_inputs.packs_of(self._run)
        shapes = Shapes(packs)
        found: dict[str, dict[str, bool]] = {}
        for indicator in packs.indicators.values():
            counted = found.setdefault(indicator.name, {})
            for dated in indicator.value:
                for name in dated.formula.measures:
                    measure = packs.measures[name]
                    table = shapes.of_measure(measure).base.name
                    is_stock = measure.open is not None or measure.dated_by is None
                    counted[table] = counted.get(table, False) or is_stock
        return found

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        """Code of a sealed card's place → its own and those above it."""
        paths = dict(Procuratorate.objects.values_list("code", "path"))
        return {
            place.unit_code: {
                code
                for code, path in paths.items()
                if paths.get(place.unit_code, "").startswith(path)
            }
            | {place.unit_code}
            for place in self._places
        }

    def _span(self, period: str) -> tuple[date, date] | None:
        if period not in self._spans:
            self._spans[period] = _days(period, self._cutoff)
        return self._spans[period]

    @cached_property
    def _cutoff(self) -> CutOff:
        return CutOff(tuple((first, day) for first, day in self._run.cutoff))


def _days(period: str, cutoff: CutOff) -> tuple[date, date] | None:
    """The first and last day of a period; None for all time or a stretch of its own."""
    try:
        _, months = read_period(period)
    except UserFault:
        return None
    if months is None:
        return None
    first = months[0] - months[0] % 12 if ".." in period else months[0]
    return cutoff.first_day(first), cutoff.last_day(months[1])


def _meets(
    span: tuple[date, date] | None, place: SealedPlace, *, is_stock: bool
) -> bool:
    if span is None or place.first_on is None or place.last_on is None:
        return True
    return place.first_on <= span[1] and (is_stock or span[0] <= place.last_on)


def _few(count: "Decimal | None") -> bool:
    return count is not None and 0 <= count < SMALL


def _is_small(value: "Value") -> bool:
    """A side that is small though not nothing at all; a bare value stands for its count."""
    sides = [each for each in (value.numerator, value.denominator) if each is not None]
    if not sides:
        return value.value is not None and 0 < value.value < SMALL
    return any(0 < each < SMALL for each in sides)
