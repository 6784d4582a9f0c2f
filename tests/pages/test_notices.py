"""消息: what has happened that concerns me; mine alone, read once, the bell counts."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.notices.models import Kind, Notice
from hengjian.notices.queries import unread_count
from tests.cast import Cast
from tests.factories.notices import notice
from tests.failing_journal import everything
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of


ACTS = ["/notices/read/", "/notices/{number}/open/"]


def test_notices_are_listed_newest_first_with_the_unread_counted(cast: Cast) -> None:
    notice(cast.chen, "a")
    notice(cast.chen, "b")
    notice(cast.lin, "c")

    shown = signed_in(cast.chen).get("/notices/").context

    assert [each.key for each in shown["page"]] == ["b", "a"]
    assert shown["unread"] == 2


def test_bell_stands_on_every_page_with_its_count(cast: Cast) -> None:
    notice(cast.chen)

    page = signed_in(cast.chen).get("/").content.decode()

    assert "1 条未读消息" in page


def test_filters_narrow_the_list(cast: Cast) -> None:
    notice(cast.chen, "a")
    notice(cast.chen, "b", kind=Kind.SIGNAL)

    shown = signed_in(cast.chen).get("/notices/?kind=signal&state=unread").context

    assert [each.key for each in shown["page"]] == ["b"]


def test_empty_list_and_empty_range_say_so(cast: Cast) -> None:
    assert "没有消息" in text_of(cast.chen, "/notices/")
    assert "这个范围里没有消息" in text_of(cast.chen, "/notices/?kind=job")


def test_opening_goes_where_it_leads_and_marks_it_read(cast: Cast) -> None:
    made = notice(cast.chen)
    before = last_entry()

    answer = signed_in(cast.chen).post(f"/notices/{made.pk}/open/")

    assert answer["Location"] == "/imports/7/"
    assert unread_count(cast.chen) == 0
    assert events_since(before) == ["notices.notices_read"]


def test_ticked_ones_are_marked_and_the_list_stays_narrowed(cast: Cast) -> None:
    made = notice(cast.chen, "a")
    notice(cast.chen, "b")

    answer = signed_in(cast.chen).post(
        "/notices/read/", {"notice": made.pk, "next": "/notices/?kind=import"}
    )

    assert answer["Location"] == "/notices/?kind=import"
    assert [each.key for each in Notice.objects.filter(read_at=None)] == ["b"]


def test_nothing_ticked_marks_nothing(cast: Cast) -> None:
    notice(cast.chen)

    signed_in(cast.chen).post("/notices/read/", {"notice": "x"})

    assert unread_count(cast.chen) == 1


def test_all_are_marked_at_once(cast: Cast) -> None:
    notice(cast.chen, "a")
    notice(cast.chen, "b")

    signed_in(cast.chen).post("/notices/read/", {"all": "yes"})

    assert unread_count(cast.chen) == 0


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//x.example", "/data/"]
)
def test_marking_leads_back_to_the_notices_only(cast: Cast, where: str) -> None:
    answer = signed_in(cast.chen).post("/notices/read/", {"next": where})

    assert answer["Location"] == "/notices/"


def test_others_notice_does_not_exist(cast: Cast) -> None:
    theirs = notice(cast.lin)

    answer = signed_in(cast.chen).post(f"/notices/{theirs.pk}/open/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert unread_count(cast.lin) == 1


@pytest.mark.parametrize("address", ["/notices/", *ACTS])
def test_stranger_is_sent_to_the_sign_in(cast: Cast, address: str) -> None:
    asked = address.format(number=notice(cast.chen).pk)
    before = everything()

    for answer in (Client().get(asked), Client().post(asked)):
        assert answer["Location"].startswith("/sign-in/")
    assert everything() == before


def test_page_is_only_read_and_acts_are_not_done_by_reading(cast: Cast) -> None:
    client = signed_in(cast.chen)
    number = notice(cast.chen).pk

    refused = [client.post("/notices/")]
    refused += [client.get(address.format(number=number)) for address in ACTS]

    assert {each.status_code for each in refused} == {HTTPStatus.METHOD_NOT_ALLOWED}
    assert unread_count(cast.chen) == 1


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(cast: Cast, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.chen, backend="hengjian.access.backend.AccountBackend")
    asked = address.format(number=notice(cast.chen).pk)

    assert client.post(asked, {"all": "yes"}).status_code == HTTPStatus.FORBIDDEN
    assert unread_count(cast.chen) == 1


def test_fragment_and_page_agree_and_english_is_complete(cast: Cast) -> None:
    notice(cast.chen)
    client = signed_in(cast.chen)
    client.post("/language/", {"language": "en"})

    whole = client.get("/notices/").content.decode()
    fragment = client.get("/notices/", headers=FRAGMENT).content.decode()

    assert "<html" not in fragment
    assert "<h1>Notices</h1>" in whole
    assert fragment.isascii() or "·" in fragment
    assert "Import 7 is in force." in fragment
