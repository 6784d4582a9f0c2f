"""A person's target takes its value from the own cards that a run pinned."""

from datetime import date
from fractions import Fraction

import pytest

from hengjian.audit.actors import System
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import CitedValue, Run
from hengjian.targets.actions import drafting, progress
from hengjian.targets.measured_people import measured_people
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.in_force import Actual, targets_in_force
from hengjian.targets.queries.plans import targets_of
from hengjian.targets.queries.told_to import sight_of
from tests.cast import Cast
from tests.factories import organisation
from tests.factories import targets as make


MARCH, BY = date(2026, 3, 1), System("test")
OWN = {"number": "1.1.1", "title": "五日审结", "indicator": "quick_rate"}


@pytest.fixture
def plan(working: Cast) -> TargetPlan:
    """Adopted, with Chen's own target of closing cases within five days."""
    adopted = make.adopted(working)
    cells = {**OWN, "person": working.person(working.chen).number, "aim": "不低于50%"}
    row = make.row(adopted, **cells)
    drafting.write_rows(plan=adopted, rows=[row], by=working.lin)
    return adopted


def taken(plan: TargetPlan) -> tuple[Run, Actual | None]:
    run = run_now(by=BY)
    found = measured_people(plan, targets_of(plan), run, MARCH)
    progress.take_values(plan=plan, run=run, month=MARCH, of_people=found, by=BY)
    told = targets_in_force(plan.procuratorate, 2026, 3, level="person")
    return run, told[0].actual


def test_the_value_is_of_the_persons_own_cards_and_cited(plan: TargetPlan) -> None:
    run, actual = taken(plan)

    # A1 within five days, A2 not; A3 is another's and A4 is not concluded
    assert actual is not None
    assert (actual.value, actual.run) == (Fraction(1, 2), run.pk)
    assert (actual.numerator, actual.denominator) == (1, 2)
    assert actual.cell["person"] == "陈明"
    cited = CitedValue.objects.get(run=run)
    assert (cited.level, cited.value) == ("person", "50.00")


def test_whose_name_a_colleague_shares_has_no_value(
    plan: TargetPlan, working: Cast
) -> None:
    twin = organisation.person(name="陈明")
    organisation.appointment(
        person=twin,
        procuratorate=working.jiangcheng,
        department=working.first_department,
        post=working.procurator_post,
        from_on=date(2024, 1, 1),
    )

    assert taken(plan)[1] is None


def test_a_persons_figures_are_told_to_the_person_and_who_leads(
    plan: TargetPlan, working: Cast
) -> None:
    taken(plan)
    found = targets_in_force(plan.procuratorate, 2026, 3, level="person")

    for account, is_told in (
        (working.chen, True),
        (working.lin, True),
        (working.liu, True),
        (working.zhou, False),
    ):
        [one] = sight_of(account, plan).told(found)
        assert (one.actual is not None) is is_told, account.username
        assert one.asked is not None
