"""Pages of ratings: who opens them, what a ballot on the page does, what a stranger is told."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.ratings.models import Rater, Rating, RatingRound, Rubric
from tests.cast import Cast
from tests.factories import access
from tests.factories import ratings as make
from tests.pages.asking import events_since, last_entry, signed_in, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opening_day() -> Iterator[None]:
    with clock.moved_to(make.OPENS):
        yield


@pytest.fixture
def holder(cast: Cast) -> Cast:
    """Liu looks after ratings."""
    access.grant(cast.liu, "appraisal_office", cast.jiangcheng)
    return cast


def typed(cast: Cast, level: str = "4") -> dict[str, str]:
    lin = cast.person(cast.lin).pk
    return {f"mark-{lin}-{name}": level for name in ("c1", "c2")}


def test_who_is_asked_finds_the_round_and_hands_it_in(cast: Cast) -> None:
    round_ = make.round_of(cast.first_department, is_anonymous=False)
    assert "第三季度同事评议" in text_of(cast.chen, "/ratings/")
    before = last_entry()
    answer = signed_in(cast.chen).post(f"/ratings/{round_.pk}/rate/", typed(cast))

    assert answer.status_code == 302
    assert events_since(before) == ["ratings.given"]
    assert Rating.objects.count() == 2
    assert "现在没有等您评议的" in text_of(cast.chen, "/ratings/")


def test_a_wrong_ballot_comes_back_as_it_was_typed(cast: Cast) -> None:
    round_ = make.round_of(cast.first_department, is_anonymous=False)
    before = last_entry()
    answer = signed_in(cast.chen).post(f"/ratings/{round_.pk}/rate/", typed(cast, "5"))

    assert answer.status_code == 422
    assert "依据的事实" in answer.content.decode()
    assert 'value="5" selected' in answer.content.decode()
    assert events_since(before) == []
    assert not Rater.objects.filter(has_rated=True).exists()


def test_a_stranger_finds_no_round_and_the_wrong_method_nothing(cast: Cast) -> None:
    round_ = make.round_of(cast.first_department, is_anonymous=False)
    address = f"/ratings/{round_.pk}/"

    assert signed_in(cast.zhao).get(address).status_code == 404
    assert signed_in(cast.zhao).get(f"{address}rate/").status_code == 404
    assert signed_in(cast.chen).post(f"{address}release/").status_code == 403
    assert signed_in(cast.chen).delete(address).status_code == 405


def test_who_holds_a_round_without_being_asked_finds_no_ballot(holder: Cast) -> None:
    round_ = make.round_of(holder.first_department, is_anonymous=False)
    address = f"/ratings/{round_.pk}/"

    assert signed_in(holder.liu).get(address).status_code == 200
    assert signed_in(holder.liu).get(f"{address}rate/").status_code == 404


def test_one_persons_result_is_theirs_and_the_holders(holder: Cast) -> None:
    released = make.released_round(holder)
    lin = holder.person(holder.lin)
    address = f"/ratings/{released.pk}/people/{lin.pk}/"

    assert "4.00" in text_of(holder.lin, address)
    assert "4.00" in text_of(holder.liu, address)
    assert signed_in(holder.zhou).get(address).status_code == 403
    assert lin.name not in text_of(holder.zhou, f"/ratings/{released.pk}/")


def test_the_holder_takes_a_rubric_into_use_and_opens_a_round(holder: Cast) -> None:
    browser = signed_in(holder.liu)
    rubric = {
        "unit": "429900",
        "title": "同事评议",
        "name": "colleagues",
        "scale": "5",
        "criteria": "协作配合 | 推诿 | 主动补位\n作风｜常有反映｜堪为表率",
    }
    assert browser.post("/ratings/rubrics/new/", rubric).status_code == 302
    wrong = browser.post("/ratings/rubrics/new/", rubric | {"criteria": "协作"})
    assert wrong.status_code == 422
    asked = {
        "unit": "429900",
        "department": "01",
        "rubric": "colleagues",
        "direction": "colleagues",
        "from": "2026-07-01",
        "until": "2026-09-30",
        "closes": "2026-10-18",
    }
    few = browser.post("/ratings/new/", asked | {"anonymous": "yes"})
    assert few.status_code == 409 or "匿名等于具名" in few.content.decode()
    assert not RatingRound.objects.exists()
    assert browser.post("/ratings/new/", asked).status_code == 302

    assert Rubric.objects.get().criterion_names == ["c1", "c2"]
    assert RatingRound.objects.get().is_anonymous is False


def test_the_api_tells_exact_results_to_their_person(holder: Cast) -> None:
    released = make.released_round(holder)
    answer = signed_in(holder.lin).get(f"/api/ratings/{released.pk}").json()

    [item] = answer["items"]
    assert (item["person"], item["mean"], item["raters"]) == ("LIN", "4", 2)
    assert signed_in(holder.zhao).get(f"/api/ratings/{released.pk}").status_code == 404
    assert signed_in(holder.lin).get("/api/ratings/due").json() == []


MARKS = {"c1": {"level": 4}, "c2": {"level": 5, "evidence": make.WHY}}


def posted(account: Account, address: str, body: dict[str, object]) -> HttpResponse:
    return signed_in(account).post(
        f"/api/ratings/{address}".rstrip("/"), body, content_type="application/json"
    )


def test_a_ballot_goes_in_by_the_api_as_by_the_page(cast: Cast) -> None:
    round_ = make.round_of(cast.first_department, is_anonymous=False)
    address = f"{round_.pk}/ballot"

    for marks, status in (
        ({"CHEN": MARKS}, 403),  # nobody rates themselves
        ({"NOBODY": MARKS}, 422),
        ({"LIN": {**MARKS, "c2": {"level": 5}}}, 422),  # the end without a fact
    ):
        assert posted(cast.chen, address, {"marks": marks}).status_code == status
    assert not Rating.objects.exists()
    answer = posted(cast.chen, address, {"marks": {"LIN": MARKS}})

    assert (answer.status_code, answer.json()) == (200, {"done": True})
    assert Rating.objects.filter(rater=cast.chen.person, level=5).count() == 1
    assert posted(cast.liu, address, {"marks": {"LIN": MARKS}}).status_code == 404


def test_an_anonymous_ballot_by_the_api_leaves_no_entry(cast: Cast) -> None:
    make.colleagues(cast.first_department, 3)
    round_ = make.round_of(cast.first_department)
    before = last_entry()
    address, body = f"{round_.pk}/ballot", {"marks": {"LIN": MARKS}}

    assert posted(cast.chen, address, body).status_code == 200
    assert posted(cast.chen, address, body).status_code == 409
    assert [each for each in events_since(before) if "rating" in each] == []
    assert not Rating.objects.exists()


def test_a_round_is_opened_released_and_cancelled_by_the_api(holder: Cast) -> None:
    make.rubric(holder.first_department)
    wanted = {
        "unit": "429900",
        "rubric": "colleagues",
        "direction": "colleagues",
        "department": "01",
        "is_anonymous": False,
        "from_on": "2026-07-01",
        "until_on": "2026-09-30",
        "closes_on": "2026-10-18",
    }
    assert posted(holder.chen, "", wanted).status_code == 403
    few = posted(holder.liu, "", wanted | {"is_anonymous": True})
    assert few.status_code == 409
    opened = posted(holder.liu, "", wanted)
    number = opened.json()["id"]

    assert (opened.status_code, opened.json()["asked"]) == (201, 3)
    assert posted(holder.liu, f"{number}/release", {}).status_code == 409
    assert posted(holder.zhao, f"{number}/cancel", {"reason": "误"}).status_code == 403
    cancelled = posted(holder.liu, f"{number}/cancel", {"reason": "评议表有误"})
    assert cancelled.json()["state"] == "cancelled"
