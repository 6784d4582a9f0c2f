"""The API tells a year's days, shows what a notice would change, and releases it."""

from datetime import date
from http import HTTPStatus

import pytest

from hengjian.calendars.models import CalendarRelease
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import calendars as make
from tests.pages.asking import signed_in
from tests.unit.warehouse.card_files_in import card, import_cards


pytestmark = pytest.mark.django_db

NOTICE = {
    "year": 2031,
    "title": make.TITLE,
    "rows": [
        {"days": "2031-03-10", "kind": "off", "name": "植树节"},
        {"days": "2031-03-08", "kind": "worked", "name": "植树节"},
    ],
}


def test_notice_is_looked_at_then_released(people: Cast) -> None:
    with clock.moved_to(date(2031, 3, 5)):
        import_cards(card("A1", outcome=""), within=people.jiangcheng)
    client = signed_in(people.system_administrator)

    def ask(address: str, **more: object) -> dict[str, object]:
        body = {**NOTICE, **more}
        answer = client.post(address, body, content_type="application/json")
        assert answer.status_code < HTTPStatus.BAD_REQUEST
        found: dict[str, object] = answer.json()
        return found

    effects = ask("/api/calendars/preview")
    assert not CalendarRelease.objects.exists()
    made = ask("/api/calendars", seen=effects["seen"])

    assert (effects["limits"], effects["seen"]) == (1, 0)
    assert effects["moving"] == [
        {
            "kind": "finding",
            "unit": "429900",
            "due_before": "2031-03-10",
            "due_after": "2031-03-08",
            "count": 1,
        }
    ]
    assert (made["number"], made["title"]) == (1, make.TITLE)
    year = client.get("/api/calendars/2031").json()
    assert (year["provisional"], year["release"]) == (False, made["id"])
    assert [(day["on"], day["kind"]) for day in year["days"]] == [
        ("2031-03-08", "make_up"),
        ("2031-03-10", "off"),
    ]
    assert [each["id"] for each in client.get("/api/calendars").json()["items"]] == [
        made["id"]
    ]


def test_years_without_a_notice_are_provisional_and_odd_ones_not_there(
    people: Cast,
) -> None:
    client = signed_in(people.chen)

    assert client.get("/api/calendars/2033").json()["provisional"] is True
    assert client.get("/api/calendars/1999").status_code == HTTPStatus.NOT_FOUND


def test_faults_of_the_rows_come_as_a_problem(people: Cast) -> None:
    body = {**NOTICE, "rows": [{"days": "?", "kind": "off"}]}

    answer = signed_in(people.system_administrator).post(
        "/api/calendars", body, content_type="application/json"
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "第 1 行" in answer.json()["detail"]
