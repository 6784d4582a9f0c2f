"""A signal is a prompt, and says so."""

import pytest

from hengjian.engines.statistics.gaming.late_edits import late_edits
from hengjian.engines.statistics.gaming.signal import Kind, signal


@pytest.mark.parametrize(
    ("chance", "strength"), [(1e-3, 1), (2e-5, 1), (1e-5, 2), (1e-8, 3), (0.0, 3)]
)
def test_strength_follows_the_chance(chance: float, strength: int) -> None:
    assert signal(Kind.RATCHET, chance, "中", "en").strength == strength


def test_sentence_is_a_prompt_and_not_a_verdict() -> None:
    found = late_edits(30, 2, cards=500)

    assert found is not None
    assert found.sentence.zh.endswith("仅供核查，可能另有正当原因")
    assert found.sentence.en.endswith("there may be good reasons")
    assert 0 < found.evidence["chance"] < 1e-3
