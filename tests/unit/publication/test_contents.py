"""What the report tells: the shipped file stands on the shipped packs; faults are told."""

from pathlib import Path

import pytest

from hengjian.engines.indicators.conditions import parse_condition
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.formulas import parse_formula
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.faults import UserFault
from hengjian.publication.analysis.contents import SHIPPED, Contents, read_contents
from tests.unit.publication.report_world import CONTENTS


PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(scope="module")
def packs() -> Loaded:
    return load([PACKS])


@pytest.fixture(scope="module")
def contents() -> Contents:
    return read_contents(SHIPPED)


def test_every_shipped_formula_counts_measures_of_the_packs(
    packs: Loaded, contents: Contents
) -> None:
    for counting in contents.countings:
        formula = parse_formula(counting.formula, lambda name, _: name)
        assert set(formula.measures) <= set(packs.measures), counting.name


def test_every_shipped_condition_can_be_asked_of_its_cards(
    packs: Loaded, contents: Contents
) -> None:
    shapes = Shapes(packs)
    for counting in contents.countings:
        if counting.where is None:
            continue
        formula = parse_formula(counting.formula, lambda name, _: name)
        for name in formula.measures:
            shape = shapes.of_measure(packs.measures[name])
            assert parse_condition(counting.where, packs, shapes, shape)


def test_every_shipped_indicator_is_in_the_catalogue(
    packs: Loaded, contents: Contents
) -> None:
    for group in contents.groups:
        named = {*group.indicators, *group.leading, *group.drawn}
        assert named <= set(packs.indicators), group.name
        assert {*group.leading, *group.drawn} <= set(group.indicators), group.name


def test_four_functions_ten_lines_three_ratios(contents: Contents) -> None:
    assert len(contents.functions) == 4
    assert len(contents.lines) == 10
    assert len(contents.ratios) == 3
    assert {ratio.mark for ratio in contents.ratios} == {"I"}


def test_lines_of_prosecution_divide_all_charges_once(
    packs: Loaded, contents: Contents
) -> None:
    """No charge is both serious and economic, and every one of them is a known charge."""
    lists = {
        line.name: line.accepted.where or ""
        for line in contents.lines
        if line.name in {"serious_criminal", "economic_crime"}
    }
    codes = {
        name: {
            part for part in where.split("'") if part in packs.shared_lists["charges"]
        }
        for name, where in lists.items()
    }
    assert len(codes["economic_crime"]) == 110
    assert codes["serious_criminal"] & codes["economic_crime"] == set()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    rest: arrest_review.cases_accepted\n", "", "rest"),
        ("format: 1", "format: 2", "“2”"),
        ("unit: cases", "unit: lorries", "lorries"),
        ("groups:", "grups:", "groups"),
    ],
)
def test_fault_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "analysis_report.yaml"
    path.write_text(CONTENTS.replace(old, new, 1), "utf-8")

    with pytest.raises(UserFault) as told:
        read_contents(path)

    assert told.value.where.startswith("analysis_report.yaml:")
    assert said in told.value.message.en


def test_empty_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "analysis_report.yaml"
    path.write_text("", "utf-8")

    with pytest.raises(UserFault):
        read_contents(path)
