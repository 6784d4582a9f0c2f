"""Targets set low, and results held at them.

Targets are set above this app; whoever keeps them registers under ``indicators.targets``
among the providers: a function of the run that gives ``Target`` objects.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.low_targets import low_target
from hengjian.engines.statistics.gaming.ratchets import ratchet
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import Value
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import seen
from hengjian.indicators.signalling.windows import Window
from hengjian.lib.registers import registered


PROVIDER = "indicators.targets"


@dataclass(frozen=True)
class Target:
    """A target of one place for some months, in the indicator's terms (90 for 90 %)."""

    indicator: str
    unit: str
    value: Decimal
    first_month: str
    last_month: str


def targets_of(run: Run) -> list[Target]:
    """Every target that somebody keeps for the run's months."""
    return [
        target
        for provider in registered("PROVIDERS", PROVIDER)
        for target in provider(run)
    ]


def low_and_held(figures: Figures, targets: Iterable[Target]) -> Iterator[Seen]:
    """Targets that ordinary work reaches, and results that never leave theirs."""
    for target in targets:
        indicator = figures.packs.indicators.get(target.indicator)
        if indicator is None or indicator.direction not in {"up", "down"}:
            continue
        course = [
            value
            for value in figures.courses.get((target.indicator, target.unit), ())
            if value.period <= figures.last_month
        ]
        yield from _low(indicator, target, course)
        yield from _held(indicator, target, course)


def _low(indicator: Indicator, target: Target, course: list[Value]) -> Iterator[Seen]:
    earlier = [value for value in course if value.period < target.first_month][-24:]
    signal = low_target(
        [
            None if value.value is None or value.is_small else Fraction(value.value)
            for value in earlier
        ],
        Fraction(target.value),
        higher_is_better=indicator.direction == "up",
    )
    if signal is not None:
        window = Window((), (target.first_month, target.last_month))
        yield from seen((window, signal), indicator.name, target.unit)


def _held(indicator: Indicator, target: Target, course: list[Value]) -> Iterator[Seen]:
    if indicator.unit != "percent":
        return
    within = [
        value
        for value in course
        if target.first_month <= value.period <= target.last_month
    ]
    signal = ratchet(
        [_count(value) for value in within],
        [Fraction(target.value) / 100] * len(within),
        higher_is_better=indicator.direction == "up",
    )
    if signal is not None:
        window = Window((), tuple(value.period for value in within))
        yield from seen((window, signal), indicator.name, target.unit)


def _count(value: Value) -> Count | None:
    numerator, denominator = value.numerator, value.denominator
    if numerator is None or not denominator or not 0 <= numerator <= denominator:
        return None
    if numerator != int(numerator) or denominator != int(denominator):
        return None
    return Count(int(numerator), int(denominator))
