"""Single sign-on recognises accounts that exist and believes nobody else's token."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from tests.cast import Cast
from tests.factories import access as make
from tests.unit.access import identity_provider
from tests.unit.access.identity_provider import CLIENT, SECRET, Provider


pytestmark = pytest.mark.django_db

START = "/sign-in/single/"


@pytest.fixture
def provider(cast: Cast, settings: Any) -> Iterator[Provider]:
    with identity_provider.running() as running:
        settings.OIDC_ISSUER = running.issuer
        settings.OIDC_CLIENT = CLIENT
        settings.OIDC_SECRET = SECRET
        running.claims = {"preferred_username": "chen"}
        yield running


def go_through(client: Client, provider: Provider, start: str = START) -> Any:
    """From our door to the provider and back."""
    away = client.get(start)
    assert away["Location"].startswith(provider.issuer)
    return client.get(provider.sign_in_at(away["Location"]))


def account_in(client: Client) -> str | None:
    number = client.session.get("_auth_user_id")
    return Account.objects.get(pk=number).username if number else None


def test_person_is_recognised_by_the_claim_and_goes_on(provider: Provider) -> None:
    client = Client()

    answer = go_through(client, provider, f"{START}?next=/organisation/")

    assert answer["Location"] == "/organisation/"
    assert account_in(client) == "chen"
    entry = JournalEntry.objects.get(event="access.signed_in")
    assert "single sign-on" in entry.detail


def test_staff_number_can_name_the_account(provider: Provider, settings: Any) -> None:
    settings.OIDC_CLAIM, settings.OIDC_NAMES = "staff", "number"
    provider.claims = {"staff": "ZHOU"}
    client = Client()

    go_through(client, provider)

    assert account_in(client) == "zhou"


@pytest.mark.parametrize("named", ["nobody", "", None, ["chen"]])
def test_nobody_is_made_an_account(provider: Provider, named: Any) -> None:
    provider.claims = {"preferred_username": named}
    before = Account.objects.count()
    client = Client()

    answer = go_through(client, provider)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert account_in(client) is None
    assert Account.objects.count() == before
    assert JournalEntry.objects.filter(event="access.sign_in_refused").exists()


def test_closed_account_stays_closed(provider: Provider, cast: Cast) -> None:
    from hengjian.access.actions import accounts

    accounts.close(account=cast.chen, by=cast.security_administrator)
    client = Client()

    assert go_through(client, provider).status_code == HTTPStatus.FORBIDDEN
    assert account_in(client) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another client"},
        {"aud": ["another client", CLIENT]},
        {"iss": "http://127.0.0.1:1"},
        {"nonce": "another sign-in's"},
        {"exp": int(time.time()) - 3600},
    ],
    ids=["audience", "shared audience", "issuer", "nonce", "past"],
)
def test_token_that_is_not_for_this_sign_in_is_refused(
    provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = {"preferred_username": "chen", **claims}
    client = Client()

    assert go_through(client, provider).status_code == HTTPStatus.FORBIDDEN
    assert account_in(client) is None


def test_token_under_another_key_is_refused(provider: Provider) -> None:
    provider.published = RSAKey.generate_key(2048)
    client = Client()

    assert go_through(client, provider).status_code == HTTPStatus.FORBIDDEN
    assert account_in(client) is None


def test_description_of_another_issuer_is_refused(provider: Provider) -> None:
    provider.said_issuer = "http://127.0.0.1:1"

    assert Client().get(START).status_code == HTTPStatus.FORBIDDEN


def test_answer_to_another_browsers_departure_is_refused(provider: Provider) -> None:
    theirs, ours = Client(), Client()
    stolen = provider.sign_in_at(theirs.get(START)["Location"])
    ours.get(START)

    assert ours.get(stolen).status_code == HTTPStatus.FORBIDDEN
    assert account_in(ours) is None


def test_answer_counts_once(provider: Provider) -> None:
    client = Client()
    back = provider.sign_in_at(client.get(START)["Location"])
    client.get(back)

    assert client.get(back).status_code == HTTPStatus.NOT_FOUND


def test_second_factor_is_asked_for_all_the_same(
    provider: Provider, cast: Cast
) -> None:
    make.with_second_factor(cast.chen)
    client = Client()

    answer = go_through(client, provider)

    assert answer["Location"].startswith("/sign-in/code/")
    assert account_in(client) is None


def test_provider_that_is_away_is_said(cast: Cast, settings: Any) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    answer = Client().get(START)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "单点登录没有成功" in answer.content.decode()


def test_without_a_provider_there_is_no_such_page(cast: Cast) -> None:
    assert Client().get(START).status_code == HTTPStatus.NOT_FOUND
    assert Client().get(f"{START}back/?code=x").status_code == HTTPStatus.NOT_FOUND
    assert "单点登录" not in Client().get("/sign-in/").content.decode()


def test_sign_in_page_offers_it_where_there_is_a_provider(provider: Provider) -> None:
    assert "用单点登录" in Client().get("/sign-in/").content.decode()
