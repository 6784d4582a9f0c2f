"""The pages of the calendar: a year's days, a notice looked at and released."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.audit.models import JournalEntry
from hengjian.calendars.models import CalendarRelease
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.warehouse.models import Finding
from tests.cast import Cast
from tests.factories import calendars as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of
from tests.unit.warehouse.card_files_in import card, import_cards


PAGES = ("/calendars/?year=2031", "/calendars/new/", "/calendars/releases/{release}/")
ROWS = "2031-03-10, 放假, 植树节\n2031-03-08, 上班, 植树节"
TYPED = {"year": "2031", "title": make.TITLE, "rows": ROWS}
ACTS = {
    "/calendars/2031/export/": {},
    "/calendars/release/": {**TYPED, "rows": "2031-03-11, 放假", "reason": "更正"},
}


@pytest.fixture
def released(people: Cast) -> CalendarRelease:
    return make.release()


def page(number: int, address: str) -> str:
    return address.format(release=number)


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_in_both_languages_whole_and_as_a_fragment(
    address: str, people: Cast, released: CalendarRelease
) -> None:
    client = signed_in(people.system_administrator)
    asked = page(released.pk, address)

    whole = client.get(asked)
    fragment = client.get(asked, headers=FRAGMENT).content.decode()
    client.post("/language/", {"language": "en"})
    english = client.get(asked, headers=FRAGMENT).content.decode()

    assert whole.status_code == HTTPStatus.OK
    assert "<html" not in fragment
    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert head in whole.content.decode()
    assert english[english.index("<h1>") : english.index("</h1>")].isascii()


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_stranger_is_sent_to_the_sign_in(
    address: str, released: CalendarRelease
) -> None:
    answer = Client().get(page(released.pk, address))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


def test_everybody_reads_and_only_the_system_administrator_changes(
    people: Cast, released: CalendarRelease
) -> None:
    for account in (people.chen, people.security_administrator):
        client = signed_in(account)
        shown = client.get("/calendars/?year=2031").content.decode()
        assert "导入放假安排" not in shown
        assert client.get(page(released.pk, PAGES[2])).status_code == HTTPStatus.OK
        assert client.get("/calendars/new/").status_code == HTTPStatus.FORBIDDEN
    before = everything_but_the_journal()

    refused = signed_in(people.chen).post("/calendars/release/", TYPED)

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_asked_for_by_address(
    address: str, people: Cast, released: CalendarRelease
) -> None:
    answer = signed_in(people.system_administrator).get(address)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_one_entry_of_its_own(
    address: str, people: Cast, released: CalendarRelease
) -> None:
    client = signed_in(people.system_administrator)
    before = last_entry()

    client.post(address, ACTS[address])

    own = [each for each in events_since(before) if not each.startswith("jobs.")]
    assert own in (["access.exported"], ["calendars.notice_released"])


def test_year_without_a_notice_says_that_it_is_provisional(people: Cast) -> None:
    shown = text_of(people.chen, "/calendars/?year=2033")

    assert "暂定" in shown
    assert "没有登记放假与调休" in shown
    assert "还没有导入过放假安排" in shown


def test_days_are_marked_by_letter_and_words(people: Cast) -> None:
    shown = text_of(people.chen, "/calendars/?year=2025")

    assert "随程序内置" in shown
    assert '<b aria-hidden="true">休</b>' in shown
    assert "国庆节调休上班" in shown  # 28 September and 11 October 2025
    assert "中秋" in shown or "国庆节放假" in shown


@pytest.mark.parametrize("year", ["", "abc", "1999", "2151", "２０３１", "20310"])
def test_year_that_is_none_shows_the_present_one(year: str, people: Cast) -> None:
    shown = text_of(people.chen, f"/calendars/?year={year}")

    assert "<h1>工作日历 2026</h1>" in shown


def test_preview_says_what_changes_and_saves_nothing(people: Cast) -> None:
    with clock.moved_to(date(2031, 3, 5)):
        import_cards(card("unseen-2031", outcome=""), within=people.jiangcheng)
    before = everything_but_the_journal()

    answer = signed_in(people.system_administrator).post("/calendars/new/", TYPED)

    shown = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert "还没有保存" in shown
    assert "植树节放假(原为工作日)" in shown
    assert "植树节调休上班(原为休息日)" in shown
    assert "案卡问题答复" in shown
    assert "2031-03-10" in shown
    assert "unseen-2031" not in shown  # the system administrator sees no case
    assert everything_but_the_journal() == before


def test_released_notice_moves_limits_and_shows_each_reader_their_own(
    people: Cast,
) -> None:
    with clock.moved_to(date(2031, 3, 5)):
        import_cards(card("A1", outcome=""), within=people.jiangcheng)
    client = signed_in(people.system_administrator)

    answer = client.post("/calendars/release/", {**TYPED, "seen": "0"})

    release = CalendarRelease.objects.get()
    address = f"/calendars/releases/{release.pk}/"
    assert answer["Location"] == address
    assert "排队" in text_of(people.system_administrator, address)
    Worker().run_until_empty()
    finding = Finding.objects.get()
    assert finding.due_on == make.WORKED
    whole = text_of(people.system_administrator, address)
    own = text_of(people.chen, address)
    assert "江城市院" in whole
    assert f"/quality/findings/{finding.pk}/" not in whole
    assert f"/quality/findings/{finding.pk}/" in own
    assert "江城市院" not in own[own.index("<h1>") :]


def test_every_fault_of_what_was_typed_comes_back_with_it(people: Cast) -> None:
    wrong = {**TYPED, "rows": "2031-03-11, 上班\n?, 放假"}

    answer = signed_in(people.system_administrator).post("/calendars/new/", wrong)

    shown = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "第 1 行" in shown
    assert "第 2 行" in shown
    assert "2031-03-11, 上班" in shown
    assert not CalendarRelease.objects.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("notice.pdf", b"%PDF"), "xlsx、csv、yaml"),
        (SimpleUploadedFile("notice.xlsx", b"not a workbook"), "notice.xlsx"),
        (SimpleUploadedFile("notice.csv", b"\xff\xfe\x00\x01\xff"), "UTF-8"),
        (SimpleUploadedFile("notice.yaml", b"notice: 2031"), "days_off"),
        (SimpleUploadedFile("notice.csv", b"0" * (2 * 1024**2 + 1)), "2 MB"),
    ],
)
def test_file_that_is_no_notice_is_refused_in_words(
    file: SimpleUploadedFile, said: str, people: Cast
) -> None:
    file.seek(0)

    answer = signed_in(people.system_administrator).post(
        "/calendars/new/", {"file": file}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()


def test_preview_tells_at_once_what_saving_would_refuse(
    people: Cast, released: CalendarRelease
) -> None:
    client = signed_in(people.system_administrator)

    nameless = client.post("/calendars/new/", {**TYPED, "title": ""})
    unexplained = client.post("/calendars/new/", {**TYPED, "rows": "2031-03-11, 放假"})

    assert "通知的标题" in nameless.content.decode()
    assert "更正的理由" in unexplained.content.decode()
    assert {nameless.status_code, unexplained.status_code} == {422}


def test_preview_can_be_gone_back_from(people: Cast) -> None:
    answer = signed_in(people.system_administrator).post(
        "/calendars/new/", {**TYPED, "again": "1"}
    )

    shown = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert "2031-03-10, 放假, 植树节" in shown


def test_correction_without_a_reason_comes_back(
    people: Cast, released: CalendarRelease
) -> None:
    other = {**TYPED, "rows": "2031-03-11, 放假", "seen": str(released.pk)}

    answer = signed_in(people.system_administrator).post("/calendars/release/", other)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "更正的理由" in answer.content.decode()


def test_notice_that_was_overtaken_is_looked_at_again(
    people: Cast, released: CalendarRelease
) -> None:
    other = {**TYPED, "rows": "2031-03-11, 放假", "seen": "0", "reason": "更正"}

    answer = signed_in(people.system_administrator).post("/calendars/release/", other)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert CalendarRelease.objects.count() == 1
    assert released.number == 1


def test_corrected_release_says_so(people: Cast, released: CalendarRelease) -> None:
    make.release(make.year_notice(worked=()), reason="补正")

    assert "已被更正" in text_of(people.chen, page(released.pk, PAGES[2]))
    assert JournalEntry.objects.filter(event="calendars.notice_released").count() == 2
    listed = text_of(people.chen, "/calendars/?year=2031")
    assert "补正" in listed


def test_release_that_is_not_there_is_not_found(people: Cast) -> None:
    answer = signed_in(people.chen).get("/calendars/releases/99/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert (
        signed_in(people.chen).post("/calendars/1999/export/").status_code
        == HTTPStatus.NOT_FOUND
    )
