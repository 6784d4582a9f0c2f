"""What of honours and vetoes is shown to whom."""

import re
from datetime import date
from html import unescape

import pytest

from hengjian.ledger.actions.rules import set_circle
from hengjian.ledger.models import Circle, Purpose
from tests.cast import Cast
from tests.factories import honours
from tests.pages.asking import FRAGMENT, signed_in, text_of
from tests.pages.honour_office import cast_today, numbers, numbers_at, people


__all__ = ["cast_today", "numbers"]


def test_veto_is_seen_by_the_person_and_those_in_charge_alone(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    address = f"/honours/vetoes/{numbers['veto']}/"

    seen = {
        name: signed_in(account).get(address).status_code
        for name, account in people(cast_today).items()
    }

    assert seen == {"chen": 200, "lin": 200, "zhou": 404, "liu": 200, "zheng": 200}


def test_who_objected_is_told_to_those_who_answer_alone(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    address, known = f"/honours/rounds/{numbers['round']}/", people(cast_today)
    name = cast_today.person(cast_today.zhou).name

    told = {
        who: name
        in signed_in(known[who]).get(address, headers=FRAGMENT).content.decode()
        for who in ("chen", "zheng")
    }

    assert told == {"chen": False, "zheng": True}


def test_who_misses_the_criteria_is_told_to_that_person_and_those_in_charge(
    cast_today: Cast,
) -> None:
    unit, zhou = cast_today.jiangcheng, cast_today.person(cast_today.zhou)
    honours.member(honours.branch(unit), zhou, "二组")
    honours.points(unit, zhou, "12.5", date(2026, 2, 3))
    made, known = honours.walked(cast_today, "opened"), people(cast_today)
    address = f"/honours/rounds/{made.round.pk}/"

    told = {}
    for who in ("chen", "zhou", "zheng"):
        page = signed_in(known[who]).get(address, headers=FRAGMENT).content.decode()
        told[who] = ("积分 12.5，要求不低于 62：不符合" in page, "另有 1 个" in page)
    seen = signed_in(cast_today.chen).get(f"/api{address}".rstrip("/")).json()

    assert told == {
        "chen": (False, True),
        "zhou": (True, False),
        "zheng": (True, False),
    }
    assert ([each["name"] for each in seen["candidates"]], seen["others_not_met"]) == (
        [cast_today.person(cast_today.chen).name],
        1,
    )


@pytest.mark.parametrize(
    ("circle", "shown"), [(None, False), (Circle.BRANCH, True), (Circle.OFFICE, True)]
)
def test_points_of_a_candidate_show_as_far_as_the_circle_of_the_ledger(
    cast_today: Cast, circle: Circle | None, shown: bool
) -> None:
    unit = cast_today.jiangcheng
    honours.member(honours.branch(unit), cast_today.person(cast_today.zhou), "二组")
    made = honours.walked(cast_today, "opened")
    if circle is not None:
        set_circle(
            unit=unit,
            purpose=Purpose.MEMBER_POINTS,
            circle=circle,
            from_on=date(2026, 1, 1),
            source="党组会议",
            by=honours.BY,
        )

    page = text_of(cast_today.zhou, f"/honours/rounds/{made.round.pk}/")

    assert ("积分 82，要求" in page) is shown
    assert ("积分，要求不低于 62：符合（数值不在公开范围）" in page) is not shown


def test_points_of_a_candidate_open_to_the_entries_that_they_are_made_of(
    cast_today: Cast,
) -> None:
    made = honours.walked(cast_today, "opened")

    page = text_of(cast_today.chen, f"/honours/rounds/{made.round.pk}/")

    [address] = set(re.findall(r'href="(/ledger/[^"]+)">82</a>', page))
    entries = text_of(cast_today.chen, unescape(address))
    told = re.sub(r"<[^>]+>", "", entries)
    assert "2026-01-01 至 2026-06-30：您可见 1 个账户，合计 82 分" in told


def test_nobody_is_shown_how_another_voted(cast_today: Cast) -> None:
    known = people(cast_today)
    numbers = numbers_at("begun", cast_today)
    address = f"/honours/rounds/{numbers['round']}/"
    ballots = signed_in(cast_today.liu)
    ballots.post(f"{address}ballots/", {f"voice-{numbers['candidate']}": "against"})

    own = text_of(cast_today.liu, address)
    other = text_of(known["zheng"], address)

    assert 'value="against" required checked' in own
    assert "against" not in other
    assert ">已投票<" in other
