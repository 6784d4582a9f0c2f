"""Rounds: who may rate whom, what a ballot must say, what comes out exactly."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from hengjian.lib import clock
from hengjian.organisation.models import Person
from hengjian.ratings.actions.releasing import digest_of, release_round
from hengjian.ratings.actions.rounds import cancel_round, give_ratings
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.faults import BallotFault, NotForThem, RatingFault
from hengjian.ratings.models import (
    Direction,
    Ratee,
    Rater,
    Rating,
    RatingResult,
    RatingRound,
    Urn,
)
from hengjian.ratings.putting_in import put_in
from hengjian.ratings.queries.released import ratings_given
from hengjian.ratings.queries.rounds import leniency_by_name
from hengjian.ratings.tasks import end_rounds
from tests.cast import Cast
from tests.factories import ratings as make


pytestmark = pytest.mark.django_db
AFTER = date(2026, 10, 19)


@pytest.fixture(autouse=True)
def opening_day() -> Iterator[None]:
    with clock.moved_to(make.OPENS):
        yield


def named(cast: Cast) -> RatingRound:
    return make.round_of(cast.first_department, is_anonymous=False)


def trio(cast: Cast) -> tuple[Person, Person, Person]:
    chen, lin, zhou = (cast.person(each) for each in (cast.chen, cast.lin, cast.zhou))
    return chen, lin, zhou


def test_a_round_of_few_cannot_be_anonymous(cast: Cast) -> None:
    with pytest.raises(RatingFault, match="匿名等于具名"):
        make.round_of(cast.first_department)
    assert not RatingRound.objects.exists()


def test_six_colleagues_can_write_anonymously_five_cannot(cast: Cast) -> None:
    make.colleagues(cast.first_department, 2)
    with pytest.raises(RatingFault):
        make.round_of(cast.first_department)
    make.colleagues(cast.first_department, 1)

    round_ = make.round_of(
        cast.first_department, rubric=make.rubric(cast.first_department)
    )

    assert Ratee.objects.filter(round=round_).count() == 6


def test_upward_the_people_of_a_department_rate_their_head(cast: Cast) -> None:
    chen, lin, zhou = trio(cast)
    round_ = make.round_of(
        cast.first_department, direction=Direction.UPWARD, is_anonymous=False
    )

    ratees = set(Ratee.objects.filter(round=round_).values_list("person", flat=True))
    raters = set(Rater.objects.filter(round=round_).values_list("person", flat=True))
    assert ratees == {lin.pk}
    assert raters == {chen.pk, zhou.pk}


def test_upward_without_a_department_everybody_rates_the_leaders(cast: Cast) -> None:
    round_ = make.round_of(
        cast.first_department,
        department=None,
        direction=Direction.UPWARD,
        is_anonymous=False,
    )

    [ratee] = Ratee.objects.filter(round=round_)
    assert ratee.person == cast.person(cast.liu)
    assert Rater.objects.filter(round=round_).count() == 4


def test_nobody_rates_themselves(cast: Cast) -> None:
    chen, lin, _ = trio(cast)
    round_ = named(cast)
    with pytest.raises(NotForThem, match="不能评议自己"):
        give_ratings(
            round_=round_, rater=chen, ballot=make.ballot([chen, lin]), by=cast.chen
        )
    assert not Rating.objects.exists()


def test_who_is_not_asked_does_not_rate(cast: Cast) -> None:
    chen, *_ = trio(cast)
    with pytest.raises(NotForThem, match="没有请您"):
        give_ratings(
            round_=named(cast),
            rater=cast.person(cast.wang),
            ballot=make.ballot([chen]),
            by=cast.wang,
        )


@pytest.mark.parametrize("level", [0, 5])
def test_the_ends_of_the_scale_ask_for_a_fact(cast: Cast, level: int) -> None:
    chen, lin, _ = trio(cast)
    round_ = named(cast)
    with pytest.raises(BallotFault, match="依据的事实"):
        give_ratings(
            round_=round_,
            rater=chen,
            ballot=make.ballot([lin], level, "好"),
            by=cast.chen,
        )

    give_ratings(
        round_=round_,
        rater=chen,
        ballot=make.ballot([lin], level, make.WHY),
        by=cast.chen,
    )
    assert Rating.objects.count() == 2


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"c1": Mark(3)}, "各项都要评"),
        ({"c1": Mark(3), "c2": Mark(6)}, "应在 0 至 5"),
        ({"c1": Mark(3), "c2": Mark(3, "长" * 301)}, "不超过"),
    ],
)
def test_a_ballot_is_whole_and_within_the_scale(
    cast: Cast, marks: dict[str, Mark], said: str
) -> None:
    chen, lin, _ = trio(cast)
    with pytest.raises(BallotFault, match=said):
        give_ratings(
            round_=named(cast), rater=chen, ballot=Ballot({lin.pk: marks}), by=cast.chen
        )


def test_an_empty_ballot_is_none(cast: Cast) -> None:
    chen, *_ = trio(cast)
    with pytest.raises(BallotFault, match="至少评议一人"):
        give_ratings(round_=named(cast), rater=chen, ballot=Ballot(), by=cast.chen)


def test_after_the_last_day_nothing_is_taken(cast: Cast) -> None:
    chen, lin, _ = trio(cast)
    round_ = named(cast)
    with clock.moved_to(AFTER), pytest.raises(RatingFault, match="不收"):
        give_ratings(round_=round_, rater=chen, ballot=make.ballot([lin]), by=cast.chen)


def test_a_named_ballot_may_be_changed_and_an_anonymous_one_not(cast: Cast) -> None:
    chen, lin, _ = trio(cast)
    round_ = named(cast)
    for level in (2, 3):
        give_ratings(
            round_=round_, rater=chen, ballot=make.ballot([lin], level), by=cast.chen
        )
    assert {each.level for each in Rating.objects.all()} == {3}

    make.colleagues(cast.first_department, 3)
    secret = make.round_of(cast.first_department, rubric=round_.rubric)
    put_in(secret, chen, make.ballot([lin]))
    with pytest.raises(RatingFault, match="找不回"):
        put_in(secret, chen, make.ballot([lin]))
    with pytest.raises(RatingFault, match="匿名"):
        give_ratings(round_=secret, rater=chen, ballot=make.ballot([lin]), by=cast.chen)
    with pytest.raises(RatingFault, match="具名"):
        put_in(round_, chen, make.ballot([lin]))


def test_results_are_exact_with_their_spread(cast: Cast) -> None:
    chen, lin, zhou = trio(cast)
    round_ = named(cast)
    for rater, level in ((chen, 4), (zhou, 3)):
        marks = {"c1": Mark(level), "c2": Mark(4)}
        give_ratings(
            round_=round_, rater=rater, ballot=Ballot({lin.pk: marks}), by=make.BY
        )
    with clock.moved_to(AFTER):
        released = release_round(round_=round_, by=make.BY)

    [rated] = ratings_given(
        unit=cast.jiangcheng,
        rubric="colleagues",
        from_on=date(2026, 1, 1),
        until_on=date(2026, 12, 31),
    )
    # c1: 7/2 with variance 1/4; c2: 4 with none
    assert rated.person_id == lin.pk
    assert (rated.value, rated.spread) == (Fraction(15, 4), Fraction(1, 8))
    assert (rated.raters, rated.lowest, rated.highest, rated.scale) == (2, 3, 4, 5)
    assert rated.reference == f"ratings.ratinground:{round_.pk}"
    assert rated.digest == released.digest == digest_of(RatingResult.objects.all())
    assert rated.address == f"/ratings/{round_.pk}/people/{lin.pk}/"


def test_rounds_of_a_year_weigh_one_each_and_other_years_are_left_out(
    cast: Cast,
) -> None:
    chen, lin, zhou = trio(cast)
    first = named(cast)
    second = make.round_of(
        cast.first_department,
        rubric=first.rubric,
        is_anonymous=False,
        until_on=date(2026, 12, 31),
    )
    for round_, level in ((first, 1), (second, 4)):
        for rater in (chen, zhou) if round_ == first else (chen,):
            give_ratings(
                round_=round_, rater=rater, ballot=make.ballot([lin], level), by=make.BY
            )
        with clock.moved_to(AFTER):
            release_round(round_=round_, by=make.BY)

    def of(year: int) -> list[Fraction]:
        return [
            each.value
            for each in ratings_given(
                unit=cast.jiangcheng,
                rubric="colleagues",
                from_on=date(year, 1, 1),
                until_on=date(year, 12, 31),
            )
        ]

    assert of(2026) == [Fraction(5, 2)]
    assert of(2025) == []


def test_how_lenient_each_named_rater_was_is_shown(cast: Cast) -> None:
    chen, lin, zhou = trio(cast)
    round_ = named(cast)
    for rater, level in ((chen, 4), (zhou, 2)):
        give_ratings(
            round_=round_, rater=rater, ballot=make.ballot([lin], level), by=make.BY
        )

    told = {each.person: each.against_others for each in leniency_by_name(round_)}

    assert told == {chen: Fraction(2), zhou: Fraction(-2)}


def test_the_night_releases_what_has_closed(cast: Cast) -> None:
    chen, lin, _ = trio(cast)
    round_ = named(cast)
    give_ratings(round_=round_, rater=chen, ballot=make.ballot([lin]), by=make.BY)
    assert end_rounds(None)["released"] == []

    with clock.moved_to(AFTER):
        assert end_rounds(None)["released"] == [round_.pk]
        assert end_rounds(None)["released"] == []


def test_a_cancelled_round_leaves_nothing_that_was_written(cast: Cast) -> None:
    chen, lin, _ = trio(cast)
    make.colleagues(cast.first_department, 3)
    round_ = make.round_of(cast.first_department)
    put_in(round_, chen, make.ballot([lin]))
    with pytest.raises(RatingFault, match="理由"):
        cancel_round(round_=round_, reason=" ", by=make.BY)
    cancel_round(round_=round_, reason="评议表有误", by=make.BY)

    assert not Urn.objects.exists()
    with pytest.raises(RatingFault):
        release_round(round_=round_, by=make.BY)
    with pytest.raises(RatingFault):
        cancel_round(round_=round_, reason="又一次", by=make.BY)


def test_a_new_rubric_ends_the_one_before_and_rounds_keep_theirs(cast: Cast) -> None:
    round_ = named(cast)
    make.rubric(cast.first_department, scale=10)

    round_.refresh_from_db()
    assert round_.rubric.scale == 5
    with pytest.raises(RatingFault, match="停用"):
        make.round_of(cast.first_department, rubric=round_.rubric, is_anonymous=False)


@pytest.mark.parametrize(
    "values",
    [
        {"scale": 1},
        {"title": " "},
        {"criteria": []},
        {"criteria": [{"criterion": "c1", "label": "协作", "low": "", "high": "好"}]},
    ],
)
def test_a_rubric_says_what_its_ends_mean(
    cast: Cast, values: dict[str, object]
) -> None:
    with pytest.raises(BallotFault):
        make.rubric(cast.first_department, **values)
