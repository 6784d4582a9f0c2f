"""What policy allows: the day of the act and the period must both allow it."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.engines.pack_format.policy_reading import load_policies
from hengjian.engines.policies.answering import (
    allowed,
    may_be_scored,
    never_scored_names,
)
from hengjian.engines.policies.model import Policies, Profile, Use
from hengjian.lib.faults import UserFault


SHIPPED = Path(__file__).parents[3] / "packs" / "_shared" / "policies.yaml"
BEFORE, LAST_DAY, FIRST_DAY = (
    date(2021, 6, 25),
    date(2024, 10, 15),
    date(2024, 10, 16),
)
MAY_2021 = (date(2021, 5, 1), date(2021, 5, 31))
MAY_2026 = (date(2026, 5, 1), date(2026, 5, 31))


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies(SHIPPED)


def test_ranking_places_was_allowed_in_2021(policies: Policies) -> None:
    assert allowed(policies, Use.RANK_PLACES, BEFORE, *MAY_2021).allowed


@pytest.mark.parametrize(
    "use", ["compare_places", "rank_places", "band_places", "appraise_places"]
)
def test_places_are_left_in_peace_since_the_sixteenth(
    policies: Policies, use: str
) -> None:
    assert allowed(policies, use, LAST_DAY, *MAY_2021).allowed
    assert not allowed(policies, use, FIRST_DAY, *MAY_2026).allowed


def test_an_old_period_is_not_ranked_today(policies: Policies) -> None:
    answer = allowed(policies, "rank_places", date(2026, 10, 26), *MAY_2021)

    assert not answer.allowed
    assert "行为之日 2026-10-26" in answer.reason.zh
    assert "一取消三不再" in answer.reason.zh
    assert "places are no longer ranked" in answer.reason.en
    assert answer.source is not None
    assert answer.source.mark == "S"


def test_a_new_period_is_not_ranked_by_a_moved_clock(policies: Policies) -> None:
    answer = allowed(policies, "rank_places", BEFORE, *MAY_2026)

    assert not answer.allowed
    assert "统计期 2026-05-01 至 2026-05-31" in answer.reason.zh


def test_a_period_over_the_change_is_refused(policies: Policies) -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))

    assert not allowed(policies, "rank_places", LAST_DAY, *year).allowed


def test_without_a_period_the_day_of_the_act_decides(policies: Policies) -> None:
    assert allowed(policies, "rank_places", LAST_DAY).allowed
    assert not allowed(policies, "rank_places", FIRST_DAY).allowed


def test_one_end_of_a_period_is_a_period_of_one_day(policies: Policies) -> None:
    assert not allowed(policies, "rank_places", LAST_DAY, None, FIRST_DAY).allowed
    assert allowed(policies, "rank_places", LAST_DAY, LAST_DAY, None).allowed


@pytest.mark.parametrize(
    "use", ["compute", "rank_people_in_unit", "publish", "appraise_people"]
)
def test_what_a_unit_does_with_its_own_stays_allowed(
    policies: Policies, use: str
) -> None:
    answer = allowed(policies, use, FIRST_DAY, *MAY_2026)

    assert answer.allowed
    assert answer.reason.zh
    assert answer.source is not None


def test_an_unknown_use_is_an_error(policies: Policies) -> None:
    with pytest.raises(ValueError, match="shame"):
        allowed(policies, "shame", BEFORE)


def test_without_policies_nothing_is_allowed() -> None:
    answer = allowed(Policies(), Use.COMPUTE, BEFORE)

    assert not answer.allowed
    assert "no policy profile covers 2021-06-25" in answer.reason.en


def test_days_that_no_profile_covers_are_refused(policies: Policies) -> None:
    first, second = policies.profiles
    early = Profile(
        first.name,
        first.label,
        date(2020, 1, 1),
        date(2022, 12, 31),
        first.source,
        first.rulings,
    )
    gap = Policies((early, second), ())

    assert not allowed(gap, "compute", BEFORE, date(2019, 12, 31), BEFORE).allowed
    assert not allowed(gap, "compute", BEFORE, BEFORE, date(2023, 1, 1)).allowed
    assert allowed(gap, "compute", BEFORE, BEFORE, date(2022, 12, 31)).allowed
    assert allowed(gap, "compute", BEFORE, FIRST_DAY, date(2026, 1, 1)).allowed


@pytest.mark.parametrize(
    "name",
    [
        "arrest_rate",
        "non_arrest_rate",
        "prosecution_rate",
        "non_prosecution_rate",
        "conviction_rate",
        "acquittal_rate",
        "clearance_rate",
        "repeat_petition_rate",
        "reoffending_rate",
    ],
)
def test_never_scored_says_why_and_by_which_source(
    policies: Policies, name: str
) -> None:
    answer = may_be_scored(policies, name)

    assert not answer.allowed
    assert name in answer.reason.zh
    assert "依据" in answer.reason.zh
    assert answer.source is not None


def test_sources_to_be_confirmed_say_so(policies: Policies) -> None:
    answer = may_be_scored(policies, "arrest_rate")

    assert "待核实" in answer.reason.zh
    assert "to be confirmed" in answer.reason.en


def test_other_indicators_may_be_scored(policies: Policies) -> None:
    assert may_be_scored(policies, "adoption_rate").allowed
    assert "adoption_rate" not in never_scored_names(policies)


def test_what_a_pack_itself_calls_never_scored_is_refused(policies: Policies) -> None:
    answer = may_be_scored(policies, "arrest_count", scored="never")

    assert not answer.allowed
    assert "scored: never" in answer.reason.en


def test_source_in_words_holds_its_article(policies: Policies) -> None:
    source = policies.profiles[0].source

    assert source.in_words().zh == "检察机关案件质量主要评价指标"


def test_wrong_policies_file_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text("profiles: none\n", "utf-8")

    with pytest.raises(UserFault) as caught:
        load_policies(path)

    assert caught.value.where == f"{path.as_posix()}:1:11"


def test_empty_policies_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text("# none yet\n", "utf-8")

    with pytest.raises(UserFault):
        load_policies(path)
