"""The rules of monitoring find every planted process fault, and little else."""

from pathlib import Path

import pytest

from hengjian.demo.city.generating import generate
from hengjian.demo.city.process_faults import PROCESS_FAULTS
from hengjian.demo.measuring_monitoring import Measured, measure
from hengjian.engines.pack_format.reading import load


PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    return measure(generate(size=0.3), load([PACKS]))


def test_every_planted_process_fault_is_found(measured: dict[str, Measured]) -> None:
    planted = {f"{fault.pack}.{fault.rule}" for fault in PROCESS_FAULTS}

    assert {rule for rule in planted if measured[rule].found} == planted
    assert {rule: told.missed for rule, told in measured.items() if told.missed} == {}


def test_cards_without_a_planted_fault_are_hardly_ever_hit(
    measured: dict[str, Measured],
) -> None:
    assert sum(len(told.others) for told in measured.values()) <= 1
