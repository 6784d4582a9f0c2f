"""Signing in is entered in the journal, refused in one way, paused after failures."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory

from hengjian.access.actions import accounts, sign_in
from hengjian.access.faults import SignInRefused
from hengjian.access.models import Account
from hengjian.access.session_store import SessionStore
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from tests.factories import access as make


pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.hashed += 1
        return super().encode(password, salt)


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


def test_writing_the_name_otherwise_does_not_go_round_the_pause() -> None:
    make.account(username="chen")
    for name in ("chen", "Chen", "CHEN", " chen", "chEn "):
        with pytest.raises(SignInRefused):
            attempt(name, "wrong")

    with pytest.raises(SignInRefused):
        attempt("chen", make.PASSWORD)


def test_pause_ends_by_itself() -> None:
    make.account(username="chen")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            attempt("chen", "wrong")

    long_ago = clock.machine_now() - timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=long_ago)

    assert attempt("chen", make.PASSWORD).username == "chen"


def test_trying_on_does_not_make_the_pause_longer() -> None:
    make.account(username="chen")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            attempt("chen", "wrong")
    nearly = clock.machine_now() - timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=nearly)

    with pytest.raises(SignInRefused):
        attempt("chen", "wrong")

    assert AccessAttempt.objects.get().attempt_time == nearly


def test_pause_behind_a_proxy_is_the_callers_and_not_everybodys(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    make.account(username="chen")

    def from_behind(forwarded: str, password: str) -> int:
        client = Client(headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")
        sent = {"username": "chen", "password": password}
        return client.post("/sign-in/", sent).status_code

    for number in range(5):
        # what the caller wrote in front changes nothing
        assert from_behind(f"198.51.100.{number}, 192.0.2.66", "wrong") == 401

    assert from_behind("192.0.2.66", make.PASSWORD) == 401
    assert from_behind("192.0.2.7", make.PASSWORD) == 302


def test_names_of_failures_are_kept_as_digests() -> None:
    with pytest.raises(SignInRefused):
        attempt("my-secret-password", "chen")

    kept = str(list(AccessAttempt.objects.values()))
    assert AccessAttempt.objects.count() == 1
    assert "my-secret-password" not in kept
    assert "'chen'" not in kept


def test_unknown_name_costs_the_same_hashing(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    make.account(username="chen")
    closed = make.account(username="closed")
    accounts.close(account=closed, by=System("test"))
    work = []

    for name in ("chen", "closed", "nobody"):
        CountingHasher.hashed = 0
        with pytest.raises(SignInRefused):
            attempt(name, "wrong")
        work.append(CountingHasher.hashed)

    assert work == [1, 1, 1]


def test_session_gets_a_new_key_at_the_sign_in() -> None:
    make.account(username="chen")
    request = request_from()
    request.session["next"] = "/"
    request.session.save()
    before = request.session.session_key

    sign_in.attempt(request=request, username="chen", password=make.PASSWORD)

    request.session.save()
    assert request.session.session_key != before


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
