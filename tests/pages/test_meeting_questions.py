"""Every page and act of meetings answers the same questions."""

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make
from tests.failing_journal import everything_but_the_journal
from tests.pages import meeting_office
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in
from tests.pages.meeting_office import MeetingOffice
from tests.remembered import remembered


# address -> who opens it
PAGES = {
    "/meetings/": "sun",
    "/meetings/call/": "sun",
    "/meetings/items/": "liu",
    "/meetings/items/put/": "chen",
    "/meetings/items/{item}/": "chen",
    "/meetings/votes/{vote}/": "sun",
    "/meetings/votes/{counted}/": "liu",
    "/meetings/votes/{vote}/close/": "sun",
    "/meetings/votes/{counted}/resolution/": "sun",
    "/meetings/resolutions/": "liu",
    "/meetings/tasks/{task}/": "chen",
    "/meetings/bodies/": "chen",
    "/meetings/bodies/{body}/": "sun",
    "/meetings/half-year/": "liu",
    "/meetings/{meeting}/": "liu",
}
WITH_FORMS = {
    "/meetings/call/",
    "/meetings/items/put/",
    "/meetings/votes/{vote}/close/",
    "/meetings/votes/{counted}/resolution/",
}
HEADED_BY_CONTENT = {
    "/meetings/items/{item}/",
    "/meetings/votes/{vote}/",
    "/meetings/votes/{counted}/",
    "/meetings/tasks/{task}/",
    "/meetings/bodies/{body}/",
    "/meetings/{meeting}/",
}
OPEN_TO_ADMINISTRATORS = {"/meetings/bodies/", "/meetings/bodies/{body}/"}
# address -> who does it, what they send, the event it leaves
ACTS: dict[str, tuple[str, dict[str, str], str]] = {
    "/meetings/{meeting}/schedule/": ("sun", {"item": "{waiting}"}, "item_scheduled"),
    "/meetings/{meeting}/unschedule/": (
        "sun",
        {"item": "{scheduled}", "reason": "材料未齐"},
        "item_unscheduled",
    ),
    "/meetings/{meeting}/cancel/": ("sun", {"reason": "改期"}, "meeting_cancelled"),
    "/meetings/{meeting}/close/": ("sun", {}, "meeting_closed"),
    "/meetings/items/{item}/review/": (
        "lin",
        {"result": "returned", "opinion": "请补材料"},
        "item_reviewed",
    ),
    "/meetings/items/{item}/withdraw/": (
        "chen",
        {"reason": "情况已变"},
        "item_withdrawn",
    ),
    "/meetings/items/{scheduled}/vote/": ("sun", {"proposal": "同意"}, "vote_begun"),
    "/meetings/votes/{vote}/record/": ("sun", {"version": "0"}, "vote_recorded"),
    "/meetings/votes/{against}/correct/": (
        "sun",
        {"reason": "漏记一票"},
        "vote_corrected",
    ),
    "/meetings/votes/{against}/refer/": (
        "sun",
        {
            "to": "higher_procuratorate",
            "reason": "认识不同",
            "referred_on": "2026-10-26",
        },
        "item_referred_up",
    ),
    "/meetings/half-year/{half_year}/receive/": ("sun", {}, "half_year_received"),
    "/meetings/tasks/{task}/progress/": ("chen", {"text": "过半"}, "task_progressed"),
    "/meetings/tasks/{task}/execute/": (
        "chen",
        {"executed_on": "2026-10-26"},
        "task_executed",
    ),
    "/meetings/bodies/{body}/members/add/": (
        "sun",
        {"person": "{person}", "duty": "secretary", "from_on": "2026-10-26"},
        "body_member_added",
    ),
    "/meetings/bodies/{body}/members/{member}/end/": (
        "sun",
        {"until_on": "2026-10-26", "reason": "工作调动"},
        "body_member_ended",
    ),
}


@pytest.fixture
def office(cast: Cast) -> Iterator[MeetingOffice]:
    with clock.moved_to(meeting_office.TODAY):
        yield remembered("meetings", partial(meeting_office.assemble, cast))


def who(office: MeetingOffice, name: str) -> Account:
    found: Account = office.sun if name == "sun" else getattr(office.cast, name)
    return found


def filled(given: dict[str, str], office: MeetingOffice) -> dict[str, str]:
    return {name: value.format(**office.numbers) for name, value in given.items()}


def test_pages_open_for_who_may_and_the_fragment_agrees(office: MeetingOffice) -> None:
    for address, name in PAGES.items():
        client = signed_in(who(office, name))
        asked = address.format(**office.numbers)

        whole = client.get(asked)
        fragment = client.get(asked, headers=FRAGMENT).content.decode()

        assert whole.status_code == HTTPStatus.OK, address
        head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
        assert "<html" not in fragment
        assert head in whole.content.decode(), address


def test_pages_are_headed_in_english_for_an_english_reader(
    office: MeetingOffice,
) -> None:
    for address in sorted(set(PAGES) - HEADED_BY_CONTENT):
        client = signed_in(who(office, PAGES[address]))
        client.post("/language/", {"language": "en"})

        page = client.get(address.format(**office.numbers), headers=FRAGMENT)

        told = page.content.decode()
        assert told[told.index("<h1>") : told.index("</h1>")].isascii(), address


def test_strangers_are_sent_to_the_sign_in(office: MeetingOffice) -> None:
    for address in PAGES:
        answer = Client().get(address.format(**office.numbers))

        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"].startswith("/sign-in/"), address


def test_administrators_see_bodies_and_nothing_that_is_said_in_them(
    office: MeetingOffice,
) -> None:
    client = signed_in(office.cast.system_administrator)

    for address in PAGES:
        answer = client.get(address.format(**office.numbers))

        expected = (
            HTTPStatus.OK if address in OPEN_TO_ADMINISTRATORS else HTTPStatus.FORBIDDEN
        )
        assert answer.status_code == expected, address


def test_pages_without_a_form_are_only_read(office: MeetingOffice) -> None:
    for address in sorted(set(PAGES) - WITH_FORMS):
        client = signed_in(who(office, PAGES[address]))

        answer = client.post(address.format(**office.numbers))

        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED, address


def test_another_place_does_not_find_them(office: MeetingOffice) -> None:
    elsewhere = meeting_office.colleague(office.cast, "钱外", "qian", "procurator")
    for grant in elsewhere.grants.all():
        assert grant.unit == office.cast.jiangcheng
    client = signed_in(elsewhere)
    stranger = make.account(username="outside")
    make.grant(stranger, "meeting_office", office.cast.xishan)
    make.grant(stranger, "procurator", office.cast.xishan)
    outside = signed_in(stranger)
    before = everything_but_the_journal()

    for address in PAGES:
        if "{" not in address:
            continue
        asked = address.format(**office.numbers)
        assert outside.get(asked).status_code == HTTPStatus.NOT_FOUND, address
        if address not in OPEN_TO_ADMINISTRATORS | WITH_FORMS:
            assert client.get(asked).status_code == HTTPStatus.NOT_FOUND, address
    for address, (_, given, _event) in ACTS.items():
        answer = outside.post(address.format(**office.numbers), filled(given, office))
        assert answer.status_code == HTTPStatus.NOT_FOUND, address

    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_done_once_by_who_may_and_by_nobody_else(
    address: str, office: MeetingOffice
) -> None:
    name, given, event = ACTS[address]
    asked, sent = address.format(**office.numbers), filled(given, office)
    before = everything_but_the_journal()

    stranger = Client().post(asked, sent)
    administrator = signed_in(office.cast.audit_administrator).post(asked, sent)
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(
        who(office, name), backend="hengjian.access.backend.AccountBackend"
    )
    without_token = forged.post(asked, sent)
    read = signed_in(who(office, name)).get(asked)

    assert stranger.status_code == HTTPStatus.FOUND
    assert administrator.status_code == HTTPStatus.FORBIDDEN
    assert without_token.status_code == HTTPStatus.FORBIDDEN
    assert read.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert everything_but_the_journal() == before

    number = last_entry()
    answer = signed_in(who(office, name)).post(asked, sent)

    assert answer.status_code == HTTPStatus.FOUND
    assert events_since(number).count(f"meetings.{event}") == 1
