"""Pages of prompts about people's sheets answer the same questions as every page."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.appraisal.models import FairnessSignal
from hengjian.lib import clock
from tests.action_examples.fairness import signal
from tests.cast import Cast
from tests.factories import appraisal as make
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in


pytestmark = pytest.mark.django_db
PROMPTS, CASES = "/appraisal/prompts/", "/appraisal/my-year/cases/"


@pytest.fixture
def asked(cast: Cast) -> Iterator[FairnessSignal]:
    """Something is asked of Chen about an open month."""
    with clock.moved_to(date(2026, 10, 26)):
        yield signal(cast)


@pytest.mark.parametrize("address", [PROMPTS, CASES])
def test_page_works_whole_and_as_fragment(
    cast: Cast, asked: FairnessSignal, address: str
) -> None:
    browser = signed_in(cast.chen)

    page, part = browser.get(address), browser.get(address, headers=FRAGMENT)

    assert (page.status_code, part.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()


def test_the_committees_page_works_and_is_of_its_office(
    cast: Cast, asked: FairnessSignal
) -> None:
    address = f"/appraisal/fairness/{asked.round_id}/people/"
    member = make.signed(cast, "wei", "考评委员", "appraisal_committee")
    page = signed_in(member).get(address)
    part = signed_in(member).get(address, headers=FRAGMENT)

    assert (page.status_code, part.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert "没有可看的提示" in part.content.decode()
    assert Client().get(address).status_code == HTTPStatus.FOUND
    assert signed_in(member).get("/appraisal/fairness/0/people/").status_code == 404


def test_an_answer_leaves_one_entry_and_is_not_given_by_reading(
    cast: Cast, asked: FairnessSignal
) -> None:
    address, since = f"{PROMPTS}{asked.pk}/answer/", last_entry()
    browser = signed_in(cast.chen)

    assert browser.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    empty = browser.post(address, {"words": " "})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "写明情况" in empty.content.decode()
    assert browser.post(address, {"words": "已补"}).status_code == HTTPStatus.FOUND
    assert events_since(since) == ["appraisal.fairness_answered"]


def test_a_colleague_finds_nothing_and_changes_nothing(
    cast: Cast, asked: FairnessSignal
) -> None:
    address = f"{PROMPTS}{asked.pk}/answer/"

    assert signed_in(cast.lin).post(address, {"words": "代答"}).status_code == 404
    assert Client().post(address, {"words": "代答"}).status_code == HTTPStatus.FOUND
    asked.refresh_from_db()
    assert asked.answer == ""
