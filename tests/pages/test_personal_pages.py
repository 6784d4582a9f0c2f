"""One's own account: every page for its person alone, in both languages."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.actions import accounts, delegations, tokens
from hengjian.access.models import Account, Delegation, Session, Token
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories.access import PASSWORD
from tests.failing_journal import everything
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in


PAGES = [
    "/personal/",
    "/personal/second-factor/",
    "/personal/delegations/",
    "/password/",
]
ACTS = {
    "/personal/columns/keep/?table=imports": {"columns": "file"},
    "/personal/columns/usual/?table=imports": {},
    "/personal/sessions/end/": {"session": "others"},
    "/personal/tokens/make/": {"name": "报表", "scopes": ["read"], "days": "30"},
    "/personal/tokens/{token}/revoke/": {},
    "/personal/second-factor/begin/": {},
    "/personal/second-factor/confirm/": {"code": "123456"},
    "/personal/second-factor/remove/": {"code": "123456"},
    "/personal/second-factor/recovery/": {"code": "123456"},
    "/personal/delegations/make/": {"receiver": "lin"},
    "/personal/delegations/{delegation}/revoke/": {},
    "/acting/begin/": {"for": "lin"},
    "/acting/end/": {},
}


@pytest.fixture
def numbers(cast: Cast) -> dict[str, object]:
    """A token of Chen's, and a delegation of Lin's to Chen."""
    token, _ = tokens.make(account=cast.chen, name="旧", by=cast.chen)
    made = delegate(cast.lin, cast.chen)
    return {"token": token.pk, "delegation": made.pk}


def delegate(giver: Account, receiver: Account) -> Delegation:
    today = clock.today()
    return delegations.delegate(
        grants=[giver.grants.get()],
        receiver=receiver,
        from_on=today,
        until_on=today,
        reason="出差",
        by=giver,
    )[0]


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_for_everybody_in_both_languages(address: str, cast: Cast) -> None:
    for account in (cast.chen, cast.security_administrator):
        client = signed_in(account)
        assert "<h1>" in client.get(address).content.decode()
        client.post("/language/", {"language": "en"})

        page = client.get(address).content.decode()

        assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", ["/personal/", "/personal/delegations/"])
def test_fragment_and_page_agree(address: str, cast: Cast) -> None:
    client = signed_in(cast.chen)

    whole = client.get(address).content.decode()
    fragment = client.get(address, headers=FRAGMENT).content.decode()

    assert "<html" not in fragment
    assert fragment[fragment.index("<h1>") : fragment.index("</h1>")] in whole


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_stranger_is_sent_to_the_sign_in(
    address: str, numbers: dict[str, object]
) -> None:
    before = everything()
    asked = address.format(**numbers)

    answer = Client().post(asked) if address in ACTS else Client().get(asked)

    assert answer["Location"].startswith("/sign-in/")
    assert everything() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    address: str, cast: Cast, numbers: dict[str, object]
) -> None:
    answer = signed_in(cast.chen).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(
    address: str, cast: Cast, numbers: dict[str, object]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.chen, backend="hengjian.access.backend.AccountBackend")
    before = everything()

    answer = client.post(address.format(**numbers), ACTS[address])

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert everything() == before


@pytest.mark.parametrize(
    "address",
    ["/personal/tokens/{token}/revoke/", "/personal/delegations/{delegation}/revoke/"],
)
def test_what_is_anothers_does_not_exist(
    address: str, cast: Cast, numbers: dict[str, object]
) -> None:
    answer = signed_in(cast.zhou).post(address.format(**numbers))

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Token.objects.get(pk=numbers["token"]).revoked_at is None
    assert Delegation.objects.get(pk=numbers["delegation"]).revoked_at is None


def test_own_session_is_ended_and_anothers_is_not(cast: Cast) -> None:
    desk, home, other = (signed_in(a) for a in (cast.chen, cast.chen, cast.lin))
    for client in (desk, home, other):
        client.get("/personal/")
    handle = Session.objects.get(session_key=home.session.session_key).handle
    others = Session.objects.get(session_key=other.session.session_key).handle

    ended = desk.post("/personal/sessions/end/", {"session": handle})
    refused = desk.post("/personal/sessions/end/", {"session": others})

    assert ended.status_code == HTTPStatus.FOUND
    assert refused.status_code == HTTPStatus.NOT_FOUND
    assert home.get("/personal/")["Location"].startswith("/sign-in/")
    assert desk.get("/personal/").status_code == HTTPStatus.OK
    assert other.get("/personal/").status_code == HTTPStatus.OK


def test_all_other_sessions_are_ended_at_once(cast: Cast) -> None:
    desk, home = signed_in(cast.chen), signed_in(cast.chen)
    home.get("/personal/")
    desk.get("/personal/")
    before = last_entry()

    desk.post("/personal/sessions/end/", {"session": "others"})

    assert home.get("/personal/").status_code == HTTPStatus.FOUND
    assert desk.get("/personal/").status_code == HTTPStatus.OK
    assert events_since(before) == ["access.sessions_ended"]


def test_page_tells_when_from_where_and_in_which_browser(cast: Cast) -> None:
    client = Client(
        headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0"},
        REMOTE_ADDR="192.0.2.7",
    )
    client.post("/sign-in/", {"username": "chen", "password": PASSWORD})

    page = client.get("/personal/").content.decode()

    assert "192.0.2.7" in page
    assert "Chrome 130 · Windows" in page
    assert client.session.session_key not in page


def test_token_is_shown_once_listed_and_revoked(cast: Cast) -> None:
    client = signed_in(cast.chen)

    made = client.post(
        "/personal/tokens/make/", {"name": "月报", "scopes": ["read"], "days": "30"}
    )

    text = made.context["text"]
    token = Token.objects.get(account=cast.chen)
    assert text in made.content.decode()
    page = client.get("/personal/").content.decode()
    assert text not in page
    assert "月报" in page
    client.post(f"/personal/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_token_for_nothing_is_refused_in_words(cast: Cast) -> None:
    answer = signed_in(cast.chen).post(
        "/personal/tokens/make/", {"name": "月报", "days": "30"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "至少一个范围" in answer.content.decode()
    assert not Token.objects.exists()


def test_changed_password_ends_the_other_sessions_and_keeps_this_one(
    cast: Cast,
) -> None:
    desk, home = signed_in(cast.chen), signed_in(cast.chen)
    home.get("/personal/")
    key = desk.session.session_key

    desk.post(
        "/password/",
        {
            "present": PASSWORD,
            "password": "yun-5-duo-bai",
            "repeated": "yun-5-duo-bai",
        },
    )

    assert desk.get("/personal/").status_code == HTTPStatus.OK
    assert desk.session.session_key != key
    assert home.get("/personal/").status_code == HTTPStatus.FOUND


def test_closed_accounts_sessions_end(cast: Cast) -> None:
    client = signed_in(cast.chen)
    client.get("/personal/")

    accounts.close(account=cast.chen, by=cast.security_administrator)

    assert client.get("/personal/")["Location"].startswith("/sign-in/")
    assert not Session.objects.filter(account=cast.chen).exists()
