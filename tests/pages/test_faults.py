"""What goes wrong is said in words, in the reader's language, with a way on."""

import json
from http import HTTPStatus

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui import pages
from tests.cast import Cast
from tests.pages.asking import FRAGMENT, signed_in


def request_of(account: object) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = account  # type: ignore[assignment]
    request._messages = []  # type: ignore[attr-defined]
    return request


def test_missing_page_says_so_and_leads_on(cast: Cast) -> None:
    answer = signed_in(cast.chen).get("/nowhere/")

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "<h1>没有这一页</h1>" in page
    assert "回工作台" in page


def test_missing_page_in_english(cast: Cast) -> None:
    client = signed_in(cast.chen)
    client.post("/language/", {"language": "en"})

    assert "<h1>No such page</h1>" in client.get("/nowhere/").content.decode()


def test_stranger_at_a_missing_page_is_led_to_the_sign_in(db: None) -> None:
    page = Client().get("/nowhere/").content.decode()

    assert "去登录" in page


def test_refusal_says_whom_to_ask(cast: Cast) -> None:
    answer = signed_in(cast.audit_administrator).get("/imports/")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "请向本单位的安全管理员申请" in answer.content.decode()


def test_refusal_as_a_fragment_has_no_frame(cast: Cast) -> None:
    answer = signed_in(cast.audit_administrator).get("/imports/", headers=FRAGMENT)

    page = answer.content.decode()
    assert "<html" not in page
    assert "您不能做这件事" in page


def test_too_many_fields_are_too_large(cast: Cast, settings: object) -> None:
    fields = {f"field-{number}": "x" for number in range(2100)}

    answer = signed_in(cast.chen).post("/language/", fields)

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "内容太大" in answer.content.decode()


def test_too_large_a_body_is_told(cast: Cast) -> None:
    answer = pages.not_understood(request_of(cast.chen), RequestDataTooBig())

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_request_that_makes_no_sense_is_told(cast: Cast) -> None:
    answer = pages.not_understood(request_of(cast.chen), SuspiciousOperation())

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "这个请求看不懂" in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "heading"),
    [(429, "太频繁了"), (409, "现在不能这样做"), (418, "没有做成")],
)
def test_fault_of_a_view_becomes_a_page_of_its_status(
    cast: Cast, status: int, heading: str
) -> None:
    fault = UserFault(Text("请等一分钟再试。", "Wait a minute."), status=status)

    answer = pages.FaultPages(lambda request: None).process_exception(  # type: ignore[arg-type, return-value]
        request_of(cast.chen), fault
    )

    assert answer is not None
    assert answer.status_code == status
    assert heading in answer.content.decode()
    assert "请等一分钟再试。" in answer.content.decode()


def test_what_is_no_fault_of_the_reader_is_left_alone(cast: Cast) -> None:
    middleware = pages.FaultPages(lambda request: None)  # type: ignore[arg-type, return-value]

    assert middleware.process_exception(request_of(cast.chen), ValueError()) is None


def test_our_own_fault_is_told_within_the_frame(cast: Cast) -> None:
    answer = pages.broken(request_of(cast.chen))

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "没有生效" in answer.content.decode()


class Unreadable:
    """An account whose database has gone."""

    @property
    def is_authenticated(self) -> bool:
        raise OperationalError


def test_our_own_fault_is_told_in_both_languages_without_a_database() -> None:
    answer = pages.broken(request_of(Unreadable()))

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "系统出了问题" in page
    assert "Something broke" in page


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/notices", "application/problem+json"), ("/", "text/html")]
)
def test_database_that_is_away_is_told_in_the_askers_way(
    db: None, path: str, kind: str
) -> None:
    def away(*asked: object) -> None:
        raise OperationalError("connection failed")

    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "0123456789abcdefghijklmnopqrstuv"

    with connection.execute_wrapper(away):
        answer = client.get(path)

    told = answer.content.decode()
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Retry-After"] == "30"
    assert "数据库暂时连接不上" in (json.loads(told)["detail"] if path != "/" else told)
    assert "系统出了问题" not in told
    assert "500" not in told


def test_operation_that_does_not_exist_is_told_to_a_program(db: None) -> None:
    answer = Client().get("/api/nowhere")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_page_left_open_too_long_is_told(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.chen, backend="hengjian.access.backend.AccountBackend")

    answer = client.post("/language/", {"language": "en"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "请刷新后再做一次" in answer.content.decode()


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://testserver/inbox/?due=late", "/inbox/?due=late"),
        ("http://testserver/inbox/urge/", None),  # takes forms only
        ("http://testserver/nowhere/at/all/", None),
        ("https://elsewhere.example/inbox/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_refused_form_leads_back_to_the_page_it_stood_on(
    cast: Cast, came: str, back: str | None
) -> None:
    answer = signed_in(cast.chen).post(
        "/inbox/urge/", {"item": "0"}, headers={"referer": came}
    )

    page = answer.content.decode()
    assert answer.status_code >= HTTPStatus.BAD_REQUEST
    if back is None:
        assert "返回刚才的页面" not in page
    else:
        assert f'href="{back}">返回刚才的页面' in page
