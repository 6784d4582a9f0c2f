"""The shipped example: thirty-two items that hold together, and twenty-six core items."""

from pathlib import Path

import pytest

from hengjian.config.cli import main
from hengjian.engines.pack_format.policies_file import policies_for
from hengjian.engines.pack_format.reading import load
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.tables.sheets import read_sheets
from hengjian.engines.targets.reconciling import gaps
from hengjian.engines.targets.rubrics import levels_of
from hengjian.targets.core_items import EXAMPLE_CORE_ITEMS
from hengjian.targets.example_sheet import ITEMS, example_rows
from hengjian.targets.form.reading import read_form


PACKS = Path(__file__).resolve().parents[3] / "packs"


def test_thirty_two_items_hold_together_and_come_to_a_hundred_marks() -> None:
    form = read_form(example_rows(2026))

    assert (len(form.tops), form.faults) == (32, ())
    assert [gap for top in form.tops for gap in gaps(top)] == []
    assert sum(top.marks or 0 for top in form.tops) == 100
    assert [top.title.zh for top in form.tops if not top.controlled] == ["治理建议采纳"]


def test_core_items_are_in_the_catalogue_in_use_and_may_be_scored() -> None:
    known = load([PACKS]).indicators
    policies = policies_for(PACKS)
    assert policies is not None

    assert len(set(EXAMPLE_CORE_ITEMS)) == 26
    for name in (*EXAMPLE_CORE_ITEMS, *(each.indicator for each in ITEMS)):
        if name:
            assert known[name].valid[-1].status == "in_use", name
            assert may_be_scored(policies, name, known[name].scored).allowed, name


def test_example_is_written_as_a_form(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"

    assert main(["targets", "form", str(file), "--example"]) == 0

    [rows] = read_sheets(file).values()
    assert len(read_form(rows).tops) == 32


@pytest.mark.parametrize(
    ("rubric", "shares"),
    [
        ("按期完成：1；逾期完成：1/2；未完成：0", ["1", "1/2", "0"]),
        ("好: 80%; 一般: 40%", ["4/5", "2/5"]),
        ("全年两次", []),
        ("完成：1；其他", []),
        ("完成：3/2", []),
    ],
)
def test_rubric_has_levels_only_where_every_part_names_a_share(
    rubric: str, shares: list[str]
) -> None:
    assert [str(each.share) for each in levels_of(rubric)] == shares
