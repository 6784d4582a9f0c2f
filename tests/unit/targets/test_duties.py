"""Who answers for a target and how: first, directly, for the task; the three tiers."""

from datetime import date

import pytest

from hengjian.targets.queries.duties import TIERS, duties_of
from tests.cast import Cast
from tests.factories import matters, organisation
from tests.factories import targets as make


pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_chief_deputy_and_head_have_their_kinds_of_responsibility(cast: Cast) -> None:
    matters.release_kinds(("target_setting",))
    deputy = organisation.person(number="WU", name="吴副检")
    organisation.appointment(
        person=deputy,
        procuratorate=cast.jiangcheng,
        post=organisation.post(kind="deputy_in_charge", name="副检察长"),
        from_on=date(2024, 1, 1),
    )
    plan = make.adopted(cast)
    make.answers_for(plan, "1", deputy)
    duties = duties_of(cast.jiangcheng, DAY)
    own = make.target(plan, "1.1")

    assert duties.first_names == cast.person(cast.liu).name
    # named on the target above, in charge of what stands below
    assert duties.direct_for(own) == "吴副检"
    assert duties.task_for(own) == cast.person(cast.lin).name


def test_everybody_is_of_one_of_three_tiers(cast: Cast) -> None:
    matters.release_kinds(("target_setting",))
    duties = duties_of(cast.jiangcheng, DAY)

    for account, tier in (
        (cast.liu, "leaders"),
        (cast.lin, "middle"),
        (cast.chen, "officers"),
    ):
        assert duties.tier_of(cast.person(account)) == TIERS[tier]
    assert duties.tier_of(cast.person(cast.zhao)) is None
