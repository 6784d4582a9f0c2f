"""Changes to the organisation keep the tree and the appointments in order."""

from datetime import date

import pytest

from hengjian.audit.actors import System
from hengjian.organisation.actions import (
    appointments,
    departments,
    people,
    posts,
    procuratorates,
)
from hengjian.organisation.faults import OrganisationFault, OverlappingAppointment
from hengjian.organisation.models import Procuratorate
from hengjian.organisation.queries import subtree_codes
from tests.cast import Cast
from tests.factories import organisation as make
from tests.failing_journal import everything


BY = System("test")


def codes_below(code: str) -> list[str]:
    return subtree_codes(Procuratorate.objects.get(code=code))


def test_subtree_is_the_procuratorate_and_all_below(cast: Cast) -> None:
    assert subtree_codes(cast.jiangcheng) == ["429900", "429901", "429902"]
    assert subtree_codes(cast.donghu) == ["429901"]


def test_moving_takes_everything_below_along(db: None) -> None:
    province = make.procuratorate(code="420000", level=2)
    first = make.procuratorate(code="421000", level=3, parent=province)
    second = make.procuratorate(code="422000", level=3, parent=province)
    make.procuratorate(code="421001", parent=first)
    other = make.procuratorate(code="430000", level=2)

    procuratorates.move(procuratorate=first, parent=other, by=BY)

    assert codes_below("430000") == ["421000", "421001", "430000"]
    assert codes_below("420000") == ["420000", "422000"]
    assert codes_below("422000") == [second.code]


def test_moving_below_oneself_is_refused(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="自己"):
        procuratorates.move(procuratorate=cast.jiangcheng, parent=cast.donghu, by=BY)


@pytest.mark.parametrize("code", ["42990", "4299001", "42990A", "", "４２９９９９"])
def test_code_that_is_not_six_digits_is_refused(db: None, code: str) -> None:
    with pytest.raises(OrganisationFault):
        make.procuratorate(code=code)


def test_code_in_use_is_refused(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="已在使用"):
        make.procuratorate(code="429901")


def test_level_must_be_below_the_parents(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="级别"):
        make.procuratorate(level=3, parent=cast.jiangcheng)


def test_renaming_to_the_same_names_changes_nothing(cast: Cast) -> None:
    procuratorates.rename(procuratorate=cast.donghu, name="东湖区人民检察院", by=BY)

    again = procuratorates.rename(
        procuratorate=cast.donghu, name="东湖区人民检察院", by=BY
    )

    assert Procuratorate.objects.get(pk=again.pk).name == "东湖区人民检察院"


def test_procuratorate_with_open_ones_below_stays_open(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="下级院"):
        procuratorates.close(procuratorate=cast.jiangcheng, on=date(2026, 1, 1), by=BY)

    closed = procuratorates.close(procuratorate=cast.xishan, on=date(2026, 1, 1), by=BY)

    assert closed.closed_on == date(2026, 1, 1)


def test_department_code_is_unique_within_its_procuratorate(cast: Cast) -> None:
    with pytest.raises(OrganisationFault):
        make.department(procuratorate=cast.jiangcheng, code="01")
    assert make.department(procuratorate=cast.xishan, code="01").code == "01"


def test_card_name_belongs_to_one_department(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="案卡名称"):
        departments.change(
            department=cast.first_department, name="第一检察部", card_code="案管", by=BY
        )


def test_department_with_people_in_it_stays_open(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="在任"):
        departments.close(department=cast.first_department, on=date(2026, 1, 1), by=BY)


def test_staff_number_is_never_used_twice(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="工号"):
        make.person(number="CHEN")


def test_post_of_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(OrganisationFault, match="类别"):
        posts.add(code="x", name="x", kind="emperor", by=BY)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (date(2024, 6, 1), None),
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2023, 1, 1), None),
        (date(2025, 1, 1), date(2025, 1, 1)),
    ],
)
def test_main_appointments_of_a_person_never_overlap(
    cast: Cast, from_on: date, until_on: date | None
) -> None:
    with pytest.raises(OverlappingAppointment, match="重叠"):
        make.appointment(
            person=cast.person(cast.chen), from_on=from_on, until_on=until_on
        )


def test_appointment_may_end_the_day_before_the_next_begins(cast: Cast) -> None:
    earlier = make.appointment(
        person=cast.person(cast.chen),
        from_on=date(2023, 1, 1),
        until_on=date(2023, 12, 31),
    )

    assert earlier.until_on == date(2023, 12, 31)


def test_side_appointment_may_overlap(cast: Cast) -> None:
    side = make.appointment(person=cast.person(cast.chen), is_main=False)

    assert side.pk


def test_department_of_another_procuratorate_is_refused(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="不属于"):
        make.appointment(procuratorate=cast.xishan, department=cast.first_department)


def test_reassigning_ends_the_present_appointment_the_day_before(cast: Cast) -> None:
    chen = cast.person(cast.chen)

    new = appointments.reassign(
        person=chen,
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2025, 3, 1),
        by=BY,
    )

    old = chen.appointments.exclude(pk=new.pk).get()
    assert old.until_on == date(2025, 2, 28)


def test_ended_appointment_does_not_last_again_over_a_later_one(cast: Cast) -> None:
    chen = cast.person(cast.chen)
    first = chen.appointments.get()
    appointments.reassign(
        person=chen,
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2025, 3, 1),
        by=BY,
    )

    first.refresh_from_db()
    with pytest.raises(OverlappingAppointment):
        appointments.end(appointment=first, until_on=None, by=BY)


def test_leaving_ends_every_appointment(cast: Cast) -> None:
    chen = cast.person(cast.chen)
    make.appointment(person=chen, is_main=False)

    people.leave(person=chen, on=date(2026, 6, 30), by=BY)

    assert set(chen.appointments.values_list("until_on", flat=True)) == {
        date(2026, 6, 30)
    }


def test_what_is_as_asked_changes_nothing(cast: Cast) -> None:
    before = everything()
    chen = cast.person(cast.chen)

    procuratorates.move(procuratorate=cast.donghu, parent=cast.jiangcheng, by=BY)
    departments.change(
        department=cast.case_management,
        name="案件管理办公室",
        card_code="案管",
        by=BY,
    )
    posts.change(post=cast.procurator_post, name="员额检察官", kind="procurator", by=BY)
    people.change(person=chen, name="陈明", by=BY)
    appointments.end(appointment=chen.appointments.get(), until_on=None, by=BY)

    assert everything() == before


def test_changes_are_kept(cast: Cast) -> None:
    departments.change(
        department=cast.first_department, name="刑事检察部", card_code="刑检", by=BY
    )
    posts.change(post=cast.procurator_post, name="检察官", kind="procurator", by=BY)
    empty = make.department(procuratorate=cast.xishan)
    departments.close(department=empty, on=date(2026, 1, 1), by=BY)

    for row in (cast.first_department, cast.procurator_post, empty):
        row.refresh_from_db()
    assert (cast.first_department.name, cast.first_department.card_code) == (
        "刑事检察部",
        "刑检",
    )
    assert cast.procurator_post.name == "检察官"
    assert empty.closed_on == date(2026, 1, 1)


def test_post_code_in_use_is_refused(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="岗位编码"):
        posts.add(code="procurator", name="检察官", kind="procurator", by=BY)


def test_appointment_cannot_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(OrganisationFault, match="早于"):
        make.appointment(from_on=date(2026, 1, 2), until_on=date(2026, 1, 1))


def test_first_appointment_needs_no_earlier_one_to_end(cast: Cast) -> None:
    new = appointments.reassign(
        person=make.person(),
        post=cast.procurator_post,
        procuratorate=cast.xishan,
        department=None,
        from_on=date(2026, 1, 1),
        by=BY,
    )

    assert str(new) == "陈检 · 员额检察官 · 西山县人民检察院"
