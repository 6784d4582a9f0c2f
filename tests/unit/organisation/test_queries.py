"""Who sat where on a day, and whom the cards mean."""

from datetime import date

import pytest

from hengjian.audit.actors import System
from hengjian.organisation import queries
from hengjian.organisation.actions import appointments, people
from hengjian.organisation.faults import OrganisationFault
from tests.cast import Cast
from tests.factories import organisation as make


BY = System("test")
MOVED_ON = date(2025, 3, 1)


@pytest.fixture
def moved(cast: Cast) -> Cast:
    """Chen went from the first department to case management on 2025-03-01."""
    appointments.reassign(
        person=cast.person(cast.chen),
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=MOVED_ON,
        by=BY,
    )
    return cast


@pytest.mark.parametrize(
    ("day", "department"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "第一检察部"),
        (date(2025, 2, 28), "第一检察部"),
        (date(2025, 3, 1), "案件管理办公室"),
        (date(2030, 1, 1), "案件管理办公室"),
    ],
)
def test_where_somebody_sat_on_a_day(
    moved: Cast, day: date, department: str | None
) -> None:
    found = queries.main_appointment_on(moved.person(moved.chen), day)

    assert (found.department.name if found and found.department else None) == department


def test_people_of_a_department_on_a_day(moved: Cast) -> None:
    before = queries.people_on(moved.first_department, date(2025, 2, 28))
    after = queries.people_on(moved.first_department, date(2025, 3, 1))

    assert {person.name for person in before} == {"陈明", "林静", "周燕"}
    assert {person.name for person in after} == {"林静", "周燕"}


def test_people_of_a_procuratorate_on_a_day(moved: Cast) -> None:
    found = queries.people_on(moved.donghu, date(2025, 3, 1))

    assert [person.name for person in found] == ["赵林"]


def test_tree_has_each_parent_before_its_children(cast: Cast) -> None:
    other = make.procuratorate(code="100000", level=1)

    found = [(each.code, depth) for each, depth in queries.tree()]

    assert found == [
        (other.code, 0),
        ("429900", 0),
        ("429901", 1),
        ("429902", 1),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第一检察部", "01"),
        ("案管", "08"),
        (" 案管 ", "08"),
        ("08", "08"),
        ("案件管理办公室", None),
        ("", None),
    ],
)
def test_department_that_cards_mean(cast: Cast, text: str, code: str | None) -> None:
    found = queries.department_by_card_text(cast.jiangcheng, text)

    assert (found.code if found else None) == code


def test_handler_is_found_by_name_within_the_procuratorate(cast: Cast) -> None:
    make.appointment(person=make.person(name="陈明"), procuratorate=cast.xishan)

    found = queries.handlers_named(cast.jiangcheng, "陈明", date(2025, 1, 1))

    assert [person.number for person in found] == ["CHEN"]


def test_two_handlers_of_one_name_are_both_told(cast: Cast) -> None:
    make.appointment(
        person=make.person(number="CHEN2", name="陈明"), procuratorate=cast.jiangcheng
    )

    found = queries.handlers_named(cast.jiangcheng, "陈明", date(2025, 1, 1))

    assert {person.number for person in found} == {"CHEN", "CHEN2"}


def test_card_name_tells_two_handlers_of_one_name_apart(cast: Cast) -> None:
    people.change(
        person=cast.person(cast.chen), name="陈明", card_code="陈明(一部)", by=BY
    )
    make.appointment(
        person=make.person(number="CHEN2", name="陈明"), procuratorate=cast.jiangcheng
    )
    day = date(2025, 1, 1)

    named = queries.handlers_named(cast.jiangcheng, "陈明", day)
    carded = queries.handlers_named(cast.jiangcheng, "陈明(一部)", day)

    assert [person.number for person in named] == ["CHEN2"]
    assert [person.number for person in carded] == ["CHEN"]


def test_handler_who_sits_elsewhere_by_now_is_still_found(cast: Cast) -> None:
    chen = cast.person(cast.chen)
    appointments.reassign(
        person=chen,
        post=cast.procurator_post,
        procuratorate=cast.xishan,
        department=None,
        from_on=MOVED_ON,
        by=BY,
    )

    found = queries.handlers_named(cast.jiangcheng, "陈明", date(2025, 4, 1))

    assert found == [chen]
    assert queries.handlers_named(cast.jiangcheng, "", MOVED_ON) == []


def test_unknown_code_and_number_are_faults(cast: Cast) -> None:
    assert queries.procuratorate_with("429901") == cast.donghu
    assert queries.person_by_number("CHEN") == cast.person(cast.chen)
    with pytest.raises(OrganisationFault):
        queries.procuratorate_with("000000")
    with pytest.raises(OrganisationFault):
        queries.person_by_number("nobody")
