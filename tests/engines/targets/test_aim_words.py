"""What offices write into a cell for the aim, and what it is read as."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.targets.aim_words import AimFault, aim_of, words_of
from hengjian.engines.targets.model import Better, Described, Quantity, Rate
from hengjian.lib.bilingual import Text


@pytest.mark.parametrize(
    ("cell", "aim"),
    [
        ("120件", Quantity(Fraction(120))),
        ("不少于 1,200 件", Quantity(Fraction(1200))),
        ("至少12篇", Quantity(Fraction(12))),
        ("３件以内", Quantity(Fraction(3), Better.DOWN)),
        ("不超过3起", Quantity(Fraction(3), Better.DOWN)),
        ("控制在 5 件以内", Quantity(Fraction(5), Better.DOWN)),
        ("2.5万元", Quantity(Fraction(25_000))),
        ("≥95%", Rate(Fraction(19, 20))),
        ("不低于 95.5％", Rate(Fraction(191, 200))),
        ("2/3", Quantity(Fraction(2, 3))),
        ("5%以下", Rate(Fraction(1, 20), better=Better.DOWN)),
    ],
)
def test_cell_is_read_as_offices_mean_it(cell, aim):
    assert aim_of(cell) == aim


def test_words_are_described_work_judged_by_the_rubric():
    assert aim_of("完成办案区改造", rubric="按验收单", evidence="验收单") == Described(
        Text.same("按验收单"), Text.same("验收单")
    )
    assert aim_of("完成办案区改造") == Described(
        Text.same("完成办案区改造"), Text("", "")
    )


def test_empty_cell_has_no_aim():
    assert aim_of("  ") is None


@pytest.mark.parametrize("cell", [">95%", "大于 5 件", "低于3起", "超过 10 件"])
def test_cell_that_leaves_the_number_itself_open_is_refused(cell):
    with pytest.raises(AimFault, match="不低于"):
        aim_of(cell)


def test_rate_above_one_is_no_rate():
    with pytest.raises(AimFault, match="100%"):
        aim_of("120%")


def test_at_least_and_within_at_once_contradict_each_other():
    with pytest.raises(AimFault, match="矛盾"):
        aim_of("不低于 5 件以内")


aims = st.one_of(
    st.builds(
        Quantity,
        st.fractions(min_value=0, max_value=10**6),
        st.sampled_from(Better),
    ),
    st.builds(
        Rate, st.fractions(min_value=0, max_value=1), better=st.sampled_from(Better)
    ),
)


@given(aims)
def test_written_aim_is_read_as_the_same_aim(aim):
    assert aim_of(words_of(aim)) == aim
