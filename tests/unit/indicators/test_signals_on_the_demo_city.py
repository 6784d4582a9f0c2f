"""What was planted in the invented city is seen; honest work is mostly left in peace.

The bands are those of docs/reference/signals.md, where ten cities are measured.
"""

from pathlib import Path

import pytest

from hengjian.demo.city.generating import City, generate
from hengjian.demo.measuring_signals import Measured, figures_of_city, measure
from hengjian.engines.pack_format.reading import load
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.sources import SOURCES


pytestmark = pytest.mark.one_database
PACKS = Path(__file__).resolve().parents[3] / "packs"
FROM = "2025-10"


@pytest.fixture(scope="module")
def city() -> City:
    return generate()


@pytest.fixture(scope="module")
def figures(city: City) -> Figures:
    return figures_of_city(city, load([PACKS]))


@pytest.fixture(scope="module")
def measured(city: City, figures: Figures) -> Measured:
    return measure(city, figures, FROM)


def test_every_planted_manipulation_is_found_at_its_place(measured: Measured) -> None:
    assert measured.missed == []
    assert len(measured.found) == 7


def test_no_manipulation_is_found_before_it_began(
    city: City, measured: Measured
) -> None:
    began = {each.kind: f"{each.from_on:%Y-%m}" for each in city.manipulations}

    assert all(month >= began[kind] for kind, month in measured.found.items())


def test_real_improvement_is_not_called_a_manipulation(measured: Measured) -> None:
    assert measured.against_improvement == []


def test_false_alarms_are_rare(measured: Measured) -> None:
    rate = len(measured.false_alarms) * 1000 / measured.clean_unit_months

    assert measured.clean_unit_months > 70
    assert rate <= 35  # three in a hundred place-months, of so few


def test_run_rules_prompt_about_once_in_a_hundred(measured: Measured) -> None:
    rate = measured.run_rule_prompts / measured.judged

    assert 0.003 <= rate <= 0.02


def test_signal_names_its_own_place_only(city: City, figures: Figures) -> None:
    from hengjian.demo.city.places import PLACES

    for source in SOURCES:
        for seen in source(figures):
            others = [p for p in PLACES if p.code != seen.unit]
            told = f"{seen.sentence.zh} {seen.sentence.en} {seen.evidence}"
            assert not [p.code for p in others if p.code in told or p.name in told]


def test_signals_say_nothing_without_two_years_of_months(figures: Figures) -> None:
    early = figures.at("2025-04")

    assert [seen for source in SOURCES[1:] for seen in source(early)] == []
