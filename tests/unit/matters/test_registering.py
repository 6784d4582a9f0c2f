"""Registering a matter: what must be there, what number it gets, who has what to do."""

from dataclasses import replace
from datetime import date

import pytest

from hengjian.matters import filling
from hengjian.matters.actions import registering
from hengjian.matters.faults import MatterFault, NotFilled
from hengjian.matters.kinds import Kind, kind_named
from hengjian.matters.models import ChangedMatter, Matter, MatterState
from tests.factories import matters as make
from tests.unit.matters.conftest import TODAY, World


def test_matter_registered_has_its_number_values_and_first_task(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)

    assert matter.number == "2026-0001"
    assert matter.title == "A4 复印纸 70 克"
    assert matter.values["quantity"] == 10
    assert matter.values["number"] == "2026-0001"
    assert matter.values["procuratorate"] == world.cast.jiangcheng.code
    assert matter.values["applicant"] == "CHEN"
    assert matter.state == MatterState.OPEN
    [task] = make.open_items(matter)
    assert (task.element, task.role, task.person) == (
        "check_stock",
        "office_staff",
        None,
    )
    assert task.due_on == date(2026, 10, 20)
    assert task.limit["length"] == "1 working_days"


def in_use_until(kind: Kind, last: date, **card: str) -> Kind:
    there = replace(kind.card, **card)
    return replace(kind, pack=replace(kind.pack, effective_to=last, card=there))


def registered(world: World, kind: Kind, **typed: str) -> Matter:
    account, unit = world.cast.chen, world.cast.jiangcheng
    filled = {**make.FILLED[kind.name], **typed}
    bound = filling.registration(kind, unit, None, account, filled)
    return registering.register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=None,
        registrant=account.person,
        by=account,
    )


def test_kind_is_registered_on_its_last_day_and_not_after_it(world: World) -> None:
    kind = kind_named("supply_request")

    matter = registered(world, in_use_until(kind, TODAY))
    with pytest.raises(MatterFault, match="2018-12-31"):
        registered(world, in_use_until(kind, date(2018, 12, 31)))

    assert matter.number == "2026-0001"
    assert make.matter("supply_request", world.cast.chen).number == "2026-0002"


def test_earlier_matter_is_registered_by_what_held_on_the_day_its_form_carries(
    world: World,
) -> None:
    kind = kind_named("task_follow_up")
    ended = in_use_until(kind, date(2026, 11, 29), partition_date="due_on")

    with pytest.raises(MatterFault, match="2026-11-30"):
        registered(world, ended)
    earlier = registered(world, ended, due_on="2026-11-29")

    assert earlier.values["due_on"] == "2026-11-29"


def test_numbers_follow_one_another_by_office_and_kind(world: World) -> None:
    cast = world.cast
    ours = [make.matter("supply_request", cast.chen).number for _ in range(3)]
    theirs = make.matter("supply_request", cast.zhao).number
    other = make.matter("task_follow_up", cast.liu).number

    assert ours == ["2026-0001", "2026-0002", "2026-0003"]
    assert theirs == other == "2026-0001"


def test_number_of_a_registration_that_failed_is_given_again(world: World) -> None:
    make.matter("supply_request", world.cast.chen)

    with pytest.raises(NotFilled):
        make.matter("supply_request", world.cast.chen, quantity="0")

    assert make.matter("supply_request", world.cast.chen).number == "2026-0002"


@pytest.mark.parametrize(
    "item",
    [
        "content",
        "responsible",
        "method",
        "target",
        "measures",
        "due_on",
        "responsibility",
    ],
)
def test_task_lacking_who_what_how_target_measures_limit_or_responsibility_is_not_opened(
    item: str, world: World
) -> None:
    with pytest.raises(NotFilled) as refused:
        make.matter("task_follow_up", world.cast.liu, **{item: ""})

    assert [name for name, _ in refused.value.form.faults] == [item]


def test_followed_up_task_lies_with_the_person_responsible(world: World) -> None:
    cast = world.cast

    matter = make.matter("task_follow_up", cast.wang)

    assert matter.handler == cast.chen.person
    assert matter.leader_in_charge == cast.liu.person
    [task] = make.open_items(matter)
    assert (task.element, task.person) == ("accept", cast.chen.person)


def test_registered_matter_waits_for_the_warehouse(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)

    change = ChangedMatter.objects.get(matter=matter)
    assert (change.kind, change.version) == ("supply_request", 1)


def test_first_line_of_the_time_line_says_who_registered_what(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)

    line = matter.events.get()
    assert line.words.zh == "登记用品申领 2026-0001"
    assert line.by == "account:chen"
    assert TODAY.year == matter.year
