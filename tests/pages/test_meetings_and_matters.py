"""Meetings and matters on each other's pages; invitations, papers, minutes, Word files."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from hengjian.lib import clock
from hengjian.matters.actions import completing, registering
from hengjian.matters.filling import registration, task_form
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from hengjian.meetings import making_minutes
from hengjian.meetings.actions import meetings, resolutions
from hengjian.meetings.actions.following import Rhythm
from hengjian.meetings.models import (
    AgendaItem,
    Answer,
    Body,
    Duty,
    HalfYearReport,
    Invitation,
    Minutes,
    ResolutionTask,
    Vote,
)
from hengjian.organisation.queries import main_appointment_on
from hengjian.packs import actions as packs
from tests.cast import Cast
from tests.factories import access
from tests.factories import matters as matter_of
from tests.factories import meetings as make
from tests.pages.asking import signed_in, text_of
from tests.pages.meeting_office import MeetingOffice, assemble


@pytest.fixture
def office(cast: Cast, tmp_path: Path) -> Iterator[MeetingOffice]:
    with (
        clock.moved_to(date(2026, 10, 26)),
        override_settings(HENGJIAN_HOME=tmp_path),
    ):
        yield assemble(cast)


def at_putting(office: MeetingOffice) -> Matter:
    """Chen's item, agreed by the head: it is to be put before the committee."""
    prepared = packs.prepare([matter_of.PACKS / "meeting_item"])
    packs.release(prepared=prepared, by=make.BY)
    kind, chen = kind_named("meeting_item"), office.cast.chen
    assert chen.person is not None
    sitting = main_appointment_on(chen.person, clock.today())
    assert sitting is not None
    typed = {
        "subject": "审议整改分工",
        "summary": "提请审议三季度整改分工",
        "body": "procuratorial_committee",
        "scope": "committee_guidance",
    }
    bound = registration(kind, sitting.procuratorate, sitting.department, chen, typed)
    matter = registering.register(
        kind=kind, bound=bound, unit=sitting.procuratorate,
        department=sitting.department, registrant=chen.person, by=chen,
    )  # fmt: skip
    item = matter.work_items.get(done_at__isnull=True)
    lin = office.cast.lin
    completing.complete(
        item=item, bound=task_form(item, lin, {"opinion": "agreed"}),
        version=matter.version, by=lin,
    )  # fmt: skip
    return Matter.objects.get(pk=matter.pk)


def test_a_matter_is_put_before_the_body_from_its_page(office: MeetingOffice) -> None:
    matter = at_putting(office)
    task = matter.work_items.get(done_at__isnull=True)
    chen = office.cast.chen

    assert "提请会议决定" in text_of(chen, f"/matters/{matter.pk}/")
    form = text_of(chen, f"/meetings/items/put/?task={task.pk}")
    assert "提请审议三季度整改分工" in form
    answer = signed_in(chen).post(
        "/meetings/items/put/",
        {
            "task": str(task.pk),
            "body": str(office.body.pk),
            "scope": "committee_guidance",
            "title": "审议整改分工",
            "summary": "提请审议",
            "paper-request_form": SimpleUploadedFile("表.pdf", b"%PDF-1.7 a"),
        },
    )

    item = AgendaItem.objects.get(matter=matter)
    assert answer.url == f"/meetings/items/{item.pk}/"  # type: ignore[attr-defined]
    page = text_of(chen, f"/matters/{matter.pk}/")
    assert f"/meetings/items/{item.pk}/" in page
    assert "提请会议决定" not in page
    assert f"/matters/{matter.pk}/" in text_of(chen, f"/meetings/items/{item.pk}/")


def test_nobody_puts_an_item_for_anothers_task(office: MeetingOffice) -> None:
    task = at_putting(office).work_items.get(done_at__isnull=True)

    for number in (str(task.pk), "abc"):
        address = f"/meetings/items/put/?task={number}"
        assert signed_in(office.cast.wang).get(address).status_code == 404


def test_a_member_answers_and_leave_stands_at_the_vote(office: MeetingOffice) -> None:
    liu, meeting = office.cast.liu, office.meeting
    address = f"/meetings/{meeting.pk}/invitation/"
    client = signed_in(liu)

    assert "参加" in text_of(liu, address)
    client.post(address, {"answer": "away"})
    assert (
        Invitation.objects.get(meeting=meeting, person=liu.person).answer == "waiting"
    )
    client.post(address, {"answer": "away", "reason": "外出培训"})
    invitation = Invitation.objects.get(meeting=meeting, person=liu.person)
    assert (invitation.answer, invitation.reason) == (Answer.AWAY, "外出培训")
    assert signed_in(office.cast.chen).get(address).status_code == HTTPStatus.NOT_FOUND

    vote = make.vote(meeting.items.get())
    seat = vote.attendance.get(member__person=liu.person)
    assert (seat.presence, seat.reason) == ("absent", "外出培训")
    assert vote.attendance.filter(presence="present").count() == 8


def test_somebody_is_asked_to_sit_by_and_the_papers_go_out(
    office: MeetingOffice,
) -> None:
    client, meeting = signed_in(office.sun), office.meeting
    chen = office.cast.chen
    assert chen.person is not None

    client.post(f"/meetings/{meeting.pk}/invite/", {"person": chen.person.number})
    client.post(f"/meetings/{meeting.pk}/papers/")

    meeting.refresh_from_db()
    assert meeting.papers_sent_at is not None
    assert "列席" in text_of(chen, f"/meetings/{meeting.pk}/invitation/")
    assert signed_in(chen).get(f"/meetings/{meeting.pk}/").status_code == 404
    assert "材料已发出" in text_of(office.sun, f"/meetings/{meeting.pk}/")


def test_who_held_the_meeting_confirms_its_minutes(office: MeetingOffice) -> None:
    vote = Vote.objects.get(pk=office.numbers["counted"])
    held = meetings.close(meeting=vote.meeting, by=office.sun)
    made = making_minutes.make(held, by=office.sun)
    address = f"/meetings/{held.pk}/minutes/{made.number}/confirm/"

    assert signed_in(office.sun).post(address).status_code == HTTPStatus.CONFLICT
    signed_in(office.cast.liu).post(address)

    assert Minutes.objects.get().confirmed_by == office.cast.liu.journal_name
    assert "已确认" in text_of(office.sun, f"/meetings/{held.pk}/")


def words_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as file:
        return file.read("word/document.xml").decode("utf-8")


def test_feedback_follow_up_and_half_year_come_as_word_files(
    office: MeetingOffice,
) -> None:
    task = ResolutionTask.objects.get(pk=office.numbers["task"])
    task = resolutions.execute(task=task, executed_on=clock.today(), by=office.sun)
    client = signed_in(office.sun)
    found = {
        address: words_of(client.get(f"/meetings/{address}").content)
        for address in (
            f"tasks/{task.pk}/form/",
            "resolutions/?export=docx",
            "half-year/?export=docx",
        )
    }

    assert "决定事项执行情况反馈表" in found[f"tasks/{task.pk}/form/"]
    assert task.what in found["resolutions/?export=docx"]
    assert "下半年会议工作总结" in found["half-year/?export=docx"]


def test_a_followed_task_shows_the_matter_and_what_was_reported(
    office: MeetingOffice,
) -> None:
    matter_of.release_kinds()
    chen = office.cast.chen
    vote = make.recorded(make.scheduled(office.body), "fffffffff")
    plan = make.plan(office.cast.person(chen), date(2026, 11, 30), rhythm=Rhythm())
    made = resolutions.make(vote=vote, text="同意", tasks=[plan], by=office.sun)
    task = made.tasks.get()
    assert task.matter is not None
    matter_of.done(task.matter, "accept", chen)
    matter_of.done(
        task.matter, "report", chen, progress_state="on_course",
        progress_percent="40", progress_words="已核对四成",
    )  # fmt: skip

    page = text_of(chen, f"/meetings/tasks/{task.pk}/")

    assert f"/matters/{task.matter.pk}/" in page
    assert "已核对四成" in page
    assert "按计划推进" in page
    assert "登记执行完毕" not in page
    assert f"/meetings/tasks/{task.pk}/" in text_of(chen, f"/matters/{task.matter.pk}/")


def test_the_chair_is_chosen_by_name_among_the_members(office: MeetingOffice) -> None:
    form = text_of(office.sun, "/meetings/call/")
    assert "刘" in form
    typed = {
        "body": str(office.body.pk),
        "held_on": "2026-11-02",
        "papers_due_on": "2026-10-30",
        "chair": str(office.numbers["person"]),
    }

    answer = signed_in(office.sun).post("/meetings/call/", typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "组成人员" in answer.content.decode()


def test_half_year_goes_up_from_its_page_and_is_received_above(
    office: MeetingOffice,
) -> None:
    below = Body.objects.get(procuratorate=office.cast.donghu)
    make.member(below, office.cast.person(office.cast.chen), Duty.SECRETARY)
    access.grant(office.cast.chen, "meeting_office", office.cast.donghu)
    half = "/meetings/half-year/?period=2026-H1"
    page = text_of(office.cast.chen, half)
    assert "待签收" in page

    sent = signed_in(office.cast.chen).post(
        "/meetings/half-year/send/",
        {"body": str(below.pk), "period": "2026-H1", "words": "补报说明"},
    )
    assert sent.status_code == HTTPStatus.FOUND
    above = text_of(office.sun, half)
    assert "下级院报来" in above
    assert "补报说明" in above
    report = HalfYearReport.objects.get(version=2)
    signed_in(office.sun).post(f"/meetings/half-year/{report.pk}/receive/")

    assert "孙会" in text_of(office.cast.chen, half)
    # a member reads what came and cannot receive it; a stranger to the body sends nothing
    assert "/receive/" not in text_of(office.cast.liu, half)
    refused = signed_in(office.sun).post(
        "/meetings/half-year/send/", {"body": str(below.pk), "period": "2026-H1"}
    )
    assert refused.status_code == HTTPStatus.NOT_FOUND
