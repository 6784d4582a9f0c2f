"""The API's frame: its document, its errors, its doors."""

from http import HTTPStatus
from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.test import Client
from django.urls import include, path
from ninja import Router, Schema
from ninja.errors import HttpError

from hengjian.access.actions import tokens
from hengjian.config import api as api_module
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from tests.factories import access as make


pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

router = Router()


class Body(Schema):
    """What the test's operation takes."""

    count: int


@router.post("/things")
def add_things(request: HttpRequest, body: Body) -> dict[str, Any]:
    if body.count == 409:
        raise UserFault(Text("已经有了", "there already"), where="count", status=409)
    if body.count == 404:
        raise Http404
    if body.count == 418:
        raise HttpError(418, "a teapot")
    return {"count": body.count, "by": request.user.username}  # type: ignore[union-attr]


@router.get("/things")
def list_things(request: HttpRequest) -> list[int]:
    return [1]


api = api_module.build()
api.urls_namespace = "test-api"
api.add_router("/test", router)
urlpatterns = [
    path("test-api/", api.urls),
    path("", include("hengjian.config.urls")),
]


@pytest.fixture
def token() -> str:
    account = make.account(username="chen")
    return tokens.make(account=account, name="x", scopes=["read", "write"], by=account)[
        1
    ]


def post(client: Client, count: object, token: str = "") -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return client.post(
        "/test-api/test/things",
        {"count": count},
        content_type="application/json",
        headers={**headers, "accept-language": "en"},
    )


def test_document_is_there(client: Client) -> None:
    assert client.get("/api/openapi.json").status_code == HTTPStatus.OK
    document = client.get("/test-api/openapi.json").json()

    assert document["info"]["title"] == "衡鉴 Hengjian"
    assert "/test-api/test/things" in document["paths"]


def test_token_opens_the_door(client: Client, token: str) -> None:
    assert post(client, 3, token).json() == {"count": 3, "by": "chen"}


@pytest.mark.parametrize("wrong", ["", "hj_wrong"])
def test_stranger_is_told_in_problem_json(client: Client, wrong: str) -> None:
    response = post(client, 3, wrong)

    assert response.status_code == HTTPStatus.UNAUTHORIZED
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Unauthorized"


def test_reading_token_does_not_write(client: Client) -> None:
    account = make.account()
    _, reading = tokens.make(account=account, name="x", scopes=["read"], by=account)
    headers = {"authorization": f"Bearer {reading}"}

    assert client.get("/test-api/test/things", headers=headers).json() == [1]
    assert post(client, 3, reading).status_code == HTTPStatus.FORBIDDEN


def test_session_opens_the_door_but_writes_only_with_its_csrf_token() -> None:
    account = make.account()
    client = Client(enforce_csrf_checks=True)
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")

    assert client.get("/test-api/test/things").json() == [1]
    assert post(client, 3).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("count", "status", "detail"),
    [
        (409, 409, "there already"),
        (404, 404, "No such thing, or not for you."),
        (418, 418, "a teapot"),
        ("many", 422, "The request is not valid."),
    ],
)
def test_faults_are_problem_json(
    client: Client, token: str, count: object, status: int, detail: str
) -> None:
    response = post(client, count, token)

    body = response.json()
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (body["status"], body["detail"]) == (status, detail)


def test_fault_says_where(client: Client, token: str) -> None:
    assert post(client, 409, token).json()["where"] == "count"
    invalid = post(client, "many", token).json()["errors"]
    assert invalid[0]["where"].endswith("count")


def test_fault_is_told_in_chinese_by_default(client: Client, token: str) -> None:
    response = client.post(
        "/test-api/test/things",
        {"count": 409},
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )

    assert response.json()["detail"] == "已经有了"


def test_every_answer_forbids_inline_scripts_and_other_hosts(client: Client) -> None:
    policy = client.get("/api/openapi.json").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
