"""Cars: decided in a day, never booked twice, given back with the odometer; posted."""

from datetime import date

import pytest

from hengjian.matters.faults import NotFilled
from hengjian.office.models import Posting
from tests.journeys.office import Office
from tests.journeys.walking import Journey


COURT = {
    "purpose": "court",
    "destination": "江城市中级人民法院",
    "reason": "出席二审法庭",
    "passengers": "3",
    "leaves_at": "2026-10-21T08:30",
    "returns_at": "2026-10-21T17:30",
}
CAR = {"vehicle": "01号车", "driver": "ZHOU"}
BACK = {
    "left_at": "2026-10-21T08:40",
    "back_at": "2026-10-21T17:10",
    "kilometres_out": "18200",
    "kilometres_back": "18262",
    "condition": "good",
}


def asked_for(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "vehicle_request", **COURT | typed)


def granted(office: Office, **typed: str) -> Journey:
    return asked_for(office, **typed).does("liu", "decide", decision="granted")


def test_car_is_granted_dispatched_and_given_back(office: Office) -> None:
    trip = asked_for(office)
    assert trip.waits == {"liu": ["decide"]}
    assert trip.due == {"decide": date(2026, 10, 20)}

    trip.does("liu", "decide", decision="granted")
    assert trip.waits == {"ou": ["dispatch"]}
    assert trip.due == {"dispatch": date(2026, 10, 19)}

    trip.does("ou", "dispatch", **CAR)
    assert trip.waits == {"ou": ["give_back"]}

    office.on("2026-10-22")
    trip.does("ou", "give_back", **BACK)
    assert trip.state == "closed"
    assert trip.card["distance"] == 62
    parts = Posting.objects.filter(matter=trip.pk).order_by("id")
    assert [each.part for each in parts] == ["request", "answer"]


def test_car_is_never_out_twice_at_a_time(office: Office) -> None:
    granted(office).does("ou", "dispatch", **CAR)
    other = granted(office, leaves_at="2026-10-21T15:00", returns_at="2026-10-21T18:00")

    told = other.refuses("ou", "dispatch", vehicle="01号车", driver="WANG")
    assert "这辆车在这段时间已经派出" in told
    told = other.refuses("ou", "dispatch", vehicle="02号车", driver="ZHOU")
    assert "驾驶人在这段时间已有出车任务" in told

    other.does("ou", "dispatch", vehicle="02号车", driver="WANG")
    later = granted(office, leaves_at="2026-10-21T17:30", returns_at="2026-10-21T19:00")
    later.does("ou", "dispatch", **CAR)


def test_refusal_is_told_and_its_grounds_are_posted(office: Office) -> None:
    trip = asked_for(office)
    assert "审批意见" in trip.refuses("liu", "decide", decision="refused")
    trip.does("liu", "decide", decision="refused", decision_reason="可合并用车")
    assert trip.waits == {"ou": ["tell_refusal"]}

    trip.does("ou", "tell_refusal", refusal_posting="与同日去中院的车合并使用")

    assert trip.state == "closed"
    answer = Posting.objects.get(matter=trip.pk, part="answer")
    assert "与同日去中院的车合并使用" in {e["value_zh"] for e in answer.content}


def test_chief_does_not_grant_the_own_request(office: Office) -> None:
    trip = office.registers("liu", "vehicle_request", **COURT)

    assert "不审批自己的申请" in trip.refuses("liu", "decide", decision="granted")


def test_reception_is_answered_for(office: Office) -> None:
    trip = asked_for(office, purpose="reception")

    asked = trip.refuses("liu", "decide", decision="granted")
    assert "是否已核对确属公务" in asked
    told = trip.refuses(
        "liu", "decide", answers={"rest_day_trip": "no"}, decision="granted"
    )
    assert "廉政关口" in told
    trip.does("liu", "decide", answers={"rest_day_trip": "yes"}, decision="granted")


def test_car_that_is_not_given_back_goes_up_to_the_leader(office: Office) -> None:
    granted(office).does("ou", "dispatch", **CAR)

    told = office.passes_until("2026-10-29")

    assert [each.split("：")[0] for each in told] == [
        "2026-10-25 ou 还有 1 天",
        "2026-10-26 ou 今天到期",
        "2026-10-27 ou 已逾期 1 天",
        "2026-10-29 liu 已逾期 3 天，请督促",
    ]


def test_decision_comes_back_and_is_recalled(office: Office) -> None:
    trip = granted(office)
    trip.recalls("liu", "decide", "会议改期")
    assert trip.waits == {"liu": ["decide"]}
    trip.does("liu", "decide", decision="granted")

    trip.returns("ou", "dispatch", "decide", "当日无车，请改期")
    assert trip.waits == {"liu": ["decide"]}


def test_dispatcher_who_keeps_away_leaves_it_to_a_colleague(office: Office) -> None:
    office.joins("qin", "秦办", "office_staff")
    trip = granted(office)

    trip.keeps_away("ou", "乘车人是近亲属")

    trip.does("qin", "dispatch", **CAR)
    assert trip.waits.keys() <= {"ou", "qin"}


def test_car_comes_back_after_it_left(office: Office) -> None:
    with pytest.raises(NotFilled, match="返回时间应晚于用车时间"):
        asked_for(office, returns_at="2026-10-21T08:00")
