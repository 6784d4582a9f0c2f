"""Cards edited after the cut-off, mostly in the direction that helps."""

from hengjian.engines.statistics.distributions import binomial_at_least
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


def late_edits(
    helping: int, harming: int, cards: int, *, at_most: float = AT_MOST
) -> Signal | None:
    """Edits after the cut-off that changed an indicator for the better or the worse.

    Honest corrections go both ways: were they as likely to help as to harm, so many
    helping ones would be rare. ``cards``: those of the period, for the sentence.
    """
    edits = helping + harming
    if not edits:
        return None
    chance = binomial_at_least(helping, edits, 0.5)
    if chance > at_most:
        return None
    return signal(
        Kind.LATE_EDITS,
        chance,
        f"截止后修改案卡{edits}张(共{cards}张)，其中{helping}张使指标变好，{harming}张变差",
        f"{edits} of {cards} cards were edited after the cut-off: {helping} edits made "
        f"the indicator better, {harming} worse",
        helping=helping,
        harming=harming,
        cards=cards,
    )
