"""Hearings: approved, notified in time, held with a signed record, their opinion considered."""

from datetime import date

import pytest

from hengjian.matters.gates.passing import MustAnswer, Stopped
from tests.factories import access
from tests.factories.matters import HEARING
from tests.journeys.office import Office
from tests.journeys.walking import Journey


INVITED = {
    "place": "听证室",
    "officers": "5",
    "invited_deputies": "1",
    "invited_lawyers": "1",
    "invited_parties": "2",
    "invited_relatives": "1",
    "invited_names": "某代表、某律师",
}
FREE = {"tied_to_case": "no"}
HELD = {
    "held": "held",
    "held_on": "2026-10-30",
    "presided_by": "LIU",
    "facts_told": "是",
    "parties_heard": "是",
    "officers_deliberated": "是",
    "record_signed": "是",
    "opinion": "supports",
    "opinion_words": "多数支持原决定",
}


@pytest.fixture
def hall(office: Office) -> Office:
    """The office with the packs of hearings; Liu is its chief."""
    office.releases("complaint", "public_hearing")
    access.grant(office.account("liu"), "chief", office.cast.jiangcheng)
    return office


def proposed(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "public_hearing", **HEARING | typed)


def invited(hearing: Journey) -> Journey:
    hearing.does("liu", "approve", approval="hold")
    return hearing.does("chen", "invite", answers=FREE, **INVITED)


def test_hearing_is_held_and_its_opinion_adopted(hall: Office) -> None:
    hearing = proposed(hall)
    assert hearing.waits == {"liu": ["approve"]}

    hearing.does("liu", "approve", approval="hold")
    assert hearing.due == {"invite": date(2026, 10, 27)}
    hearing.does("chen", "invite", answers=FREE, **INVITED)
    assert hearing.card["invited_outside"] == 2
    assert hearing.due == {"hold": date(2026, 10, 30)}

    hall.on("2026-10-30")
    hearing.does("chen", "hold", **HELD)
    hearing.does("chen", "consider", adoption="adopted")
    assert hearing.waits == {"chen": ["tell"]}
    hearing.does("chen", "tell")
    assert hearing.state == "closed"


def test_hearing_concerning_a_minor_is_not_held_in_public(hall: Office) -> None:
    with pytest.raises(Exception, match="不公开举行"):
        proposed(hall, minor_concerned="是")


def test_nobody_from_outside_invited_is_refused(hall: Office) -> None:
    hearing = proposed(hall)
    hearing.does("liu", "approve", approval="hold")

    alone = INVITED | {"invited_deputies": "", "invited_lawyers": ""}

    assert "至少邀请一名" in hearing.refuses("chen", "invite", **alone)


def test_postponed_hearing_is_notified_anew(hall: Office) -> None:
    hearing = invited(proposed(hall))

    hearing.does("chen", "hold", held="postponed", planned_on="2026-11-10")

    assert hearing.due == {"invite": date(2026, 11, 7)}


def test_opinion_that_is_not_adopted_goes_to_the_chief(hall: Office) -> None:
    hearing = invited(proposed(hall))
    hearing.does("chen", "hold", **HELD | {"opinion": "differs"})

    told = hearing.refuses("chen", "consider", adoption="not_adopted")
    assert "采纳与否的理由" in told

    hearing.does(
        "chen", "consider", adoption="not_adopted", adoption_reason="与在案证据不符"
    )
    assert hearing.waits == {"liu": ["report_chief"]}
    hearing.does("liu", "report_chief", chief_words="同意不采纳，做好说明")
    assert hearing.waits == {"chen": ["tell"]}


def test_hearing_that_is_refused_ends_with_its_grounds(hall: Office) -> None:
    hearing = proposed(hall)

    assert "审批意见" in hearing.refuses("liu", "approve", approval="not_hold")

    hearing.does("liu", "approve", approval="not_hold", approval_words="争议已消除")
    assert hearing.state == "closed"


def test_late_notice_is_reminded(hall: Office) -> None:
    hearing = proposed(hall)
    hearing.does("liu", "approve", approval="hold")

    told = hall.passes_until("2026-10-28")

    assert told == [
        "2026-10-25 chen 还有 2 天：2026-0001 邀请、通知参加人员",
        "2026-10-27 chen 今天到期：2026-0001 邀请、通知参加人员",
        "2026-10-28 chen 已逾期 1 天：2026-0001 邀请、通知参加人员",
    ]


def test_second_hearing_of_a_case_is_registered_beside_the_first(hall: Office) -> None:
    proposed(hall)

    again = proposed(hall, session="2")

    assert again.matter.number == "2026-0002"


def test_officer_tied_to_the_case_is_not_invited(hall: Office) -> None:
    hearing = proposed(hall)
    hearing.does("liu", "approve", approval="hold")

    with pytest.raises(Stopped, match="另行邀请"):
        hearing.does("chen", "invite", answers={"tied_to_case": "yes"}, **INVITED)


def test_handler_does_not_approve_the_own_hearing(hall: Office) -> None:
    hearing = proposed(hall, handler="LIU")

    with pytest.raises(Stopped, match="不审批自己提出的听证"):
        hearing.does("liu", "approve", approval="hold")


def test_handler_who_presides_says_why_and_the_leader_is_told(hall: Office) -> None:
    hearing = invited(proposed(hall))
    hall.on("2026-10-30")

    with pytest.raises(MustAnswer, match="为何由本人主持"):
        hearing.does("chen", "hold", **HELD | {"presided_by": "CHEN"})

    why = {"handler_presides": "分管领导回避"}
    hearing.does("chen", "hold", answers=why, **HELD | {"presided_by": "CHEN"})
    assert hearing.waits == {"chen": ["consider"]}
