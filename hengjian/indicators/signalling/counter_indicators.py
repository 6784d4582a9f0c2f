"""An indicator that improves while the one to be read with it gets worse."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.counter_indicators import counter_indicator
from hengjian.engines.statistics.gaming.signal import Signal
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.queries.values import Value
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import clearest, seen
from hengjian.indicators.signalling.windows import Window, windows


DIRECTED = {"up", "down"}


def counter_indicators(figures: Figures) -> Iterator[Seen]:
    """Pairs named by ``read_with`` that moved apart at one place."""
    for indicator, counter in _pairs(figures):
        for unit in figures.units:
            own = figures.courses.get((indicator.name, unit), ())
            other = figures.courses.get((counter.name, unit), ())
            found = clearest(
                (window, _signal(indicator, counter, own, other, window))
                for window in windows(figures.months, _first_month(own, other))
            )
            yield from seen(found, indicator.name, unit)


def _pairs(figures: Figures) -> Iterator[tuple[Indicator, Indicator]]:
    known = figures.packs.indicators
    for indicator in known.values():
        for name in indicator.read_with:
            counter = known.get(name)
            if (
                counter
                and _is_directed_share(indicator)
                and _is_directed_share(counter)
            ):
                yield indicator, counter


def _is_directed_share(indicator: Indicator) -> bool:
    return indicator.unit == "percent" and indicator.direction in DIRECTED


def _first_month(*courses: Sequence[Value]) -> str:
    """The first month in which both have cases; after every month where one has none."""
    return max(
        min((v.period for v in course if v.denominator), default="9999")
        for course in courses
    )


def _signal(
    indicator: Indicator,
    counter: Indicator,
    own: Sequence[Value],
    other: Sequence[Value],
    window: Window,
) -> Signal | None:
    counts = [
        _counted(course, months, each.flag_below or 1)
        for each, course in ((indicator, own), (counter, other))
        for months in (window.before, window.after)
    ]
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        return None
    before, after, counter_before, counter_after = known
    return counter_indicator(
        before,
        after,
        counter_before,
        counter_after,
        higher_is_better=indicator.direction == "up",
        counter_higher_is_better=counter.direction == "up",
    )


def _counted(
    course: Iterable[Value], months: tuple[str, ...], fewest: int
) -> Count | None:
    """The sums over some months; None where they are few or no share of a whole."""
    wanted = set(months)
    chosen = [value for value in course if value.period in wanted]
    numerator = sum((v.numerator or Decimal(0) for v in chosen), Decimal(0))
    denominator = sum((v.denominator or Decimal(0) for v in chosen), Decimal(0))
    whole = numerator == int(numerator) and denominator == int(denominator)
    if not whole or denominator < fewest or not 0 <= numerator <= denominator:
        return None
    return Count(int(numerator), int(denominator))
