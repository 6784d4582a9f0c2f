"""Work that is closed in the last days before the cut-off."""

import numpy as np

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.cut_off_spikes import (
    cut_off_spike,
    near_cut_off,
)
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import (
    Generator,
    drawn,
    share_signalled,
)


CUT_OFFS = np.array(["2026-01-25", "2026-02-25", "2026-03-25"], dtype="datetime64[D]")


def closed(random: Generator, rushed: float) -> Count:
    """A quarter's closings, of which a share is put off or hurried to the cut-off."""
    days = np.datetime64("2025-12-26") + random.integers(0, 90, 240)
    to = CUT_OFFS[np.minimum(np.searchsorted(CUT_OFFS, days), 2)]
    hurried = random.random(240) < rushed
    return near_cut_off(np.where(hurried, to, days), CUT_OFFS)


def clean(random: Generator) -> Signal | None:
    return cut_off_spike(closed(random, 0), drawn(random, 3000, 0.1))


def planted(random: Generator) -> Signal | None:
    return cut_off_spike(closed(random, 0.25), drawn(random, 3000, 0.1))


def test_planted_spike_is_found() -> None:
    assert share_signalled(planted, 300) >= 0.95


def test_even_closings_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005


def test_last_three_days_include_the_cut_off() -> None:
    days = np.array(
        ["2026-01-22", "2026-01-23", "2026-01-25", "2026-01-26", "2026-03-26"],
        dtype="datetime64[D]",
    )

    # the 26th belongs to the next month; after the last cut-off nothing is known
    assert near_cut_off(days, CUT_OFFS) == Count(2, 4)


def test_busy_ends_of_months_everywhere_are_usual() -> None:
    assert cut_off_spike(Count(40, 100), Count(1000, 3000)) is None


def test_few_closings_may_be_near_by_chance() -> None:
    assert cut_off_spike(Count(3, 8), Count(300, 3000)) is None


def test_sentence_compares_with_the_usual() -> None:
    found = cut_off_spike(Count(40, 100), Count(300, 3000))

    assert found is not None
    assert found.kind is Kind.CUT_OFF_SPIKE
    assert "占40%，通常为10%" in found.sentence.zh


def test_no_closings_say_nothing() -> None:
    assert cut_off_spike(Count(0, 0), Count(1, 10)) is None
    assert cut_off_spike(Count(5, 10), Count(0, 0)) is None
