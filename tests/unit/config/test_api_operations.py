"""Every operation of the API: a stranger is refused, a role without the right too."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from hengjian.access.actions import tokens
from hengjian.config.api import api
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db


# what is the caller's own, whatever the role
OWN_THINGS = {"notices", "delegations"}


def operations() -> list[tuple[str, str]]:
    """Every method and address of the published document, parameters filled in."""
    found = []
    for address, methods in api.get_openapi_schema()["paths"].items():
        filled = address.replace("{number}", "1").replace("{name}", "x")
        filled = filled.replace("{code}", "990100")
        found += [(method.upper(), filled) for method in methods]
    return found


def ask(client: Client, method: str, address: str, token: str = "") -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    query = "?unit=990100&period=2026-Q3"
    return client.generic(
        method, address + query, b"{}", content_type="application/json", headers=headers
    )


def test_there_are_operations_for_what_the_pages_offer() -> None:
    tags = {address.split("/")[2] for _, address in operations()}

    assert {"organisation", "indicators", "cards"} <= tags


@pytest.mark.parametrize(("method", "address"), operations())
def test_a_stranger_is_refused(client: Client, method: str, address: str) -> None:
    response = ask(client, method, address)

    assert response.status_code == HTTPStatus.UNAUTHORIZED
    assert response.headers["Content-Type"] == "application/problem+json"


def guarded() -> list[tuple[str, str]]:
    """The operations on what is not the caller's own."""
    return [each for each in operations() if each[1].split("/")[2] not in OWN_THINGS]


@pytest.mark.parametrize(("method", "address"), guarded())
def test_an_account_without_any_role_gets_nothing(
    client: Client, method: str, address: str
) -> None:
    account = make.account()
    _, token = tokens.make(
        account=account, name="x", scopes=["read", "write"], by=account
    )

    response = ask(client, method, address, token)

    assert response.status_code in {
        HTTPStatus.FORBIDDEN,
        HTTPStatus.UNPROCESSABLE_ENTITY,  # the body is looked at before the role
    }
    assert response.headers["Content-Type"] == "application/problem+json"


def test_every_address_and_summary_is_in_the_one_manner() -> None:
    operations = [
        (address, each["summary"])
        for address, methods in api.get_openapi_schema()["paths"].items()
        for each in methods.values()
    ]

    assert [each for each in operations if each[0].endswith("/")] == []
    assert [each for each in operations if each[1].isascii()] == []


@pytest.fixture
def token(cast: Cast) -> str:
    """Of somebody who may do the work of these places and keeps the jobs too."""
    account = make.account()
    for role in ("case_manager", "leader", "meeting_office"):
        make.grant(account, role, cast.jiangcheng)
    return tokens.make(account=account, name="x", scopes=["read"], by=account)[1]


@pytest.mark.parametrize(
    "asked",
    [
        "indicators/signals?state=nope",
        "notices?kind=nope",
        "matters?state=nope",
        "inbox?scope=nope",
        "inbox?due=nope",
        "documents?state=nope",
        "documents?year=0",
        "received-papers?kind=nope",
        "received-papers?year=10000",
        "cards/findings?state=nope",
        "meetings/items?state=nope",
        "meetings/tasks?due=nope",
        "notices?knid=finding",
        "matters?find=x",
    ],
)
def test_a_filter_that_is_none_is_refused_and_not_ignored(
    client: Client, token: str, asked: str
) -> None:
    response = client.get(f"/api/{asked}", headers={"authorization": f"Bearer {token}"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_method_that_is_not_there_is_told_in_problem_json(client: Client) -> None:
    response = client.delete("/api/notices", headers={"accept-language": "en"})

    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Allow"] == "GET"
    assert response.json()["detail"] == "This address is not used that way."
