"""A rate that improves because fewer cases are counted in it."""

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.shrinking_denominators import (
    shrinking_denominator,
)
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


def signalled(random: Generator, counted: float, rate: float = 0.5) -> Signal | None:
    """Of 800 received, half are counted and half of those are good, until the change."""
    received, received_later = (int(one) for one in random.poisson(800, 2))
    before = int(random.binomial(received, 0.5))
    good = int(random.binomial(before, 0.5))
    after = int(random.binomial(received_later, counted))
    good_later = min(after, int(random.binomial(received_later, 0.5 * rate)))
    return shrinking_denominator(
        Count(good, before),
        Count(good_later, after),
        intake_before=received,
        intake_after=received_later,
        higher_is_better=True,
    )


def test_planted_shrinking_is_found_where_the_work_is_the_same() -> None:
    found = share_signalled(lambda random: signalled(random, 0.35, 0.47), 300)

    assert found >= 0.85


def test_clean_periods_give_few_false_alarms() -> None:
    assert share_signalled(lambda random: signalled(random, 0.5), 1000) <= 0.005


def test_real_improvement_is_no_signal() -> None:
    assert share_signalled(lambda random: signalled(random, 0.5, 0.7), 1000) <= 0.005


def part_signalled(random: Generator, left_out: float) -> Signal | None:
    """Of 150 received nearly all are counted, one in five of them is not in time."""
    received, received_later = (int(one) for one in random.poisson(150, 2))
    good = int(random.binomial(received, 0.8))
    good_later = int(random.binomial(received_later, 0.8))
    bad_counted = int(random.binomial(received_later - good_later, 1 - left_out))
    return shrinking_denominator(
        Count(good, received),
        Count(good_later, good_later + bad_counted),
        intake_before=received,
        intake_after=received_later,
        higher_is_better=True,
        is_part=True,
    )


def test_part_of_the_intake_that_is_left_out_shows_in_small_places() -> None:
    assert share_signalled(lambda random: part_signalled(random, 0.9), 300) >= 0.8


def test_part_of_the_intake_that_stays_gives_no_signal() -> None:
    assert share_signalled(lambda random: part_signalled(random, 0.0), 500) <= 0.005


def example(after: Count, *, higher_is_better: bool = True) -> Signal | None:
    return shrinking_denominator(
        Count(200, 400),
        after,
        intake_before=800,
        intake_after=800,
        higher_is_better=higher_is_better,
    )


def test_sentence_names_denominator_and_intake() -> None:
    found = example(Count(200, 280))

    assert found is not None
    assert found.kind is Kind.SHRINKING_DENOMINATOR
    assert "分母由400变为280" in found.sentence.zh
    assert "shrank" in found.sentence.en


def test_more_good_work_explains_the_rate() -> None:
    assert example(Count(230, 280)) is None


def test_rate_that_does_not_improve_needs_no_explanation() -> None:
    assert example(Count(130, 280)) is None


def test_for_what_should_be_low_the_denominator_swells() -> None:
    found = example(Count(200, 600), higher_is_better=False)

    assert found is not None
    assert "swelled" in found.sentence.en


def test_nothing_to_compare_says_nothing() -> None:
    assert example(Count(0, 0)) is None
