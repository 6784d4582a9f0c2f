"""Handlers are warned 5 and 2 days ahead and when late: once each, anew when the day moves."""

from datetime import date, timedelta

import pytest

from hengjian.lib import clock
from hengjian.limits.models import LimitWarning
from hengjian.limits.warning import LATE, nearest_step, warn
from hengjian.notices.models import Kind, Notice
from tests.cast import Cast
from tests.unit.limits.limits_office import BY, card, import_cards


DUE = date(2026, 11, 12)  # a Thursday


@pytest.fixture
def one(office: Cast) -> Cast:
    import_cards(card("A1", accepted_on="2026-10-12"))
    return office


def warned_on(first: date, days: int) -> list[date]:
    """The days of a span on which somebody was told."""
    told = []
    for offset in range(days):
        with clock.moved_to(first + timedelta(days=offset)):
            if warn(by=BY):
                told.append(first + timedelta(days=offset))
    return told


def test_over_a_month_a_handler_is_warned_at_each_step_and_never_twice(
    one: Cast,
) -> None:
    assert warned_on(date(2026, 10, 26), 30) == [
        DUE - timedelta(days=5),
        DUE - timedelta(days=2),
        DUE + timedelta(days=1),
    ]
    notices = Notice.objects.filter(account=one.chen, kind=Kind.LIMIT)
    assert notices.count() == 3
    assert "1 项已超期" in notices.order_by("-pk")[0].sentence_zh
    assert notices.order_by("-pk")[0].is_urgent


def test_a_machine_that_stood_still_tells_the_nearest_step_alone(one: Cast) -> None:
    assert warned_on(DUE - timedelta(days=1), 3) == [
        DUE - timedelta(days=1),
        DUE + timedelta(days=1),
    ]
    assert set(LimitWarning.objects.values_list("step", flat=True)) == {2, LATE}


def test_a_day_that_moves_is_warned_of_anew(one: Cast) -> None:
    assert warned_on(DUE - timedelta(days=5), 1)
    import_cards(card("A1", accepted_on="2026-10-12", extended_on="2026-11-09"))

    moved = date(2026, 11, 27)
    assert warned_on(DUE, 1) == []
    assert warned_on(moved - timedelta(days=5), 1) == [moved - timedelta(days=5)]


def test_what_others_are_to_do_and_what_nobody_handles_warns_nobody(
    office: Cast,
) -> None:
    import_cards(
        card("A1", kind="other", served_on="2026-10-08"),
        card("A2", accepted_on="2026-09-20", handler="查无此人"),
    )

    assert warned_on(date(2026, 10, 26), 3) == []


def test_several_limits_of_a_day_are_one_notice(office: Cast) -> None:
    import_cards(
        card("A1", accepted_on="2026-09-28"),
        card("A2", accepted_on="2026-09-29", detained="是"),
        card("A3", accepted_on="2026-09-01"),
    )

    assert warned_on(date(2026, 10, 26), 1)
    [notice] = Notice.objects.filter(kind=Kind.LIMIT)
    assert notice.sentence_zh == (
        "您承办案件的期限：1 项已超期；2 项快到期，最早 2026-10-28；其中在押 1 项。"
    )


def test_heads_and_case_managers_are_warned_where_the_deadline_names_them(
    office: Cast,
) -> None:
    import_cards(
        card("A1", kind="overseen", accepted_on="2026-09-28"),
        card("A2", kind="overseen", accepted_on="2026-09-28", handler="林静"),
        card("B1", kind="overseen", accepted_on="2026-09-28", department="案管"),
    )

    with clock.moved_to(date(2026, 10, 26)):
        warn(by=BY)

    told = {
        (each.account.username, each.sentence_zh.partition("：")[0])
        for each in Notice.objects.filter(kind=Kind.LIMIT)
    }
    own, overseen = "您承办案件的期限", "您督办案件的期限"
    assert told == {
        (office.chen.username, own),
        (office.lin.username, own),
        (office.lin.username, overseen),
        (office.wang.username, overseen),
    }
    [of_lin] = Notice.objects.filter(account=office.lin, sentence_zh__contains="督办")
    assert "1 项快到期" in of_lin.sentence_zh  # the own case is not told twice


def test_a_step_of_which_nobody_could_be_told_is_told_when_somebody_comes(
    office: Cast,
) -> None:
    import_cards(card("A1", accepted_on="2026-09-20", handler="查无此人"))
    assert warned_on(date(2026, 10, 26), 1) == []

    import_cards(card("A1", accepted_on="2026-09-20"))

    assert warned_on(date(2026, 10, 27), 2) == [date(2026, 10, 27)]


@pytest.mark.parametrize(
    ("left", "step"), [(9, None), (5, 5), (4, 5), (2, 2), (0, 2), (-1, LATE)]
)
def test_steps(left: int, step: int | None) -> None:
    assert nearest_step(left, (5, 2)) == step
