"""Invitations answered and minutes objected to or confirmed, on pages and over the API."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from hengjian.access.actions import tokens
from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.meetings import making_minutes
from hengjian.meetings.actions import meetings
from hengjian.meetings.models import Meeting, Minutes, MinutesObjection, Vote
from tests.cast import Cast
from tests.factories import meetings as make
from tests.failing_journal import everything_but_the_journal
from tests.pages import meeting_office
from tests.pages.asking import signed_in, text_of
from tests.pages.meeting_office import MeetingOffice


@pytest.fixture
def office(cast: Cast) -> Iterator[MeetingOffice]:
    with clock.moved_to(meeting_office.TODAY):
        yield meeting_office.assemble(cast)


def asker(account: Account) -> Callable[..., Any]:
    """Asks operations of the API as somebody, with a token."""
    _, text = tokens.make(
        account=account, name="x", scopes=["read", "write"], by=account
    )
    headers = {"HTTP_AUTHORIZATION": f"Bearer {text}"}

    def ask(path: str, body: Any = None) -> Any:
        at = f"/api/meetings/{path}"
        if body is None:
            return Client().get(at, **headers)
        return Client().post(at, body, content_type="application/json", **headers)

    return ask


def ask(account: Account, path: str, body: Any = None) -> Any:
    return asker(account)(path, body)


def called(office: MeetingOffice) -> Meeting:
    vote = Vote.objects.get(pk=office.numbers["counted"])
    return Meeting.objects.get(pk=vote.item.meeting_id)


def held(office: MeetingOffice) -> Minutes:
    meeting = meetings.close(meeting=called(office), by=make.BY)
    return making_minutes.make(meeting, by=make.BY)


def test_invitation_is_answered_with_a_reason_over_the_api(
    office: MeetingOffice,
) -> None:
    chair = office.cast.liu
    meeting = called(office)

    silent = ask(chair, f"{meeting.pk}/invitation", {"comes": False})
    away = ask(chair, f"{meeting.pk}/invitation", {"comes": False, "reason": "出差"})

    items = ask(chair, "invitations?limit=200").json()["items"]
    [told] = [each for each in items if each["meeting"]["id"] == meeting.pk]
    assert silent.status_code == 422
    assert silent["Content-Type"].startswith("application/problem+json")
    assert away.json()["answer"] == "away"
    assert (told["answer"], told["reason"]) == ("away", "出差")
    assert ask(
        office.cast.zhao, f"{meeting.pk}/invitation", {"comes": True}
    ).status_code in (403, 404)


def test_objection_is_answered_before_minutes_are_confirmed(
    office: MeetingOffice,
) -> None:
    kept = held(office)
    chair, at = office.cast.liu, f"{kept.meeting_id}/minutes/{kept.number}"

    objected = ask(chair, f"{at}/object", {"words": "漏记一人发言"})
    refused = ask(chair, f"{at}/confirm", {})
    confirmed = ask(chair, f"{at}/confirm", {"answer": "经核对录音，未漏记"})

    assert objected.json()["objections"][0]["words"] == "漏记一人发言"
    assert refused.status_code == 422
    assert confirmed.json()["confirmed_at"]
    assert confirmed.json()["objections"][0]["answer"] == "经核对录音，未漏记"
    page = text_of(chair, f"/meetings/{kept.meeting_id}/")
    assert "漏记一人发言" in page
    assert "经核对录音，未漏记" in page
    late = ask(chair, f"{at}/object", {"words": "再提一条"})
    assert late.status_code == 409


def test_objection_on_the_page_and_file_over_the_api(office: MeetingOffice) -> None:
    kept = held(office)
    chair = office.cast.liu
    at = f"/meetings/{kept.meeting_id}/minutes/{kept.number}"

    signed_in(chair).post(f"{at}/object/", {"words": "日期有误"})
    signed_in(chair).post(f"{at}/object/", {"words": "日期、地点有误"})
    signed_in(chair).post(f"{at}/object/", {"words": "机密★1年"})

    [objection] = MinutesObjection.objects.all()
    assert objection.words == "日期、地点有误"
    file = ask(chair, f"{kept.meeting_id}/minutes/{kept.number}/file")
    assert file.content[:2] == b"PK"
    [told] = ask(chair, f"{kept.meeting_id}/minutes").json()
    assert (told["number"], told["withheld"]) == (1, False)


def test_who_was_not_there_changes_nothing(office: MeetingOffice) -> None:
    kept = held(office)
    at = f"{kept.meeting_id}/minutes/{kept.number}"
    stranger = asker(office.cast.zhao)
    before = everything_but_the_journal()

    refused = [
        stranger(f"{kept.meeting_id}/minutes"),
        stranger(f"{at}/file"),
        stranger(f"{at}/object", {"words": "x"}),
        stranger(f"{at}/confirm", {"answer": "x"}),
    ]

    assert {each.status_code for each in refused} <= {403, 404}
    assert everything_but_the_journal() == before
