"""Setting up a second factor and signing in with it; nothing works twice."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from axes.models import AccessAttempt
from django.db.models import QuerySet
from django.test import Client

from hengjian.access.actions import second_factor
from hengjian.access.models import RecoveryCode, SecondFactor
from hengjian.access.second_factors import PAUSE, PAUSE_AFTER, is_paused
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories.access import PASSWORD, code_of, with_second_factor
from tests.pages.asking import events_since, last_entry, signed_in


HERE = "/personal/second-factor/"


def after_password(username: str = "chen", following: str = "") -> Client:
    client = Client()
    sent = {"username": username, "password": PASSWORD, "next": following}
    answer = client.post("/sign-in/", sent)
    assert answer["Location"].startswith("/sign-in/code/")
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/personal/").status_code == HTTPStatus.OK


def test_second_factor_is_set_up_on_the_page(cast: Cast) -> None:
    client = signed_in(cast.chen)
    client.post(f"{HERE}begin/")
    page = client.get(HERE).content.decode()
    assert "<svg" in page
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
    before = last_entry()

    answer = client.post(f"{HERE}confirm/", {"code": code_of(cast.chen)})

    shown = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", answer.content.decode())
    assert len(set(shown)) == 10
    assert events_since(before) == ["access.second_factor_confirmed"]
    after = client.get(HERE).content.decode()
    assert "<svg" not in after
    assert shown[0] not in after


def test_secret_is_kept_sealed_and_codes_as_digests(cast: Cast) -> None:
    codes = with_second_factor(cast.chen)

    from hengjian.access.second_factors import secret_of

    factor = SecondFactor.objects.get()
    assert secret_of(factor).encode() not in bytes(factor.sealed_secret)
    kept = str(list(RecoveryCode.objects.values())) + str(
        list(JournalEntry.objects.values())
    )
    assert not any(code in kept for code in codes)


def test_wrong_first_code_sets_nothing_up(cast: Cast) -> None:
    client = signed_in(cast.chen)
    client.post(f"{HERE}begin/")

    for code in ("abcdef", "", "000000 1"):
        answer = client.post(f"{HERE}confirm/", {"code": code})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    assert SecondFactor.objects.get().confirmed_at is None


def test_password_alone_opens_nothing_where_there_is_a_second_factor(
    cast: Cast,
) -> None:
    with_second_factor(cast.chen)

    client = after_password()

    assert not is_signed_in(client)
    assert client.get("/api/organisation").status_code == HTTPStatus.UNAUTHORIZED


def test_code_after_the_password_signs_in_and_goes_on(cast: Cast) -> None:
    with_second_factor(cast.chen)
    client = after_password(following="/organisation/")
    key = client.session.session_key

    answer = client.post(
        "/sign-in/code/",
        {"code": code_of(cast.chen, later=1), "next": "/organisation/"},
    )

    assert answer["Location"] == "/organisation/"
    assert is_signed_in(client)
    assert client.session.session_key != key


def test_same_code_is_not_taken_twice(cast: Cast) -> None:
    with_second_factor(cast.chen)
    code = code_of(cast.chen, later=1)
    assert is_signed_in(_given(after_password(), code))

    again = _given(after_password(), code)

    assert not is_signed_in(again)
    assert JournalEntry.objects.filter(event="access.code_refused").exists()


def test_code_before_the_last_one_taken_is_refused(cast: Cast) -> None:
    with_second_factor(cast.chen)
    earlier, later = code_of(cast.chen), code_of(cast.chen, later=1)
    assert is_signed_in(_given(after_password(), later))

    assert not is_signed_in(_given(after_password(), earlier))


def test_code_of_two_steps_on_is_refused(cast: Cast) -> None:
    with_second_factor(cast.chen)

    client = _given(after_password(), code_of(cast.chen, later=4))

    assert not is_signed_in(client)


def test_recovery_code_signs_in_once(cast: Cast) -> None:
    codes = with_second_factor(cast.chen)

    first = _given(after_password(), codes[0].lower().replace("-", " "))
    second = _given(after_password(), codes[0])

    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert JournalEntry.objects.filter(event="access.recovery_code_used").count() == 1


def test_code_page_is_nobodys_without_the_password(cast: Cast) -> None:
    with_second_factor(cast.chen)

    answer = Client().post("/sign-in/code/", {"code": code_of(cast.chen, later=1)})

    assert answer["Location"] == "/sign-in/"


def test_changed_password_ends_the_wait_for_the_code(cast: Cast) -> None:
    from hengjian.access.actions import accounts

    with_second_factor(cast.chen)
    client = after_password()

    accounts.set_password(account=cast.chen, password="yun-5-duo-bai", by=cast.chen)

    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_many_wrong_codes_pause_this_source_and_then_the_account(
    cast: Cast, settings: object
) -> None:
    with_second_factor(cast.chen)
    client = after_password()
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "wrong"})

    paused = _given(client, code_of(cast.chen, later=1))

    assert not is_signed_in(paused)
    assert "wrong" not in str(list(AccessAttempt.objects.values()))
    assert SecondFactor.objects.get().failures == 6


@pytest.mark.parametrize("page", ["remove/", "recovery/"])
def test_code_is_not_found_out_by_trying_at_a_desk_that_somebody_left(
    page: str, cast: Cast
) -> None:
    with_second_factor(cast.chen)
    client, before = signed_in(cast.chen), last_entry()
    for _ in range(PAUSE_AFTER):
        client.post(f"{HERE}{page}", {"code": "000000"})

    refused = client.post(f"{HERE}{page}", {"code": code_of(cast.chen, later=1)})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SecondFactor.objects.exists()
    assert events_since(before).count("access.code_refused") == PAUSE_AFTER + 1


def test_wrong_codes_cannot_keep_the_owner_out_for_ever(cast: Cast) -> None:
    with_second_factor(cast.chen)
    began = clock.machine_now() - PAUSE + timedelta(minutes=1)
    kept: QuerySet[SecondFactor] = QuerySet(SecondFactor)
    kept.update(failures=PAUSE_AFTER, failed_at=began)

    second_factor.refuse(account=cast.chen, by=cast.chen)

    # what comes during the pause makes it no longer
    assert SecondFactor.objects.get().failed_at == began
    kept.update(failed_at=began - timedelta(minutes=2))
    second_factor.refuse(account=cast.chen, by=cast.chen)
    assert not is_paused(SecondFactor.objects.get())


def test_required_factor_comes_before_everything_else(
    cast: Cast, settings: object
) -> None:
    settings.SECOND_FACTOR_FOR = ["administrators", "leader"]  # type: ignore[attr-defined]

    for account in (cast.liu, cast.audit_administrator):
        client = signed_in(account)
        assert client.get("/organisation/")["Location"] == HERE
        assert client.get("/api/organisation").status_code == HTTPStatus.UNAUTHORIZED
        assert client.get(HERE).status_code == HTTPStatus.OK
    assert signed_in(cast.chen).get("/organisation/").status_code == HTTPStatus.OK

    with_second_factor(cast.liu)

    assert signed_in(cast.liu).get("/organisation/").status_code == HTTPStatus.OK
    kept = signed_in(cast.liu).post(
        f"{HERE}remove/", {"code": code_of(cast.liu, later=1)}
    )
    assert kept.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SecondFactor.objects.filter(account=cast.liu).exists()


def test_factor_is_taken_away_with_a_code_and_not_without(cast: Cast) -> None:
    with_second_factor(cast.chen)
    client = signed_in(cast.chen)

    refused = client.post(f"{HERE}remove/", {"code": "wrong"})
    taken = client.post(f"{HERE}remove/", {"code": code_of(cast.chen, later=1)})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert taken.status_code == HTTPStatus.FOUND
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_new_recovery_codes_void_the_old_ones(cast: Cast) -> None:
    old = with_second_factor(cast.chen)
    client = signed_in(cast.chen)

    answer = client.post(f"{HERE}recovery/", {"code": code_of(cast.chen, later=1)})

    assert answer.status_code == HTTPStatus.OK
    assert not is_signed_in(_given(after_password(), old[0]))
    assert is_signed_in(_given(after_password(), answer.context["codes"][0]))


def test_second_confirmed_factor_is_not_begun_over_the_first(cast: Cast) -> None:
    with_second_factor(cast.chen)

    answer = signed_in(cast.chen).post(f"{HERE}begin/")

    assert answer.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_either_cipher_seals_the_secret(
    cast: Cast, settings: object, cipher: str
) -> None:
    settings.VAULT_CIPHER = cipher  # type: ignore[attr-defined]
    with_second_factor(cast.chen)

    assert is_signed_in(_given(after_password(), code_of(cast.chen, later=1)))


def _given(client: Client, code: str) -> Client:
    client.post("/sign-in/code/", {"code": code})
    return client
