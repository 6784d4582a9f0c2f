"""Every page of imports, card quality, workbench and search answers the same questions."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.warehouse.models import Finding, Import
from tests.cast import Cast
from tests.factories import access as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, signed_in
from tests.unit.warehouse.card_files_in import brought, card


# address -> who may open it
PAGES = {
    "/": "wang",
    "/search/?q=案": "wang",
    "/imports/": "wang",
    "/imports/new/": "wang",
    "/imports/{import}/": "wang",
    "/quality/": "wang",
    "/quality/rules/": "liu",
    "/quality/daily/": "liu",
    "/quality/monthly/": "liu",
    "/quality/findings/{finding}/": "chen",
}
FOR_EVERYBODY = {"/", "/search/?q=案"}
HEADED_BY_CONTENT = {"/search/?q=案", "/quality/findings/{finding}/"}
# address -> who may do it, and what they send
ACTS = {
    "/imports/{import}/stop/": ("wang", {}),
    "/imports/{import}/again/": ("wang", {}),
    "/imports/{import}/rejected/": ("wang", {"reason": "改正"}),
    "/quality/assign/": ("wang", {"finding": "{finding}", "person": "{person}"}),
    "/quality/findings/{finding}/answer/": ("chen", {"answer": "corrected"}),
    "/quality/findings/{finding}/confirm/": ("wang", {}),
    "/quality/findings/{finding}/return/": ("wang", {"reason": "请再核对"}),
    "/quality/findings/{finding}/unmask/": ("wang", {"reason": "核对身份"}),
}
OF_ONE_PLACE = [
    "/imports/{import}/",
    "/quality/findings/{finding}/",
    *(address for address in ACTS if address != "/quality/assign/"),
]


@pytest.fixture
def numbers(people: Cast) -> dict[str, object]:
    """An import with a row kept aside, and a finding of Chen's."""
    brought(
        card("A1", outcome=""),
        card("A2", concluded_on="2026-01-01"),
        within=people.jiangcheng,
    )
    return {
        "import": Import.objects.get().pk,
        "finding": Finding.objects.get().pk,
        "person": people.person(people.lin).pk,
    }


def filled(given: dict[str, str], numbers: dict[str, object]) -> dict[str, str]:
    return {name: value.format(**numbers) for name, value in given.items()}


def who(people: Cast, name: str) -> Account:
    found: Account = getattr(people, name)
    return found


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_for_who_may(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    answer = signed_in(who(people, PAGES[address])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.OK
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("address", sorted(set(PAGES) - HEADED_BY_CONTENT))
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    client = signed_in(who(people, PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(address.format(**numbers), headers=FRAGMENT).content.decode()

    head = page[page.index("<h1>") : page.index("</h1>")]
    assert head.isascii()


@pytest.mark.parametrize("address", PAGES)
def test_stranger_is_sent_to_the_sign_in(
    address: str, numbers: dict[str, object]
) -> None:
    answer = Client().get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", sorted(set(PAGES) - FOR_EVERYBODY))
def test_page_is_refused_without_the_permission(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    answer = signed_in(people.system_administrator).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", sorted(set(PAGES) - {"/imports/new/"}))
def test_page_is_only_read(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    client = signed_in(who(people, PAGES[address]))

    answer = client.post(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", PAGES)
def test_fragment_and_page_agree(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    client = signed_in(who(people, PAGES[address]))
    asked = address.format(**numbers)

    whole = client.get(asked).content.decode()
    fragment = client.get(asked, headers=FRAGMENT).content.decode()

    start = fragment.index("<h1>")
    end = fragment.index("</h1>")
    assert "<html" not in fragment
    assert fragment[start:end] in whole
    assert _rows(fragment) == _rows(whole)


def _rows(html: str) -> int:
    main = html[html.index("<h1>") :].split("<dialog", 1)[0]
    return main.count("<tr>")


@pytest.mark.parametrize("address", OF_ONE_PLACE)
def test_other_place_does_not_exist_for_the_reader(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    elsewhere = make.account(username="elsewhere")
    make.grant(elsewhere, "case_manager", people.xishan)
    client = signed_in(elsewhere)
    given = filled(ACTS[address][1], numbers) if address in ACTS else None
    before = _ours()

    answer = (
        client.get(address.format(**numbers))
        if given is None
        else client.post(address.format(**numbers), given)
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert _ours() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_to_a_stranger(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    before = _ours()

    answer = Client().post(address.format(**numbers), filled(ACTS[address][1], numbers))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")
    assert _ours() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_without_the_permission(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    before = _ours()

    answer = signed_in(people.audit_administrator).post(
        address.format(**numbers), filled(ACTS[address][1], numbers)
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert _ours() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    answer = signed_in(who(people, ACTS[address][0])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(
    address: str, people: Cast, numbers: dict[str, object]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        who(people, ACTS[address][0]),
        backend="hengjian.access.backend.AccountBackend",
    )
    before = _ours()

    answer = client.post(address.format(**numbers), filled(ACTS[address][1], numbers))

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert _ours() == before


def _ours() -> dict[str, list[object]]:
    """What the database holds of ours."""
    return everything_but_the_journal()
