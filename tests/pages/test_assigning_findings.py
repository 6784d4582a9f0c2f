"""Several findings are given to one person, all or none."""

from http import HTTPStatus

import pytest

from hengjian.warehouse.models import Finding
from tests.cast import Cast
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card


ASSIGN = "/quality/assign/"


@pytest.fixture
def two(people: Cast) -> Cast:
    """A finding of Chen's in Jiangcheng, one of Zhao's in Donghu."""
    brought(
        card("A1", outcome=""),
        card("A2", outcome=""),
        card("B1", outcome="", handler="赵林", procuratorate="429901"),
    )
    return people


def numbers(*keys: str) -> list[int]:
    return [Finding.objects.get(card_key=f"{key}|1").pk for key in keys]


def holders() -> dict[str, str]:
    return {f.card_key[:2]: f.person.name for f in Finding.objects.all()}


def test_head_gives_the_ticked_findings_to_a_colleague(two: Cast):
    before = last_entry()

    answer = signed_in(two.lin).post(
        ASSIGN,
        {
            "finding": numbers("A1", "A2"),
            "person": two.person(two.zhou).pk,
            "next": "/quality/?sort=card",
        },
    )

    assert answer["Location"] == "/quality/?sort=card"
    assert holders() == {"A1": "周燕", "A2": "周燕", "B1": "赵林"}
    assert events_since(before) == [
        *["warehouse.finding_assigned"] * 2,
        "jobs.job_enqueued",  # whoever has them now is told
    ]


def test_giving_to_whoever_has_it_changes_nothing(two: Cast):
    before = last_entry()

    signed_in(two.lin).post(
        ASSIGN, {"finding": numbers("A1"), "person": two.person(two.chen).pk}
    )

    assert last_entry() == before


def test_one_finding_of_another_place_refuses_them_all(two: Cast):
    before = last_entry()

    answer = signed_in(two.lin).post(
        ASSIGN,
        {"finding": numbers("A1", "B1"), "person": two.person(two.zhou).pk},
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert holders()["A1"] == "陈明"
    assert events_since(before) == ["access.refused"]


def test_finding_goes_to_nobody_who_works_elsewhere(two: Cast):
    before = last_entry()

    answer = signed_in(two.wang).post(
        ASSIGN,
        {"finding": numbers("A1", "B1"), "person": two.person(two.zhou).pk},
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "不能分派" in answer.content.decode()
    assert holders() == {"A1": "陈明", "A2": "陈明", "B1": "赵林"}
    assert last_entry() == before


def test_procurator_assigns_nothing(two: Cast):
    answer = signed_in(two.chen).post(
        ASSIGN, {"finding": numbers("A1"), "person": two.person(two.zhou).pk}
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert holders()["A1"] == "陈明"


@pytest.mark.parametrize(
    "given", [{}, {"finding": "1"}, {"finding": "x", "person": "y"}]
)
def test_nothing_ticked_or_nobody_chosen_is_said(given: dict[str, str], two: Cast):
    answer = signed_in(two.lin).post(ASSIGN, given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_nobody_is_sent_elsewhere_afterwards(two: Cast):
    answer = signed_in(two.lin).post(
        ASSIGN,
        {
            "finding": numbers("A1"),
            "person": two.person(two.zhou).pk,
            "next": "https://evil.example/",
        },
    )

    assert answer["Location"] == "/quality/"


def test_head_is_offered_the_people_of_the_own_department(two: Cast):
    page = text_of(two.lin, "/quality/")

    offered = page[page.index('id="person"') :]
    assert "周燕" in offered
    assert "王案" not in offered


def test_people_are_offered_once_a_place_is_chosen(two: Cast):
    assert "先按单位筛选" in text_of(two.wang, "/quality/")
    page = text_of(two.wang, "/quality/?unit=429901")
    assert "赵林" in page[page.index('id="person"') :]
