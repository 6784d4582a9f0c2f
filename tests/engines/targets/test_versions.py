"""A target amended within the year counts each month by the version then in force."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.targets.model import Better, Described, Quantity, Rate
from hengjian.engines.targets.versions import (
    Version,
    VersionsFault,
    in_force,
    year_aim,
)
from hengjian.lib.bilingual import Text


JANUARY = datetime.date(2026, 1, 1)
JULY = datetime.date(2026, 7, 1)


def first(aim, on=JANUARY):
    return Version(on, aim)


def amended(aim, on=JULY):
    return Version(on, aim, reason="辖区合并", approved_by="院党组")


def test_month_counts_by_the_version_in_force_in_it():
    versions = [first(Quantity(Fraction(24))), amended(Quantity(Fraction(36)))]

    assert in_force(versions, datetime.date(2026, 6, 30)) is versions[0]
    assert in_force(versions, datetime.date(2026, 7, 31)) is versions[1]


def test_half_a_year_of_each_makes_the_mean():
    versions = [first(Quantity(Fraction(24))), amended(Quantity(Fraction(36)))]

    assert year_aim(versions, 2026) == Quantity(Fraction(30))


def test_target_that_came_up_in_july_is_asked_for_from_july():
    assert year_aim([first(Quantity(Fraction(24)), JULY)], 2026) == Quantity(
        Fraction(12)
    )


def test_rate_is_the_mean_of_its_months_by_their_bases():
    versions = [
        first(Rate(Fraction(1, 2), Fraction(300))),
        amended(Rate(Fraction(1), Fraction(100))),
    ]

    assert year_aim(versions, 2026) == Rate(Fraction(5, 8), Fraction(200))


def test_rate_without_bases_is_the_mean_of_its_months():
    versions = [first(Rate(Fraction(1, 2))), amended(Rate(Fraction(1)))]

    assert year_aim(versions, 2026) == Rate(Fraction(3, 4))


def test_described_target_is_the_last_one():
    words = Described(Text.same("a"), Text.same("b"))
    later = Described(Text.same("c"), Text.same("d"))

    assert year_aim([first(words), amended(later)], 2026) == later


def test_amendment_without_reason_or_approver_is_refused():
    for reason, approved_by in (("", "院党组"), ("辖区合并", " ")):
        silent = Version(JULY, Quantity(Fraction(1)), reason, approved_by)

        with pytest.raises(VersionsFault, match="理由和批准人"):
            year_aim([first(Quantity(Fraction(2))), silent], 2026)


def test_amendment_keeps_the_kind_of_the_aim():
    versions = [first(Quantity(Fraction(2))), amended(Rate(Fraction(1)))]

    with pytest.raises(VersionsFault, match="种类不同"):
        year_aim(versions, 2026)


def test_version_begins_on_the_first_of_a_month_and_after_the_one_before():
    with pytest.raises(VersionsFault, match="月初"):
        year_aim([first(Quantity(Fraction(2)), datetime.date(2026, 1, 2))], 2026)
    with pytest.raises(VersionsFault, match="先后"):
        year_aim(
            [first(Quantity(Fraction(2)), JULY), amended(Quantity(Fraction(3)), JULY)],
            2026,
        )


def test_month_before_the_first_version_has_no_target():
    with pytest.raises(VersionsFault, match="还没有目标"):
        in_force([first(Quantity(Fraction(2)), JULY)], JANUARY)
    with pytest.raises(VersionsFault, match="没有目标"):
        year_aim([first(Quantity(Fraction(2)), JULY)], 2025)


@given(
    st.fractions(min_value=0, max_value=1000),
    st.integers(min_value=2, max_value=12),
    st.sampled_from(Better),
)
def test_amendment_to_the_same_aim_changes_nothing(value, month, better):
    aim = Quantity(value, better)
    versions = [first(aim), amended(aim, datetime.date(2026, month, 1))]

    assert year_aim(versions, 2026) == aim
