"""An indicator improves while the one to be read with it worsens."""

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.counter_indicators import counter_indicator
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import (
    Generator,
    drawn,
    share_signalled,
)


def read_together(random: Generator, own: float, counter: float) -> Signal | None:
    """Adoption should be high (from 80 %), reconsideration low (from 5 %)."""
    return counter_indicator(
        drawn(random, 300, 0.8),
        drawn(random, 300, own),
        drawn(random, 500, 0.05),
        drawn(random, 500, counter),
        higher_is_better=True,
        counter_higher_is_better=False,
    )


def test_planted_pair_is_found() -> None:
    assert share_signalled(lambda r: read_together(r, 0.94, 0.14), 300) >= 0.95


def test_clean_pairs_give_few_false_alarms() -> None:
    assert share_signalled(lambda r: read_together(r, 0.8, 0.05), 1000) <= 0.002


def test_real_improvement_alone_gives_few_false_alarms() -> None:
    assert share_signalled(lambda r: read_together(r, 0.94, 0.05), 1000) <= 0.01


ROSE = (Count(240, 300), Count(282, 300))
WORSENED = (Count(25, 500), Count(70, 500))


def pair(own: tuple[Count, Count], counter: tuple[Count, Count]) -> Signal | None:
    return counter_indicator(
        *own, *counter, higher_is_better=True, counter_higher_is_better=False
    )


def test_sentence_shows_both_moves() -> None:
    found = pair(ROSE, WORSENED)

    assert found is not None
    assert found.kind is Kind.COUNTER_INDICATOR
    assert "80% → 94%" in found.sentence.zh
    assert "5% → 14%" in found.sentence.zh


def test_both_improving_is_no_signal() -> None:
    assert pair(ROSE, WORSENED[::-1]) is None


def test_missing_rate_says_nothing() -> None:
    assert pair((Count(0, 0), Count(282, 300)), WORSENED) is None
    assert pair(ROSE, (Count(25, 500), Count(0, 0))) is None


def test_counter_that_should_be_high_worsens_by_falling() -> None:
    found = counter_indicator(
        *ROSE, *WORSENED[::-1], higher_is_better=True, counter_higher_is_better=True
    )

    assert found is not None
    assert "14% → 5%" in found.sentence.zh
