"""A request looks up its reader's roles once; within and after an act it looks anew."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from hengjian.access import queries
from hengjian.access.actions import grants
from hengjian.access.one_look import OneLook
from hengjian.access.permissions import Permission
from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from tests.cast import Cast
from tests.factories import access as make


BY = System("test")
TABLE = "access_rolegrant"


def asked(method: str, cast: Cast, *, between: bool = False) -> list[bool]:
    """What a request hears that asks twice whether Zhao may bring cards in."""
    heard = []

    def view(request: HttpRequest) -> HttpResponse:
        heard.append(queries.may(cast.zhao, Permission.CARD_IMPORT))
        if between:
            make.grant(cast.zhao, "case_manager", cast.donghu)
        heard.append(queries.may(cast.zhao, Permission.CARD_IMPORT))
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    OneLook(view)(request)
    return heard


def looks(method: str, cast: Cast) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        asked(method, cast)
    return sum(TABLE in each["sql"] for each in caught)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_request_looks_once(method: str, cast: Cast) -> None:
    assert looks(method, cast) == 1


def test_act_sees_the_role_that_it_has_given(cast: Cast) -> None:
    heard = []

    @journal.action
    def gives_and_asks(*, by: System) -> None:
        heard.append(queries.may(cast.zhao, Permission.CARD_IMPORT))
        grants.grant(
            account=cast.zhao,
            role="case_manager",
            unit=cast.donghu,
            from_on=date(2020, 1, 1),
            by=by,
        )
        heard.append(queries.may(cast.zhao, Permission.CARD_IMPORT))

    def view(request: HttpRequest) -> HttpResponse:
        queries.may(cast.zhao, Permission.CARD_IMPORT)
        gives_and_asks(by=BY)
        return HttpResponse()

    request = HttpRequest()
    request.method = "POST"
    OneLook(view)(request)

    assert heard == [False, True]


def test_next_request_looks_anew(cast: Cast) -> None:
    assert asked("GET", cast) == [False, False]

    given = make.grant(cast.zhao, "case_manager", cast.donghu)
    assert asked("GET", cast) == [True, True]

    grants.end(grant=given, until_on=date(2020, 1, 2), by=BY)
    assert asked("GET", cast) == [False, False]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_request_that_changes_something_sees_its_own_change(
    method: str, cast: Cast
) -> None:
    assert asked(method, cast, between=True) == [False, True]


def test_who_puts_on_anothers_duties_is_looked_at_again(cast: Cast) -> None:
    heard = []

    def view(request: HttpRequest) -> HttpResponse:
        heard.append(queries.may(cast.wang, Permission.CARD_IMPORT))
        cast.wang.acting_for = cast.zhao
        heard.append(queries.may(cast.wang, Permission.CARD_IMPORT))
        return HttpResponse()

    request = HttpRequest()
    request.method = "GET"
    OneLook(view)(request)

    assert heard == [True, False]


def test_outside_every_request_each_question_is_asked(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as caught:
        queries.permissions_of(cast.wang)
        queries.permissions_of(cast.wang)

    assert sum(TABLE in each["sql"] for each in caught) == 2
