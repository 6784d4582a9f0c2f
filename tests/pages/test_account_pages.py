"""The security administrator mends accounts; nobody else does."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.actions import accounts, second_factor
from hengjian.access.models import Account, SecondFactor
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories.access import PASSWORD
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in


PAGES = ["/accounts/", "/accounts/?q=陈", "/accounts/chen/"]
ACTS = [
    "/accounts/chen/password/",
    "/accounts/chen/second-factor/",
    "/accounts/chen/sessions/",
    "/accounts/chen/close/",
    "/accounts/chen/delegate/",
    "/accounts/chen/delegations/1/revoke/",
]


@journal.action
def let_lapse(*, account: Account, by: Actor) -> None:
    account.first_password_until = clock.machine_now() - timedelta(seconds=1)
    account.save()
    journal.nothing_changed()


@pytest.mark.parametrize("address", PAGES)
def test_page_is_for_security_and_audit_alone(address: str, cast: Cast) -> None:
    for account in (cast.security_administrator, cast.audit_administrator):
        assert "陈明" in signed_in(account).get(address).content.decode()
    assert signed_in(cast.wang).get(address).status_code == HTTPStatus.FORBIDDEN
    assert Client().get(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", PAGES)
def test_fragment_and_page_agree_in_english_too(address: str, cast: Cast) -> None:
    client = signed_in(cast.security_administrator)
    client.post("/language/", {"language": "en"})

    whole = client.get(address).content.decode()
    fragment = client.get(address, headers=FRAGMENT).content.decode()

    assert "<html" not in fragment
    assert fragment[fragment.index("<h1>") : fragment.index("</h1>")] in whole
    assert "Accounts" in fragment


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_to_everybody_else(address: str, cast: Cast) -> None:
    before = list(Account.objects.values())

    assert Client().post(address)["Location"].startswith("/sign-in/")
    for account in (cast.audit_administrator, cast.wang, cast.system_administrator):
        refused = signed_in(account).post(address)
        assert refused.status_code == HTTPStatus.FORBIDDEN

    assert list(Account.objects.values()) == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(address: str, cast: Cast) -> None:
    answer = signed_in(cast.security_administrator).get(address)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_one_time_password_is_shown_once_and_must_be_changed(cast: Cast) -> None:
    desk = signed_in(cast.chen)
    desk.get("/personal/")
    security = signed_in(cast.security_administrator)

    given = security.post("/accounts/chen/password/")

    password = given.context["password"]
    assert password in given.content.decode()
    assert "no-store" in given["Cache-Control"]
    assert desk.get("/personal/")["Location"].startswith("/sign-in/")
    client = Client()
    old = client.post("/sign-in/", {"username": "chen", "password": PASSWORD})
    assert old.status_code == HTTPStatus.UNAUTHORIZED
    client.post("/sign-in/", {"username": "chen", "password": password})
    assert client.get("/organisation/")["Location"] == "/password/"
    assert client.get("/api/organisation").status_code == HTTPStatus.UNAUTHORIZED


def test_one_time_password_does_not_lie_about_for_ever(cast: Cast) -> None:
    password = accounts.give_one_time_password(
        account=cast.chen, by=cast.security_administrator
    )
    cast.chen.refresh_from_db()
    let_lapse(account=cast.chen, by=cast.security_administrator)

    late = Client().post("/sign-in/", {"username": "chen", "password": password})
    wrong = Client().post("/sign-in/", {"username": "chen", "password": "nonsense"})

    assert late.status_code == HTTPStatus.UNAUTHORIZED
    assert late.context["fault"] == wrong.context["fault"]


def test_lost_telephone_is_mended(cast: Cast) -> None:
    second_factor.begin(account=cast.chen, by=cast.chen)
    before = last_entry()

    signed_in(cast.security_administrator).post("/accounts/chen/second-factor/")

    assert not SecondFactor.objects.exists()
    assert events_since(before) == ["access.second_factor_reset"]


def test_account_is_closed_and_opened_again(cast: Cast) -> None:
    security = signed_in(cast.security_administrator)

    security.post("/accounts/chen/close/")
    closed = Account.objects.get(username="chen").is_active
    security.post("/accounts/chen/close/")

    assert not closed
    assert Account.objects.get(username="chen").is_active


def test_sessions_of_an_account_are_ended(cast: Cast) -> None:
    desk = signed_in(cast.chen)
    desk.get("/personal/")

    signed_in(cast.security_administrator).post("/accounts/chen/sessions/")

    assert desk.get("/personal/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("act", ["password", "second-factor", "close"])
def test_nobody_mends_their_own_account_here(act: str, cast: Cast) -> None:
    security = signed_in(cast.security_administrator)

    answer = security.post(f"/accounts/security_administrator/{act}/")

    assert answer.status_code == HTTPStatus.CONFLICT


def test_account_that_is_not_there_is_not_found(cast: Cast) -> None:
    security = signed_in(cast.security_administrator)

    assert security.get("/accounts/nobody/").status_code == HTTPStatus.NOT_FOUND
    assert security.post("/accounts/nobody/close/").status_code == HTTPStatus.NOT_FOUND
