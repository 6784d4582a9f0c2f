"""A half-year's summing-up goes up as it was counted, and the office above receives it."""

from datetime import date

import pytest

from hengjian.audit.added_to import NeverAltered
from hengjian.audit.models import JournalEntry
from hengjian.jobs.context import JobContext
from hengjian.lib.faults import UserFault
from hengjian.meetings.actions import half_years, meetings
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Body, Duty, HalfYearReport
from hengjian.meetings.queries.half_year import (
    HalfYear,
    may_receive,
    received_from_below,
    sent_up,
)
from hengjian.meetings.telling.listening import tell_of_half_year
from hengjian.notices.models import Notice
from tests.cast import Cast
from tests.factories import access
from tests.factories import meetings as make
from tests.factories.jobs import job


FIRST_HALF = HalfYear(2026, 1)
TELLING = "hengjian.meetings.telling.listening.tell_of_half_year"


@pytest.fixture
def below(cast: Cast, committee: Body) -> Body:
    """Donghu's committee, which has met in March; Jiangcheng's has a secretary."""
    make.member(committee, cast.person(cast.wang), Duty.SECRETARY)
    access.grant(cast.wang, "meeting_office", cast.jiangcheng)
    body = make.seated(cast.donghu, cast.person(cast.zhao), others=2)
    held = make.meeting(body, date(2026, 3, 12))
    meetings.close(meeting=held, by=make.BY)
    return body


def sent(body: Body, words: str = "") -> HalfYearReport:
    return half_years.send_up(body=body, half=FIRST_HALF, words=words, by=make.BY)


def test_it_goes_up_with_its_counts_and_is_received_there(
    cast: Cast, below: Body
) -> None:
    report = sent(below, "上半年检委会召开一次")

    assert report.to == cast.jiangcheng
    assert (report.counts["meetings"], report.counts["resolutions"]) == (1, 0)
    assert report.is_as_sent
    assert list(sent_up([below], FIRST_HALF)) == [report]
    assert list(received_from_below(cast.wang, FIRST_HALF)) == [report]
    assert not received_from_below(cast.wang, HalfYear(2026, 2)).exists()

    half_years.receive(report=report, by=cast.wang)

    report.refresh_from_db()
    assert report.receipt.received_by == "account:wang"
    with pytest.raises(MeetingFault, match="已经签收"):
        half_years.receive(report=report, by=cast.wang)


def test_only_the_same_body_above_receives_it(cast: Cast, below: Body) -> None:
    sent(below)
    office = make.seated(cast.jiangcheng, cast.person(cast.chen), 2, "office_meeting")
    make.member(office, cast.person(cast.lin), Duty.SECRETARY)

    assert not received_from_below(cast.lin, FIRST_HALF).exists()
    # a member of the body above reads it, its secretary alone receives it
    assert received_from_below(cast.liu, FIRST_HALF).exists()
    assert not may_receive(cast.liu).exists()
    assert may_receive(cast.wang).exists()


def test_what_was_sent_stands_and_a_correction_is_sent_beside_it(below: Body) -> None:
    first = sent(below)
    with pytest.raises(MeetingFault, match="没有变化"):
        sent(below)

    second = sent(below, "更正说明")

    assert [each.version for each in sent_up([below], FIRST_HALF)] == [2, 1]
    with pytest.raises(NeverAltered):
        first.save()
    second.counts["meetings"] = 9
    assert not second.is_as_sent
    entered = JournalEntry.objects.filter(event="meetings.half_year_sent")
    assert entered.count() == 2


def test_half_year_that_lasts_or_has_nobody_above_is_not_sent(
    below: Body, committee: Body
) -> None:
    with pytest.raises(MeetingFault, match="还没有结束"):
        half_years.send_up(body=below, half=HalfYear(2026, 2), by=make.BY)
    with pytest.raises(MeetingFault, match="没有上一级院"):
        half_years.send_up(body=committee, half=FIRST_HALF, by=make.BY)
    with pytest.raises(UserFault, match="国家秘密"):
        sent(below, "机密★1年")
    assert not HalfYearReport.objects.exists()


def test_the_secretary_above_is_told(cast: Cast, below: Body) -> None:
    report = sent(below)

    told = tell_of_half_year(
        JobContext(job(task=TELLING)), "meetings.half_year_sent", "1", report.pk
    )

    assert told == {"told": 1}
    notice = Notice.objects.get()
    assert notice.account == cast.wang
    assert "半年总结（2026-H1）" in notice.sentence_zh
