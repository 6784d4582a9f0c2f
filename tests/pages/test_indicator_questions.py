"""Every page and act of the indicators answers the same questions."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from tests.cast import Cast
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in
from tests.pages.indicator_office import numbers, run
from tests.unit.indicators.conftest import office, working


__all__ = ["numbers", "office", "run", "working"]

PAGES = {
    "/data/": "wang",
    "/data/?kind=quarter&only=lagging": "liu",
    "/data/indicators/quick_rate/": "chen",
    "/data/indicators/quick_rate/cards/?period=2026-03": "wang",
    "/data/runs/{run}/": "wang",
    "/data/signals/": "liu",
    "/data/compare/": "wang",
    "/data/compare/tables/{table}/": "wang",
    "/data/cut-off/": "liu",
}
ACTS = {
    "/data/signals/{signal}/explain/": ("wang", {"explanation": "案件集中审结"}),
    "/data/compare/tables/": (
        "wang",
        {
            "indicator": "quick_rate",
            "period": "2026-03",
            "units": ["429901", "429902"],
            "purpose": "分析研判会商",
            "recipient": "办公室",
        },
    ),
}


def who(working: Cast, name: str) -> Account:
    found: Account = getattr(working, name)
    return found


@pytest.fixture
def opened(working: Cast, numbers: dict[str, int]) -> list[tuple[str, Client]]:
    """Every page's address and a browser of somebody who may open it."""
    return [
        (address.format(**numbers), signed_in(who(working, name)))
        for address, name in PAGES.items()
    ]


def test_pages_open_for_who_may(opened):
    for address, client in opened:
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, address
        assert "<h1>" in answer.content.decode(), address


def test_stranger_is_sent_to_the_sign_in(opened):
    for address, _ in opened:
        assert Client().get(address)["Location"].startswith("/sign-in/"), address


def test_pages_are_refused_without_the_permission(opened, working: Cast):
    client = signed_in(working.system_administrator)

    for address, _ in opened:
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN, address


def test_pages_are_only_read(opened):
    before = everything_but_the_journal()

    for address, client in opened:
        answer = client.post(address)
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED, address
    assert everything_but_the_journal() == before


def test_fragment_and_page_agree(opened):
    for address, client in opened:
        whole = client.get(address).content.decode()
        fragment = client.get(address, headers=FRAGMENT).content.decode()

        assert "<html" not in fragment, address
        head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
        assert head in whole, address
        rows = whole.split("<dialog", 1)[0].count("<tr>")
        assert fragment.count("<tr>") == rows, address


def test_pages_are_headed_in_english_for_an_english_reader(opened):
    for address, client in opened:
        client.post("/language/", {"language": "en"})
        page = client.get(address, headers=FRAGMENT).content.decode()
        assert page[page.index("<h1>") : page.index("</h1>")].isascii(), address


@pytest.mark.parametrize("address", ["/data/", "/data/indicators/quick_rate/"])
def test_other_place_does_not_exist_for_the_reader(
    address: str, working: Cast, numbers: dict[str, int]
):
    answer = signed_in(working.zhao).get(f"{address}?unit=429900")

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_to_a_stranger_and_to_who_may_not(
    address: str, working: Cast, numbers: dict[str, int]
):
    given = ACTS[address][1]
    before = everything_but_the_journal()

    unknown = Client().post(address.format(**numbers), given)
    wrong = signed_in(working.audit_administrator).post(
        address.format(**numbers), given
    )

    assert unknown["Location"].startswith("/sign-in/")
    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    address: str, working: Cast, numbers: dict[str, int]
):
    answer = signed_in(who(working, ACTS[address][0])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(
    address: str, working: Cast, numbers: dict[str, int]
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        who(working, ACTS[address][0]),
        backend="hengjian.access.backend.AccountBackend",
    )
    before = everything_but_the_journal()

    answer = client.post(address.format(**numbers), ACTS[address][1])

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_one_entry(address: str, working: Cast, numbers: dict[str, int]):
    name, given = ACTS[address]
    before = last_entry()

    answer = signed_in(who(working, name)).post(address.format(**numbers), given)

    assert answer.status_code == HTTPStatus.FOUND
    assert len(events_since(before)) == 1


def test_signal_of_another_place_is_not_explained(
    working: Cast, numbers: dict[str, int]
):
    before = everything_but_the_journal()

    answer = signed_in(working.zhao).post(
        f"/data/signals/{numbers['signal']}/explain/", {"explanation": "不是我们"}
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert everything_but_the_journal() == before
