"""Signing in and out, one's password, one's language."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"


@pytest.fixture
def chen() -> Account:
    return make.account(username="chen.hao", password=PASSWORD)


def sign_in(client: Client, username: str, password: str, after: str = "") -> object:
    return client.post(
        f"/sign-in/?next={after}", {"username": username, "password": password}
    )


def test_the_right_password_opens_the_workbench(client: Client, chen: Account) -> None:
    response = sign_in(client, "chen.hao", PASSWORD)

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == "/"
    assert client.session.get("_auth_user_id") == str(chen.pk)


def test_a_wrong_password_and_an_unknown_account_read_the_same(
    client: Client, chen: Account
) -> None:
    wrong = sign_in(client, "chen.hao", "nonsense")
    unknown = sign_in(client, "nobody", "nonsense")

    assert wrong.status_code == unknown.status_code == HTTPStatus.UNAUTHORIZED
    said = [r.context["fault"] for r in (wrong, unknown)]
    assert said[0] == said[1] != ""


def test_signing_in_is_journaled(client: Client, chen: Account) -> None:
    sign_in(client, "chen.hao", PASSWORD)
    sign_in(Client(), "chen.hao", "nonsense")

    events = set(JournalEntry.objects.values_list("event", flat=True))
    assert {"access.signed_in", "access.sign_in_refused"} <= events


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(
    client: Client, chen: Account, elsewhere: str
) -> None:
    response = client.post(
        "/sign-in/", {"username": "chen.hao", "password": PASSWORD, "next": elsewhere}
    )

    assert response["Location"] == "/"


def test_signing_out_needs_a_post_and_ends_the_session(
    client: Client, chen: Account
) -> None:
    client.force_login(chen, backend="hengjian.access.backend.AccountBackend")

    assert client.get("/sign-out/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post("/sign-out/").status_code == HTTPStatus.FOUND
    assert client.session.get("_auth_user_id") is None


def test_a_first_password_must_be_changed_before_anything_else(client: Client) -> None:
    new = make.account(must_change_password=True)
    client.force_login(new, backend="hengjian.access.backend.AccountBackend")

    response = client.get("/organisation/")

    assert response["Location"] == "/password/"
    assert client.get("/password/").status_code == HTTPStatus.OK


def test_two_different_new_passwords_change_nothing(
    client: Client, chen: Account
) -> None:
    client.force_login(chen, backend="hengjian.access.backend.AccountBackend")

    client.post(
        "/password/",
        {"present": PASSWORD, "password": "another-horse-7", "repeated": "other"},
    )

    chen.refresh_from_db()
    assert chen.check_password(PASSWORD)


def test_present_password_is_not_found_out_by_trying_at_a_desk_that_somebody_left(
    client: Client, chen: Account
) -> None:
    client.force_login(chen, backend="hengjian.access.backend.AccountBackend")
    new = {"password": "another-horse-7", "repeated": "another-horse-7"}
    for _ in range(5):
        client.post("/password/", {"present": "wrong", **new})

    client.post("/password/", {"present": PASSWORD, **new})

    chen.refresh_from_db()
    assert chen.check_password(PASSWORD)
    entered = JournalEntry.objects.filter(event="access.password_refused")
    assert entered.count() == 6


def test_present_password_once_mistyped_is_given_again(
    client: Client, chen: Account
) -> None:
    client.force_login(chen, backend="hengjian.access.backend.AccountBackend")
    new = {"password": "another-horse-7", "repeated": "another-horse-7"}
    refused = client.post("/password/", {"present": "wrong", **new})

    answer = client.post("/password/", {"present": PASSWORD, **new})

    assert "现密码不正确" in refused.content.decode()
    assert answer.status_code == HTTPStatus.FOUND
    chen.refresh_from_db()
    assert chen.check_password("another-horse-7")


def test_the_language_is_kept_with_the_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.liu, backend="hengjian.access.backend.AccountBackend")

    client.post("/language/", {"language": "en", "next": "/organisation/"})

    page = client.get("/organisation/").content.decode()
    assert '<html lang="en">' in page
    assert "Organisation" in page
