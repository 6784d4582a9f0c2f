"""A month of office services is counted from the records and posted as it was counted."""

from datetime import date

import pytest

from hengjian.access.models import Account
from hengjian.audit.added_to import NeverAltered
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.office.actions import commenting, months
from hengjian.office.actions.months import MonthFault
from hengjian.office.models import PostedMonth
from hengjian.office.queries.month import Month, record_of
from tests.cast import Cast
from tests.factories import matters


OCTOBER = date(2026, 10, 1)


@pytest.fixture
def staff(cast: Cast) -> Account:
    return matters.office(cast)


@pytest.fixture
def october(cast: Cast, staff: Account) -> Month:
    """Two requests of Jiangcheng, one refused late; a comment that was answered."""
    with clock.moved_to(date(2026, 10, 12)):
        refused = matters.matter("supply_request", cast.chen)
        matters.matter("supply_request", cast.zhou, article="订书机")
        matters.done(refused, "check_stock", staff, in_stock="否")
        comment = commenting.comment(
            matter=refused, text="多久能答复", is_anonymous=True, by=cast.lin
        )
        commenting.answer(comment=comment, text="一周内", by=staff)
    with clock.moved_to(date(2026, 10, 22)):
        matters.done(
            refused, "decide", cast.liu, decision="refused", decision_reason="可调剂"
        )
        matters.done(refused, "tell_refusal", staff, refusal_posting="三楼有余量")
    return Month(cast.jiangcheng, OCTOBER, date(2026, 11, 2))


def posted(month: Month, by: Account, words: str = "") -> PostedMonth:
    return months.post_month(month=month, words=words, by=by)


def test_record_says_what_was_posted_done_and_said(october: Month) -> None:
    record = record_of(october)

    (supplies,) = (c for c in record["columns"] if c["kind"] == "supply_request")
    assert (supplies["posted"], supplies["answered"], supplies["refused"]) == (2, 1, 1)
    assert (supplies["waiting"], supplies["days"]) == (1, "10")
    # looked into the stock and told in time, decided late; the other is still open
    assert record["work"] == {
        "due": 4,
        "in_time": 2,
        "late": 1,
        "open": 1,
        "overdue": 1,
    }
    assert [
        (each["zh"], each["due_on"], each["done_on"], each["by_zh"])
        for each in record["tasks"]
    ] == [
        ("库存核查", "2026-10-13", "2026-10-12", "欧阳办"),
        ("库存核查", "2026-10-13", "", ""),
        ("审批", "2026-10-19", "2026-10-22", "刘正"),
        ("告知并公示理由", "2026-10-26", "2026-10-22", "欧阳办"),
    ]
    assert record["workers"] == [
        {"zh": "欧阳办", "en": "欧阳办", "done": 2, "in_time": 2, "late": 0}
    ]
    assert record["comments"] == {"written": 1, "answered": 1, "taken_down": 0}


def test_another_month_and_another_office_have_nothing_of_it(
    cast: Cast, october: Month
) -> None:
    for month in (
        Month(cast.jiangcheng, date(2026, 9, 1), october.as_of),
        Month(cast.donghu, OCTOBER, october.as_of),
    ):
        record = record_of(month)
        assert sum(each["posted"] for each in record["columns"]) == 0
        assert record["work"]["due"] == 0
        assert record["workers"] == []


def test_month_is_posted_as_counted_and_a_correction_stands_beside_it(
    october: Month, staff: Account, cast: Cast
) -> None:
    with clock.moved_to(october.as_of):
        first = posted(october, staff, "十月讲评：答复及时")
        with pytest.raises(MonthFault, match="没有变化"):
            posted(october, staff, "十月讲评：答复及时")
        second = posted(october, staff, "更正")

    assert (first.version, second.version) == (1, 2)
    assert first.content == record_of(october)
    assert first.is_as_posted
    first.content["work"]["due"] = 0
    assert not first.is_as_posted
    with pytest.raises(NeverAltered):
        first.save()


def test_month_that_lasts_and_words_with_numbers_of_people_are_not_posted(
    october: Month, staff: Account, cast: Cast
) -> None:
    with pytest.raises(MonthFault, match="还没有结束"):
        posted(Month(cast.jiangcheng, OCTOBER, date(2026, 10, 31)), staff)
    with pytest.raises(UserFault, match="手机号"):
        posted(october, staff, "有事请打13900000000")
    assert not PostedMonth.objects.exists()
