"""Days not worked: amounts are held against the rest, and nobody loses by it."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.scoring.days_worked import (
    DaysWorked,
    amounts_of,
    for_days_worked,
)
from hengjian.engines.scoring.model import Normalise, Person
from hengjian.engines.scoring.sheets import score
from tests.engines.scoring.test_properties import UNHURRIED, crowds, schemes


DAYS = st.integers(1, 250).flatmap(
    lambda days: st.builds(DaysWorked, st.just(days), st.integers(0, days - 1))
)


def test_half_a_year_away_counts_every_case_twice() -> None:
    worked = DaysWorked(250, 125)

    grown = for_days_worked({"一审公诉": Fraction(6), "备案": Fraction(1, 2)}, worked)

    assert grown == {"一审公诉": 12, "备案": 1}


def test_a_period_without_working_days_changes_nothing() -> None:
    assert for_days_worked(Fraction(7), DaysWorked(0, 0)) == 7


@UNHURRIED
@given(schemes(normalise=False), crowds(), DAYS)
def test_days_not_worked_never_lower_a_score(scheme, people, worked) -> None:
    first, *others = people
    amounts = amounts_of(scheme)
    adjusted = replace(
        first,
        values={
            item: for_days_worked(value, worked) if item in amounts else value
            for item, value in first.values.items()
        },
    )

    before = score(scheme, people)[0]
    after = score(scheme, [adjusted, *others])

    assert after[0].exact >= before.exact
    # and nobody else loses marks by it, where marks are not divided by a highest
    assert [one.exact for one in after[1:]] == [
        one.exact for one in score(scheme, people)[1:]
    ]


@UNHURRIED
@given(schemes(), st.fractions(0, 50, max_denominator=9), DAYS)
def test_half_done_in_half_of_the_days_scores_as_much_as_all_in_all(
    scheme, done, worked
) -> None:
    scheme = replace(scheme, normalise=Normalise.NONE)
    amounts = sorted(amounts_of(scheme))
    whole = Person("whole", "d1", dict.fromkeys(amounts, done))
    part = Person(
        "part",
        "d1",
        {item: for_days_worked(done * worked.part, worked) for item in amounts},
    )

    one, other = score(scheme, [whole, part])

    assert one.exact == other.exact
