"""A split is held against the target it splits, and every gap is named."""

import datetime
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.targets.gaps import Weight
from hengjian.engines.targets.model import (
    Better,
    Described,
    Level,
    Quantity,
    Rate,
    Split,
    Target,
)
from hengjian.engines.targets.reconciling import gaps
from hengjian.lib.bilingual import Text


DUE = datetime.date(2026, 12, 31)
RUBRIC = Described(Text("按方案验收", "by the plan"), Text("验收记录", "record"))


def target(name, aim, **more):
    given = {
        "title": Text.same(name),
        "level": Level.DEPARTMENT,
        "owner": "department_1",
        "due_on": DUE,
        "measures": "每月通报",
        "answerable": "主任负责",
        **more,
    }
    return Target(name=name, aim=aim, **given)


def of_quantity(value, *, better=Better.UP, **more):
    return target(
        more.pop("name", f"q{value}"), Quantity(Fraction(value), better), **more
    )


def kinds(top):
    return [(gap.target, gap.kind) for gap in gaps(top)]


def test_split_that_adds_up_has_no_gap():
    top = of_quantity(30, split=Split.SUM, below=[of_quantity(10), of_quantity(20)])

    assert gaps(top) == ()


def test_split_that_falls_short_stops_with_the_difference():
    top = of_quantity(30, split=Split.SUM, below=[of_quantity(10), of_quantity(15)])

    (gap,) = gaps(top)

    assert (gap.kind, gap.by, gap.weight) == ("short", Fraction(-5), Weight.STOPS)
    assert "30" in gap.message.zh
    assert "25" in gap.message.zh


def test_split_that_asks_for_more_is_told_and_stops_nothing():
    top = of_quantity(30, split=Split.SUM, below=[of_quantity(31)])

    (gap,) = gaps(top)

    assert (gap.kind, gap.by, gap.weight) == ("beyond", Fraction(1), Weight.TOLD)


def test_where_fewer_is_better_a_larger_sum_falls_short():
    top = of_quantity(
        5,
        better=Better.DOWN,
        split=Split.SUM,
        below=[of_quantity(3, better=Better.DOWN), of_quantity(4, better=Better.DOWN)],
    )

    (gap,) = gaps(top)

    assert (gap.kind, gap.by) == ("short", Fraction(2))


def test_weights_that_do_not_make_one_are_told_before_any_sum():
    top = of_quantity(
        10,
        name="top",
        split=Split.WEIGHTED,
        below=[
            of_quantity(10, weight=Fraction(1, 2)),
            of_quantity(11, weight=Fraction(1, 3)),
        ],
    )

    (gap,) = gaps(top)

    assert (gap.kind, gap.by) == ("weights_not_one", Fraction(-1, 6))


def test_rates_are_added_up_by_their_bases_not_averaged():
    half = target("half", Rate(Fraction(1, 2), Fraction(100)))
    all_of_few = target("all_of_few", Rate(Fraction(1), Fraction(10)))
    top = target(
        "top", Rate(Fraction(3, 4)), split=Split.RATIO_OF_SUMS, below=[half, all_of_few]
    )

    (gap,) = gaps(top)

    assert gap.kind == "short"
    assert gap.by == Fraction(60, 110) - Fraction(3, 4)


def test_rate_without_a_base_cannot_be_held_against_the_one_above():
    top = target(
        "top",
        Rate(Fraction(3, 4)),
        split=Split.RATIO_OF_SUMS,
        below=[target("nameless", Rate(Fraction(1)))],
    )

    assert kinds(top) == [("top", "base_not_known")]


def test_work_below_is_not_due_after_the_work_above():
    late = target("late", RUBRIC, due_on=datetime.date(2027, 1, 15))
    top = target("top", RUBRIC, split=Split.ALL_DONE, below=[late])

    assert kinds(top) == [("late", "due_after")]


def test_different_kinds_do_not_make_each_other_up():
    top = of_quantity(3, split=Split.SUM, below=[target("words", RUBRIC)])

    assert [kind for _, kind in kinds(top)] == ["unlike"]


def test_target_below_without_a_word_on_how_is_a_gap():
    assert [kind for _, kind in kinds(of_quantity(3, below=[of_quantity(4)]))] == [
        "no_split"
    ]


def test_two_targets_of_one_name_are_told():
    top = of_quantity(
        2, split=Split.SUM, below=[of_quantity(1, name="a"), of_quantity(1, name="a")]
    )

    assert kinds(top) == [("a", "named_twice")]


def test_target_that_lacks_one_of_its_five_parts_is_incomplete():
    bare = Target("bare", Text.same("bare"), Level.PERSON, "", None)

    assert [kind for _, kind in kinds(bare)] == [
        "lacks_owner",
        "lacks_aim",
        "lacks_due_on",
        "lacks_measures",
        "lacks_answerable",
    ]


def test_described_target_has_rubric_and_evidence():
    top = target("words", Described(Text("", ""), Text("", "")))

    assert kinds(top) == [("words", "lacks_rubric")]


def test_what_its_owner_cannot_bring_about_is_not_scored():
    assert kinds(of_quantity(3, name="q", controlled=False, marks=Fraction(5))) == [
        ("q", "scored_though_not_controlled")
    ]
    assert kinds(of_quantity(3, controlled=False)) == []


def test_shares_make_one_and_the_main_owner_has_one():
    shared = of_quantity(
        3,
        name="q",
        shares={"department_2": Fraction(1, 2), "department_3": Fraction(1, 3)},
    )

    assert kinds(shared) == [("q", "no_main_owner"), ("q", "shares_not_one")]


@given(
    st.lists(st.fractions(min_value=0, max_value=1000), min_size=1, max_size=6),
    st.permutations(range(6)),
)
def test_order_of_parts_never_matters(values, order):
    parts = [
        of_quantity(value, name=f"part_{place}") for place, value in enumerate(values)
    ]
    shuffled = [parts[place] for place in order if place < len(parts)]
    top = of_quantity(100, name="top", split=Split.SUM, below=parts)

    assert gaps(top) == gaps(replace(top, below=shuffled))


@given(st.lists(st.fractions(min_value=0, max_value=1000), min_size=1, max_size=6))
def test_gap_is_exactly_what_is_lacking(values):
    total = sum(values, Fraction(0))
    parts = [
        of_quantity(value, name=f"part_{place}") for place, value in enumerate(values)
    ]
    top = of_quantity(total + Fraction(1, 7), name="top", split=Split.SUM, below=parts)

    (gap,) = gaps(top)

    assert gap.by == Fraction(-1, 7)
