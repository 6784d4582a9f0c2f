"""Integrity gates on the pages: asked with the form, told when they stop."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.audit.models import JournalEntry
from hengjian.matters.models import Matter
from tests.cast import Cast
from tests.factories import matters as make
from tests.pages.asking import signed_in


BOUGHT = {
    "item.supplier": "江城办公用品中心",
    "item.price": "118",
    "item.bought_on": "2026-10-19",
}


@pytest.fixture
def buying(cast: Cast) -> tuple[Client, Matter]:
    """Somebody of the general office before a request that is to be bought."""
    staff = make.office(cast)
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", staff, in_stock="否")
    make.done(matter, "decide", cast.liu, decision="granted")
    matter.refresh_from_db()
    return signed_in(staff), matter


def _sent(buying: tuple[Client, Matter], **more: str) -> tuple[int, str]:
    client, matter = buying
    item = make.item(matter, "purchase")
    answer = client.post(
        f"/matters/{matter.pk}/tasks/{item.pk}/complete/",
        BOUGHT | {"version": str(matter.version)} | more,
    )
    return answer.status_code, answer.content.decode()


def test_question_stands_with_the_form(buying: tuple[Client, Matter]) -> None:
    client, matter = buying

    page = client.get(f"/matters/{matter.pk}/").content.decode()

    assert "您或近亲属与供货单位有无利害关系" in page
    assert 'name="gate.tied_to_supplier"' in page


def test_form_without_an_answer_comes_back_with_the_question(
    buying: tuple[Client, Matter],
) -> None:
    status, page = _sent(buying)

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'name="gate.tied_to_supplier"' in page
    assert "江城办公用品中心" in page


def test_answer_that_stops_is_told_and_the_other_goes_on(
    buying: tuple[Client, Matter],
) -> None:
    status, page = _sent(buying, **{"gate.tied_to_supplier": "yes"})
    assert status == HTTPStatus.CONFLICT
    assert "tied_to_supplier" in page

    status, _ = _sent(buying, **{"gate.tied_to_supplier": "no"})
    assert status == HTTPStatus.FOUND


def test_form_that_a_gate_stops_still_holds_what_was_typed(
    buying: tuple[Client, Matter],
) -> None:
    client, matter = buying

    _, page = _sent(buying, **{"gate.tied_to_supplier": "yes"})

    assert "江城办公用品中心" in page
    assert "利害关系" in page
    assert "江城办公用品中心" in client.get(f"/matters/{matter.pk}/").content.decode()
    refused = JournalEntry.objects.get(event="access.refused")
    assert "matters:complete-task" in refused.detail
