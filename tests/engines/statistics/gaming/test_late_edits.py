"""Cards edited after the cut-off, mostly in the direction that helps."""

from hengjian.engines.statistics.gaming.late_edits import late_edits
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


def edited(random: Generator, helping: float) -> Signal | None:
    edits = int(random.integers(20, 60))
    helped = int(random.binomial(edits, helping))
    return late_edits(helped, edits - helped, cards=800)


def test_one_sided_edits_are_found() -> None:
    assert share_signalled(lambda random: edited(random, 0.9), 300) >= 0.95


def test_honest_corrections_give_few_false_alarms() -> None:
    assert share_signalled(lambda random: edited(random, 0.5), 2000) <= 0.002


def test_edits_that_harm_are_no_signal() -> None:
    assert late_edits(1, 40, cards=500) is None


def test_no_edits_say_nothing() -> None:
    assert late_edits(0, 0, cards=500) is None


def test_sentence_counts_both_directions() -> None:
    found = late_edits(30, 2, cards=500)

    assert found is not None
    assert found.kind is Kind.LATE_EDITS
    assert "30张使指标变好，2张变差" in found.sentence.zh
