"""Who asks too often is told to wait, and nobody else is."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from hengjian.access import rate_counts
from hengjian.lib import clock
from tests.cast import Cast
from tests.pages.asking import signed_in


AT = clock.machine_now().replace(second=20, microsecond=0)


@pytest.fixture(autouse=True)
def _still_clock(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rate_counts.forget()
    monkeypatch.setattr(clock, "machine_now", lambda: AT)


def statuses(client: Client, address: str, times: int) -> list[int]:
    return [client.get(address).status_code for _ in range(times)]


def test_api_answers_429_with_when_to_come_back(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_API = 2
    client = signed_in(cast.wang)

    assert statuses(client, "/api/organisation", 2) == [200, 200]
    refused = client.get("/api/organisation")

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert refused.headers["Retry-After"] == "40"
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["title"] == "Too Many Requests"


def test_limit_of_one_account_is_not_anothers(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_API = 1

    assert statuses(signed_in(cast.wang), "/api/organisation", 2) == [200, 429]
    assert statuses(signed_in(cast.liu), "/api/organisation", 1) == [200]


def test_next_minute_is_a_new_one(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HENGJIAN_RATE_API = 1
    client = signed_in(cast.wang)
    assert statuses(client, "/api/organisation", 2) == [200, 429]

    monkeypatch.setattr(clock, "machine_now", lambda: AT + timedelta(seconds=40))

    assert statuses(client, "/api/organisation", 1) == [200]


def test_guessing_tokens_is_counted_by_address(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_API = 2
    client = Client()

    found = [
        client.get("/api/organisation", headers={"authorization": f"Bearer hj_{n}"})
        for n in range(3)
    ]

    assert [answer.status_code for answer in found] == [401, 401, 429]


def test_exports_are_counted_apart_from_pages(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_EXPORTS = 1
    client = signed_in(cast.liu)

    first = client.get("/data/signals/?export=xlsx")
    second = client.get("/data/signals/?export=xlsx")

    assert (first.status_code, second.status_code) == (200, 429)
    assert "频繁" in second.content.decode()
    assert client.get("/data/signals/").status_code == HTTPStatus.OK


def sign_in(client: Client, **headers: str) -> int:
    answer = client.post(
        "/sign-in/", {"username": "chen", "password": "wrong"}, headers=headers
    )
    return answer.status_code


def test_sign_in_is_counted_by_address(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_SIGN_IN = 2
    client = Client()

    assert [sign_in(client) for _ in range(3)] == [401, 401, 429]
    assert client.get("/sign-in/").status_code == HTTPStatus.OK
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9")) == HTTPStatus.UNAUTHORIZED


def test_address_of_a_proxy_counts_only_where_one_was_set(
    cast: Cast, settings: Any
) -> None:
    settings.HENGJIAN_RATE_SIGN_IN = 1
    client = Client()
    assert sign_in(client, x_forwarded_for="10.0.0.1") == HTTPStatus.UNAUTHORIZED
    assert sign_in(client, x_forwarded_for="10.0.0.2") == 429

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert sign_in(client, x_forwarded_for="10.0.0.2") == HTTPStatus.UNAUTHORIZED
    # what a caller writes into the header itself stands in front of the proxy's word
    forged = "10.0.0.77, 10.0.0.2"
    assert sign_in(client, x_forwarded_for=forged) == 429


def test_limit_of_nothing_is_none(cast: Cast, settings: Any) -> None:
    settings.HENGJIAN_RATE_API = 0

    assert set(statuses(signed_in(cast.wang), "/api/organisation", 5)) == {200}
