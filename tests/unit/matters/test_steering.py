"""Allocated, handed on, sent back, asked beside, pressed, paused, extended, ended."""

from datetime import date, timedelta

import pytest

from hengjian.lib import clock
from hengjian.matters.actions import (
    allocating,
    asking_beside,
    ending,
    extending,
    joining,
    moving_back,
    pausing,
    pressing,
)
from hengjian.matters.actions.allocating import Method
from hengjian.matters.faults import MatterFault, ReasonMissing
from hengjian.matters.models import MatterState, Outcome, WorkKind
from tests.factories import access, organisation
from tests.factories import matters as make
from tests.unit.matters.conftest import TODAY, World


def _second_of_the_office(world: World) -> object:
    person = organisation.person(number="QIN", name="秦办")
    account = access.account(username="qin", person=person)
    access.grant(account, "office_staff", world.cast.jiangcheng)
    return person


def test_rotation_gives_to_whose_turn_it_is(world: World) -> None:
    qin = _second_of_the_office(world)
    items = [
        make.item(make.matter("supply_request", world.cast.chen), "check_stock")
        for _ in range(3)
    ]

    given = [
        allocating.allocate(item=item, method=Method.ROTATION, by=make.BY).person
        for item in items
    ]

    assert given == [world.office.person, qin, world.office.person]


def test_load_gives_to_who_has_least_to_do(world: World) -> None:
    qin = _second_of_the_office(world)
    first, second, third = (
        make.item(make.matter("supply_request", world.cast.chen), "check_stock")
        for _ in range(3)
    )
    allocating.allocate(item=first, person=world.office.person, by=make.BY)

    given = [
        allocating.allocate(item=item, method=Method.LOAD, by=make.BY).person
        for item in (second, third)
    ]

    assert given == [qin, world.office.person]


def test_nobody_is_given_what_they_keep_away_from(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    item = make.item(matter, "check_stock")
    allocating.allocate(item=item, person=world.office.person, by=make.BY)

    allocating.recuse(
        matter=matter, person=world.office.person, reason="亲属关系", by=make.BY
    )

    item.refresh_from_db()
    assert item.person is None
    with pytest.raises(MatterFault, match="回避"):
        allocating.allocate(item=item, person=world.office.person, by=make.BY)
    with pytest.raises(MatterFault, match="没有可以分派的人"):
        allocating.allocate(item=item, method=Method.ROTATION, by=make.BY)


def test_what_somebody_took_nobody_else_takes(world: World) -> None:
    qin = _second_of_the_office(world)
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    allocating.claim(item=item, person=world.office.person, by=world.office)

    with pytest.raises(MatterFault, match="欧阳办已经领办"):
        allocating.claim(item=item, person=qin, by=make.BY)


def test_task_is_handed_on_with_a_reason_and_keeps_its_limit(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    due = item.due_on
    lin = world.cast.person(world.cast.lin)

    with pytest.raises(ReasonMissing):
        allocating.delegate(item=item, person=lin, reason=" ", by=make.BY)
    allocating.delegate(item=item, person=lin, reason="出差", by=make.BY)

    item.refresh_from_db()
    assert (item.person, item.due_on) == (lin, due)


def test_returned_task_is_done_again_by_who_did_it(world: World) -> None:
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    stock = make.item(matter, "check_stock")
    allocating.claim(item=stock, person=world.office.person, by=world.office)
    make.done(matter, "check_stock", world.office, in_stock="否")

    moving_back.send_back(
        item=make.item(matter, "decide"),
        element="check_stock",
        reason="请写明结存",
        by=cast.liu,
    )

    again = make.item(matter, "check_stock")
    assert again.person == world.office.person
    decide = matter.work_items.get(element="decide")
    assert decide.outcome == Outcome.RETURNED
    assert matter.events.last().reason == "请写明结存"


def test_task_is_returned_only_to_what_was_done(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    item = make.item(matter, "check_stock")

    assert moving_back.returnable(matter, item) == []
    with pytest.raises(MatterFault, match="办过的环节"):
        moving_back.send_back(item=item, element="purchase", reason="错", by=make.BY)


def test_own_task_is_recalled_until_the_next_is_done(world: World) -> None:
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    stock = matter.work_items.get(element="check_stock")

    with pytest.raises(MatterFault, match="自己办完"):
        moving_back.recall(item=stock, reason="填错", by=cast.liu)
    moving_back.recall(item=stock, reason="填错", by=world.office)
    assert make.item(matter, "check_stock")
    make.done(matter, "check_stock", world.office, in_stock="否")
    make.done(matter, "decide", cast.liu, decision="granted")

    with pytest.raises(MatterFault, match="下一步已经办理"):
        moving_back.recall(
            item=matter.work_items.filter(element="check_stock").last(),
            reason="填错",
            by=world.office,
        )


def test_task_waits_for_countersignatures_but_not_for_help(world: World) -> None:
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    item = make.item(matter, "check_stock")
    signing = asking_beside.countersign(
        item=item, person=cast.person(cast.lin), words="请会签", by=world.office
    )
    helping = asking_beside.assist(
        item=item, person=cast.person(cast.zhou), words="请盘点", by=world.office
    )

    with pytest.raises(MatterFault, match="还有 1 人没有会签"):
        make.done(matter, "check_stock", world.office, in_stock="否")
    asking_beside.answer(item=signing, words="同意", by=cast.lin)
    make.done(matter, "check_stock", world.office, in_stock="否")

    signing.refresh_from_db()
    helping.refresh_from_db()
    assert (signing.answer, signing.outcome) == ("同意", Outcome.COMPLETED)
    assert helping.outcome == Outcome.WITHDRAWN
    assert helping.kind == WorkKind.ASSIST


def test_urging_counts_and_tells(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")

    pressing.urge(item=item, words="请抓紧", by=world.cast.chen)
    pressing.urge(item=item, by=world.cast.chen)

    item.refresh_from_db()
    assert item.times_urged == 2
    assert item.matter.events.last().words.zh == "催办“库存核查”(第 2 次)"


def test_matter_is_supervised_once(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)

    pressing.supervise(matter=matter, reason="领导关注", by=world.cast.liu)

    matter.refresh_from_db()
    assert matter.supervised_on == TODAY
    with pytest.raises(MatterFault, match="已在督办"):
        pressing.supervise(matter=matter, reason="再次", by=world.cast.liu)


def test_resuming_adds_exactly_the_suspended_days(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    item = make.item(matter, "decide")  # a week: until Monday 26 October
    pausing.suspend(matter=matter, reason="等报价", by=world.cast.liu)
    with pytest.raises(MatterFault, match="已中止"):
        make.done(matter, "decide", world.cast.liu, decision="granted")

    with clock.moved_to(TODAY + timedelta(days=3)):
        pausing.resume(matter=matter, by=world.cast.liu)

    item.refresh_from_db()
    matter.refresh_from_db()
    assert item.due_on == date(2026, 10, 29)
    assert matter.state == MatterState.OPEN


def test_limit_is_extended_by_somebody_else_who_may(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    item = make.item(matter, "check_stock")  # until Tuesday 20 October
    asked = extending.ask_extension(
        item=item, length="2 working_days", reason="盘点", by=world.office
    )

    with pytest.raises(MatterFault, match="不能审批自己的申请"):
        extending.decide_extension(extension=asked, granted=True, by=world.office)
    with pytest.raises(MatterFault, match="已有申请"):
        extending.ask_extension(
            item=item, length="1 working_days", reason="再要", by=world.office
        )
    extending.decide_extension(extension=asked, granted=True, by=world.cast.liu)

    item.refresh_from_db()
    assert item.due_on == date(2026, 10, 22)


def test_refused_extension_has_its_reason_and_moves_nothing(world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    due = item.due_on
    asked = extending.ask_extension(
        item=item, length="2 working_days", reason="盘点", by=world.office
    )

    with pytest.raises(ReasonMissing):
        extending.decide_extension(extension=asked, granted=False, by=world.cast.liu)
    extending.decide_extension(
        extension=asked, granted=False, reason="不复杂", by=world.cast.liu
    )

    item.refresh_from_db()
    assert item.due_on == due


@pytest.mark.parametrize(
    "length", ["", "两天", "0 working_days", "3 hours", "5", "² working_days"]
)
def test_what_is_no_length_extends_nothing(length: str, world: World) -> None:
    item = make.item(make.matter("supply_request", world.cast.chen), "check_stock")

    with pytest.raises(MatterFault, match="看不懂要延长多久"):
        extending.ask_extension(item=item, length=length, reason="盘点", by=make.BY)


def test_ended_matter_goes_on_where_it_stood_when_taken_up_again(
    world: World,
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    ending.close(matter=matter, reason="不再需要", by=world.cast.liu)
    matter.refresh_from_db()
    assert not make.open_items(matter)
    assert matter.values["closed_on"] == TODAY.isoformat()

    ending.reopen(matter=matter, reason="仍需要", by=world.cast.liu)

    matter.refresh_from_db()
    assert [item.element for item in make.open_items(matter)] == ["decide"]
    assert (matter.state, matter.closed_on) == (MatterState.OPEN, None)
    assert "closed_on" not in matter.values


def test_closed_matter_is_taken_up_again_at_its_last_task(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="是")
    make.done(
        matter, "issue_from_stock", world.office, issued_quantity="10",
        received_by="CHEN", issued_on="2026-10-19",
    )  # fmt: skip
    matter.refresh_from_db()

    ending.reopen(matter=matter, reason="数量发错", by=world.cast.liu)

    assert [i.element for i in make.open_items(matter)] == ["issue_from_stock"]


def test_archived_matter_changes_no_more(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    with pytest.raises(MatterFault, match="先办结"):
        ending.archive(matter=matter, by=make.BY)
    ending.close(matter=matter, reason="不再需要", by=make.BY)

    ending.archive(matter=matter, by=make.BY)

    matter.refresh_from_db()
    assert (matter.state, matter.archived_on) == (MatterState.ARCHIVED, TODAY)
    with pytest.raises(MatterFault):
        ending.reopen(matter=matter, reason="又要", by=make.BY)


def test_duplicate_is_merged_by_somebody_who_says_so(world: World) -> None:
    first = make.matter("supply_request", world.cast.chen)
    second = make.matter("supply_request", world.cast.chen)
    elsewhere = make.matter("supply_request", world.cast.zhao)

    with pytest.raises(MatterFault, match="同一单位"):
        joining.merge(matter=second, into=elsewhere, reason="重复", by=make.BY)
    joining.merge(matter=second, into=first, reason="同一天重复申领", by=make.BY)

    second.refresh_from_db()
    assert second.merged_into == first
    assert second.state == MatterState.CLOSED
    assert [link.to for link in second.links.all()] == [first]


def test_transferred_matter_gets_a_number_there(world: World) -> None:
    make.matter("supply_request", world.cast.zhao)
    matter = make.matter("supply_request", world.cast.chen)

    joining.transfer(
        matter=matter, to=world.cast.donghu, reason="属地管理", by=world.cast.liu
    )

    matter.refresh_from_db()
    assert (matter.procuratorate, matter.number) == (world.cast.donghu, "2026-0002")
    assert matter.values["number"] == "2026-0002"
    [item] = make.open_items(matter)
    assert item.procuratorate == world.cast.donghu
