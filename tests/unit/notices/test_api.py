"""The API gives an account its own notices, page by page."""

from http import HTTPStatus

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.notices import notice
from tests.pages.asking import signed_in


def test_own_notices_come_page_by_page(cast: Cast) -> None:
    keys = [str(number) for number in range(3)]
    for key in keys:
        notice(cast.chen, key)
    notice(cast.lin, "lin's")
    client = signed_in(cast.chen)

    first = client.get("/api/notices?limit=2").json()
    second = client.get(f"/api/notices?limit=2&after={first['next']}").json()

    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert (first["unread"], second["next"]) == (3, None)


def test_notices_are_marked_read_and_counted(cast: Cast) -> None:
    made = notice(cast.chen, "a")
    notice(cast.chen, "b")
    client = signed_in(cast.chen)

    answer = client.post(
        "/api/notices/read", {"numbers": [made.pk]}, content_type="application/json"
    )

    assert answer.json() == {"marked": 1, "unread": 1}
    assert client.get(f"/api/notices/{made.pk}").json()["read_at"]


@pytest.mark.parametrize("number", [-(2**70), 2**70])
def test_number_that_no_row_has_is_refused(cast: Cast, number: int) -> None:
    answer = signed_in(cast.chen).post(
        "/api/notices/read", {"numbers": [number]}, content_type="application/json"
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_everything_is_marked_without_numbers(cast: Cast) -> None:
    notice(cast.chen, "a")
    notice(cast.chen, "b")

    answer = signed_in(cast.chen).post(
        "/api/notices/read", {}, content_type="application/json"
    )

    assert answer.json() == {"marked": 2, "unread": 0}


def test_others_notice_does_not_exist(cast: Cast) -> None:
    theirs = notice(cast.lin)

    answer = signed_in(cast.chen).get(f"/api/notices/{theirs.pk}")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_stranger_gets_nothing(cast: Cast) -> None:
    assert Client().get("/api/notices").status_code == HTTPStatus.UNAUTHORIZED
