"""Tasks completed one after another, from the request to the end."""

from datetime import date, timedelta

import pytest

from hengjian.lib import clock
from hengjian.matters import filling
from hengjian.matters.actions import completing
from hengjian.matters.faults import ChangedMeanwhile, MatterFault, NotFilled
from hengjian.matters.models import MatterState, Outcome
from tests.factories import matters as make
from tests.unit.matters.conftest import TODAY, World


def test_supplies_in_stock_are_issued_the_same_day(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="是")
    [issue] = make.open_items(matter)

    make.done(
        matter, "issue_from_stock", world.office, issued_quantity="10",
        received_by="CHEN", issued_on="2026-10-19",
    )  # fmt: skip

    matter.refresh_from_db()
    assert issue.due_on == TODAY
    assert matter.state == MatterState.CLOSED
    assert matter.closed_on == TODAY
    assert matter.values["closed_on"] == TODAY.isoformat()
    assert not make.open_items(matter)


def test_supplies_not_in_stock_are_decided_bought_entered_and_issued(
    world: World,
) -> None:
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    decide = make.item(matter, "decide")
    make.done(matter, "decide", cast.liu, decision="granted")
    with clock.moved_to(TODAY + timedelta(days=4)):
        make.done(
            matter, "purchase", world.office, answers={"tied_to_supplier": "no"},
            supplier="江城文具", price="110",
            bought_on="2026-10-23",
        )  # fmt: skip
        issue = make.item(matter, "issue")
        make.done(
            matter, "issue", world.office, entered_on="2026-10-23",
            issued_quantity="10", received_by="CHEN", issued_on="2026-10-23",
        )  # fmt: skip

    matter.refresh_from_db()
    assert decide.due_on == date(2026, 10, 26)
    assert issue.due_on == date(2026, 10, 27)
    assert matter.state == MatterState.CLOSED
    assert matter.values["decided_by"] == "LIU"
    assert matter.values["decided_on"] == "2026-10-19"


def test_refusal_needs_its_grounds_and_is_told(world: World) -> None:
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", world.office, in_stock="否")
    task = make.item(matter, "decide")
    matter.refresh_from_db()
    without = filling.task_form(task, cast.liu, {"decision": "refused"})

    with pytest.raises(NotFilled):
        completing.complete(
            item=task, bound=without, version=matter.version, by=cast.liu
        )

    make.done(matter, "decide", cast.liu, decision="refused", decision_reason="有替代")
    make.done(matter, "tell_refusal", world.office, refusal_posting="库内有替代品")
    matter.refresh_from_db()
    assert matter.state == MatterState.CLOSED
    assert matter.values["refusal_told_on"] == TODAY.isoformat()


def test_progress_is_reported_until_it_is_finished_and_verified(world: World) -> None:
    cast = world.cast
    matter = make.matter("task_follow_up", cast.wang)
    make.done(matter, "accept", cast.chen)
    report = make.item(matter, "report")
    make.done(
        matter, "report", cast.chen, progress_state="behind", progress_percent="30",
        progress_words="已核对三成", obstacles="人手不足",
    )  # fmt: skip
    review = make.item(matter, "review")
    make.done(matter, "review", cast.liu, instruction="抽调人员支持")
    again = make.item(matter, "report")
    make.done(
        matter, "report", cast.chen, progress_state="finished", progress_percent="100",
        progress_words="全部完成", finished_on="2026-10-19",
    )  # fmt: skip
    make.done(
        matter, "verify", cast.wang, verification="not_met", verification_words="缺一件"
    )
    make.done(
        matter, "report", cast.chen, progress_state="finished", progress_percent="100",
        progress_words="补齐", finished_on="2026-10-19",
    )  # fmt: skip
    make.done(
        matter, "verify", cast.wang, verification="met", verification_words="属实"
    )

    matter.refresh_from_db()
    assert report.due_on == date(2026, 10, 26)  # a week after it was taken on
    assert review.person == cast.liu.person
    assert again.person == cast.chen.person
    assert matter.state == MatterState.CLOSED


def test_second_of_two_who_fill_the_same_task_is_told(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    task = make.item(matter, "check_stock")
    seen = matter.version
    bound = filling.task_form(task, world.office, {"in_stock": "是"})
    make.done(matter, "check_stock", world.office, in_stock="否")

    with pytest.raises(ChangedMeanwhile):
        completing.complete(item=task, bound=bound, version=seen, by=world.office)

    matter.refresh_from_db()
    assert matter.values["in_stock"] is False


def test_task_that_is_done_is_not_done_again(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    task = make.item(matter, "check_stock")
    make.done(matter, "check_stock", world.office, in_stock="否")
    matter.refresh_from_db()
    bound = filling.task_form(task, world.office, {"in_stock": "是"})

    with pytest.raises(MatterFault, match="已经办完"):
        completing.complete(
            item=task, bound=bound, version=matter.version, by=world.office
        )

    task.refresh_from_db()
    assert task.outcome == Outcome.COMPLETED


def test_what_was_filled_is_corrected_with_a_reason(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    kind = make.kind("supply_request")
    form = kind.form("register")
    assert form is not None
    bound = filling.registration(
        kind, matter.procuratorate, matter.department, world.cast.chen,
        make.SUPPLIES | {"quantity": "12"},
    )  # fmt: skip

    completing.correct(
        matter=matter, bound=bound, version=matter.version, reason="数量写错",
        by=world.cast.chen,
    )  # fmt: skip

    matter.refresh_from_db()
    assert matter.values["quantity"] == 12
    assert matter.events.last().reason == "数量写错"
