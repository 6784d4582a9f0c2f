"""Passwords are kept under Argon2id; those kept in an earlier way are kept anew."""

import threading
from contextlib import ExitStack
from typing import Any

import pytest
from django.contrib.auth.hashers import (
    PBKDF2PasswordHasher,
    check_password,
    identify_hasher,
    make_password,
)
from django.db import connection
from django.test import Client

from hengjian.access import password_hash
from hengjian.access.actions import accounts
from hengjian.access.backend import AccountBackend
from hengjian.access.models import Account
from hengjian.access.password_hash import Argon2id
from hengjian.access.passwords import is_kept_as_today
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from tests.factories import access as make


EARLIER = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


@pytest.fixture(autouse=True)
def _as_shipped(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["hengjian.access.password_hash.Argon2id", EARLIER]


def test_new_password_is_kept_under_argon2id_with_our_parameters() -> None:
    kept = make_password("yunze-river-2026")

    assert isinstance(identify_hasher(kept), Argon2id)
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept
    assert is_kept_as_today(kept)
    assert check_password("yunze-river-2026", kept)
    assert not check_password("yunze-river-2027", kept)


def kept_before(password: str) -> Account:
    account = make.account(username="chen")
    earlier = PBKDF2PasswordHasher().encode(password, "salt", 1000)
    return accounts.keep_password_anew(
        account=account, password_hash=earlier, by=System("test")
    )


def sign_in(password: str) -> int:
    sent = {"username": "chen", "password": password}
    return Client().post("/sign-in/", sent).status_code


@pytest.mark.django_db
def test_password_kept_in_an_earlier_way_is_kept_anew_once_it_was_right() -> None:
    account = kept_before("yunze-river-2026")

    assert sign_in("wrong") == 401
    assert Account.objects.get(pk=account.pk).password.startswith("pbkdf2_sha256$")

    assert sign_in("yunze-river-2026") == 302
    assert Account.objects.get(pk=account.pk).password.startswith("argon2$")
    assert sign_in("yunze-river-2026") == 302
    kept_anew = JournalEntry.objects.filter(event="access.password_kept_anew")
    # once to make this test's account, once for its owner
    assert kept_anew.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["chen", "nobody"])
def test_no_more_passwords_are_compared_at_once_than_leave_room_for_pages(
    name: str,
) -> None:
    make.account(username="chen", password="yunze-river-2026")
    compared = threading.Event()

    def sign_in_elsewhere() -> None:
        AccountBackend().authenticate(None, name, "yunze-river-2026")
        compared.set()
        connection.close()

    other = threading.Thread(target=sign_in_elsewhere)
    with ExitStack() as all_turns:
        for _ in range(password_hash.AT_ONCE):
            all_turns.enter_context(password_hash.in_turn())
        other.start()
        was_compared = compared.wait(0.3)
        page = Client().get("/sign-in/")  # whoever only reads does not wait
    other.join()

    assert not was_compared
    assert page.status_code == 200
    assert compared.is_set()
