"""Signing in is entered in the journal, refused in one way, paused after failures."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory

from hengjian.access.actions import accounts, sign_in
from hengjian.access.faults import SignInRefused
from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from tests.factories import access as make


pytestmark = pytest.mark.django_db


def request_from(address: str = "192.0.2.7") -> HttpRequest:
    request = RequestFactory().post("/sign-in/", REMOTE_ADDR=address)
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def attempt(name: str, password: str, address: str = "192.0.2.7") -> Account:
    return sign_in.attempt(
        request=request_from(address), username=name, password=password
    )


def last_event() -> str:
    return JournalEntry.objects.order_by("-number")[0].event


def test_right_password_signs_in() -> None:
    account = make.account(username="chen")

    assert attempt("Chen", make.PASSWORD) == account
    assert last_event() == "access.signed_in"


def test_every_refusal_reads_the_same() -> None:
    make.account(username="chen")
    accounts.close(account=make.account(username="closed"), by=System("test"))
    said = []

    for name, password in (
        ("chen", "wrong"),
        ("nobody", make.PASSWORD),
        ("closed", make.PASSWORD),
    ):
        with pytest.raises(SignInRefused) as caught:
            attempt(name, password)
        said.append(str(caught.value))

    assert len(set(said)) == 1
    assert last_event() == "access.sign_in_refused"


def test_unknown_name_is_not_kept_for_it_may_be_a_password() -> None:
    with pytest.raises(SignInRefused):
        attempt("my-secret-password", "chen")

    entry = JournalEntry.objects.get(event="access.sign_in_refused")
    assert "my-secret-password" not in str(vars(entry))


def test_sign_in_is_paused_after_failures_from_one_address_only(
    settings: object,
) -> None:
    make.account(username="chen")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            attempt("chen", "wrong", "192.0.2.66")

    with pytest.raises(SignInRefused):
        attempt("chen", make.PASSWORD, "192.0.2.66")
    assert attempt("chen", make.PASSWORD, "192.0.2.7").username == "chen"


def test_signing_out_ends_the_session() -> None:
    account = make.account()
    request = request_from()
    sign_in.accept(request=request, account=account, by=account)

    sign_in.leave(request=request, account=account, by=account)

    assert isinstance(request.user, AnonymousUser)
    assert last_event() == "access.signed_out"


def test_page_is_in_the_persons_language(client: Client) -> None:
    account = make.account(language="en")
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")

    response = client.get("/api/openapi.json", headers={"accept-language": "zh-hans"})

    assert response.headers["Content-Language"] == "en"


def test_forms_ask_for_everything() -> None:
    from hengjian.access.forms import LanguageForm, PasswordForm, SignInForm

    assert not SignInForm({}).is_valid()
    assert SignInForm({"username": "chen", "password": " x "}).is_valid()
    differing = PasswordForm({"present": "a", "password": "b", "repeated": "c"})
    assert differing.is_valid()
    assert not differing.agrees()
    assert LanguageForm({"language": "en"}).is_valid()
    assert not LanguageForm({"language": "fr"}).is_valid()
