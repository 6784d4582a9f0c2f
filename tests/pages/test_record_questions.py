"""The pages about national records answer the fixed questions of every page."""

from http import HTTPStatus

import pytest
from django.test import Client

from tests.factories import access as make_access
from tests.factories import matters as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, signed_in, text_of
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)


RECORDS = "/matters/records/"
CARDS = "/matters/new/petition/cards/"
TAKING_UP = "/imports/taking-up/"
PAGES = {
    RECORDS: "wang",
    CARDS: "zhou",
    TAKING_UP: "wang",
    "/matters/releases/": "wang",
}
SETTLED = {
    "record": "petition:complaint",
    "unit": "429900",
    "act": "open",
    "person": "ZHOU",
    "from_on": "2026-10-19",
    "reason": "来访都要办",
}


@pytest.fixture
def petitions(world: World) -> World:  # noqa: F811
    make.kind("petition")
    return world


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_whole_and_as_a_fragment_for_who_may(
    address: str, petitions: World
) -> None:
    client = signed_in(getattr(petitions.cast, PAGES[address]))

    whole = client.get(address)
    fragment = client.get(address, headers=FRAGMENT).content.decode()

    assert whole.status_code == HTTPStatus.OK
    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_page_speaks_english_to_an_english_reader(
    address: str, petitions: World
) -> None:
    client = signed_in(getattr(petitions.cast, PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(address, headers=FRAGMENT).content.decode()

    told = page
    for name in (
        "江城市人民检察院",
        "江城市院",
        "东湖县人民检察院",
        "西山县人民检察院",
    ):
        told = told.replace(name, "")
    assert told.isascii() or not any("\u4e00" <= sign <= "\u9fff" for sign in told)


@pytest.mark.parametrize("address", PAGES)
def test_page_is_for_nobody_else(address: str, petitions: World) -> None:
    stranger = Client().get(address)
    administrator = signed_in(petitions.cast.audit_administrator).get(address)

    assert stranger["Location"].startswith("/sign-in/")
    assert administrator.status_code == HTTPStatus.FORBIDDEN


def test_what_becomes_of_new_cards_is_settled_on_a_page(petitions: World) -> None:
    client = signed_in(petitions.cast.wang)

    refused = client.post(TAKING_UP, {**SETTLED, "person": "无名氏"})
    settled = client.post(TAKING_UP, SETTLED)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert settled.status_code == HTTPStatus.FOUND
    page = text_of(petitions.cast.wang, TAKING_UP)
    assert "自动登记" in page
    assert "周燕" in page
    assert "来访都要办" in page


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"record": "petition:nothing"}, HTTPStatus.NOT_FOUND),
        ({"unit": "000000"}, HTTPStatus.NOT_FOUND),
        ({"act": "burn"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"from_on": "昨天"}, HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_what_is_no_choice_settles_nothing(
    given: dict[str, str], status: HTTPStatus, petitions: World
) -> None:
    before = everything_but_the_journal()

    answer = signed_in(petitions.cast.wang).post(TAKING_UP, SETTLED | given)

    assert answer.status_code == status
    assert everything_but_the_journal() == before


def test_nobody_settles_for_another_place_or_without_the_right(
    petitions: World,
) -> None:
    elsewhere = make_access.account(username="elsewhere")
    make_access.grant(elsewhere, "case_manager", petitions.cast.xishan)
    before = everything_but_the_journal()

    answers = [
        signed_in(elsewhere).post(TAKING_UP, SETTLED),
        signed_in(petitions.cast.chen).post(TAKING_UP, SETTLED),
        Client().post(TAKING_UP, SETTLED),
    ]

    assert [answer.status_code for answer in answers] == [
        HTTPStatus.NOT_FOUND,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.FOUND,
    ]
    assert everything_but_the_journal() == before
