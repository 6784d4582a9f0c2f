"""Counter-indicator: an indicator improves while the one to be read with it worsens."""

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import higher_share
from hengjian.engines.statistics.gaming.signal import Kind, Signal, percent, signal


# Both moves must be this rare; together they are far rarer where nothing has changed
AT_MOST_EACH = 1e-2


def counter_indicator(
    before: Count,
    after: Count,
    counter_before: Count,
    counter_after: Count,
    *,
    higher_is_better: bool,
    counter_higher_is_better: bool,
    at_most: float = AT_MOST_EACH,
) -> Signal | None:
    """Both moves must be more than chance; the reported chance is the larger of the two."""
    pairs = ((before, after), (counter_before, counter_after))
    moves = [_move(earlier, later) for earlier, later in pairs]
    if "" in moves:
        return None
    improving = _chance_of_rise(before, after, rises=higher_is_better)
    worsening = _chance_of_rise(
        counter_before, counter_after, rises=not counter_higher_is_better
    )
    chance = max(improving, worsening)
    if chance > at_most:
        return None
    return signal(
        Kind.COUNTER_INDICATOR,
        chance,
        f"本指标好转({moves[0]})，对应的反向指标同时变差({moves[1]})",
        f"The indicator improves ({moves[0]}) while the one to be read with it gets "
        f"worse ({moves[1]})",
        chance_of_improvement=improving,
        chance_of_worsening=worsening,
    )


def _chance_of_rise(before: Count, after: Count, *, rises: bool) -> float:
    """Chance of a rise as large as this one (or of such a fall), were nothing changed."""
    first, second = before.numerator, after.numerator
    if not rises:
        first, second = before.denominator - first, after.denominator - second
    return higher_share(first, before.denominator, second, after.denominator)


def _move(before: Count, after: Count) -> str:
    if before.rate is None or after.rate is None:
        return ""
    return f"{percent(before.rate)} → {percent(after.rate)}"
