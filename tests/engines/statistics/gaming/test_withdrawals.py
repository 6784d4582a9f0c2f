"""Non-prosecution turned into withdrawal."""

from hengjian.engines.statistics.gaming.signal import Kind, Signal
from hengjian.engines.statistics.gaming.withdrawals import (
    Endings,
    non_prosecution_into_withdrawal,
)
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


def endings(random: Generator, withdrawn_share: float, rate: float = 0.18) -> Endings:
    """Persons of half a year: 18 % leave without prosecution, some by withdrawal."""
    concluded = int(random.integers(500, 900))
    left = int(random.binomial(concluded, rate))
    withdrawn = int(random.binomial(left, withdrawn_share))
    return Endings(left - withdrawn, withdrawn, concluded)


def clean(random: Generator) -> Signal | None:
    return non_prosecution_into_withdrawal(endings(random, 0.1), endings(random, 0.1))


def planted(random: Generator) -> Signal | None:
    return non_prosecution_into_withdrawal(endings(random, 0.1), endings(random, 0.4))


def milder(random: Generator) -> Signal | None:
    """Another practice, not another label: fewer leave without prosecution at all."""
    return non_prosecution_into_withdrawal(
        endings(random, 0.1), endings(random, 0.1, rate=0.09)
    )


def test_planted_withdrawals_are_found() -> None:
    assert share_signalled(planted, 300) >= 0.85


def test_clean_periods_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005
    assert share_signalled(milder, 1000) <= 0.005


def test_sentence_names_both_numbers() -> None:
    found = non_prosecution_into_withdrawal(Endings(90, 10, 500), Endings(55, 45, 500))

    assert found is not None
    assert found.kind is Kind.WITHDRAWAL
    assert "撤回由10人变为45人" in found.sentence.zh
    assert found.strength == 2


def test_period_without_such_endings_says_nothing() -> None:
    assert non_prosecution_into_withdrawal(Endings(0, 0, 90), Endings(3, 9, 90)) is None
