"""A disputed review before the committee: the resolution's grade answers the step."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from hengjian.meetings.actions import items, meetings, resolutions
from hengjian.meetings.catalogue import bodies, plan_of
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    Duty,
    Resolution,
    ReviewResult,
    Vote,
)
from tests.factories import access
from tests.factories import meetings as make
from tests.journeys.office import Office
from tests.journeys.test_case_quality_review import answered
from tests.journeys.walking import Journey
from tests.pages.asking import signed_in, text_of


@pytest.fixture
def committee(office: Office) -> Body:
    """The procuratorial committee of five that Liu chairs; Jiang does its office work."""
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)
    office.joins("jiang", "姜会", "meeting_office")
    body = make.seated(office.cast.jiangcheng, office.person("liu"), others=4)
    make.member(body, office.person("jiang"), Duty.SECRETARY)
    return body


@pytest.fixture
def case(office: Office, committee: Body) -> Journey:
    """Chen objects to the grade; it waits for the chief."""
    found = answered(office, "objected", answer_words="条款引用无误")
    assert found.waits == {"liu": ["committee"]}
    return found


def put(case: Journey, committee: Body) -> AgendaItem:
    """The item of the objection, through every review before the meeting."""
    item = make.item(
        committee,
        person=case.office.person("liu"),
        matter=case.matter,
        scope="committee_supervision",
    )
    return reviewed(item)


def reviewed(item: AgendaItem) -> AgendaItem:
    for _ in plan_of(item.body).reviews:
        item = items.review(
            item=item, result=ReviewResult.AGREED, opinion="", bodies=bodies(),
            by=make.BY,
        )  # fmt: skip
    return item


def voted(item: AgendaItem, voices: str) -> Vote:
    meeting = make.meeting(item.body)
    scheduled = meetings.schedule(meeting=meeting, item=item, by=make.BY)
    return make.recorded(scheduled, voices)


def test_the_grade_that_the_committee_chose_answers_the_step(
    office: Office, case: Journey, committee: Body
) -> None:
    vote = voted(put(case, committee), "fffff")
    address = f"/meetings/votes/{vote.pk}/resolution/"
    jiang = office.account("jiang")
    assert "会议议定的 评查等次" in text_of(jiang, address)
    said = {"text": "异议成立，评为合格案件", "chosen": "qualified"}

    unsaid = signed_in(jiang).post(address, said | {"chosen": ""})
    assert (unsaid.status_code, Resolution.objects.count()) == (422, 0)
    made = signed_in(jiang).post(address, said)

    assert made.status_code == 302
    assert case.waits == {"wang": ["report"]}
    told = {
        name: str(case.card[name])
        for name in ("grade", "decision_body", "decision_words", "committee_on")
    }
    assert told == {
        "grade": "qualified",
        "decision_body": "committee",
        "decision_words": "异议成立，评为合格案件",
        "committee_on": "2026-10-19",
    }
    assert str(case.card["objection_decided_on"]) == "2026-10-19"


def test_the_chief_puts_the_objection_from_the_page_of_the_review(
    office: Office, case: Journey, committee: Body, tmp_path: Path
) -> None:
    task = case.matter.work_items.get(done_at__isnull=True)
    liu = office.account("liu")
    form = f"/meetings/items/put/?task={task.pk}"
    assert form in text_of(liu, f"/matters/{case.pk}/").replace("&amp;", "&")
    assert "条款引用无误" in text_of(liu, form)
    papers = {
        f"paper-{paper}": SimpleUploadedFile(f"{paper}.pdf", b"%PDF-1.7 a")
        for paper in ("request_form", "report")
    }
    typed = {
        "task": str(task.pk),
        "body": str(committee.pk),
        "scope": "committee_supervision",
        "title": "审定评查异议",
        "summary": "提请审定",
    }

    with override_settings(HENGJIAN_HOME=tmp_path):
        signed_in(liu).post("/meetings/items/put/", typed | papers)

    assert AgendaItem.objects.get(matter=case.pk).scope == "committee_supervision"


def test_what_the_committee_does_not_adopt_stays_with_the_chief(
    office: Office, case: Journey, committee: Body
) -> None:
    voted(put(case, committee), "aaaaa")

    assert case.waits == {"liu": ["committee"]}
    assert "grade" not in case.card


def test_a_grade_of_another_time_is_not_taken_from_a_resolution(
    office: Office, case: Journey, committee: Body
) -> None:
    vote = voted(put(case, committee), "fffff")

    resolutions.make(vote=vote, text="评为瑕疵", tasks=[], chosen="flawed", by=make.BY)

    assert case.waits == {"liu": ["committee"]}
    assert "grade" not in case.card


def test_only_a_choice_that_is_asked_for_is_taken(
    office: Office, case: Journey, committee: Body
) -> None:
    vote = voted(put(case, committee), "fffff")
    other = make.recorded(make.scheduled(committee), "fffff")

    with pytest.raises(MeetingFault, match="评查等次"):
        resolutions.make(vote=vote, text="同意", tasks=[], chosen="best", by=make.BY)
    with pytest.raises(MeetingFault, match="选项"):
        resolutions.make(vote=other, text="同意", tasks=[], chosen="best", by=make.BY)
