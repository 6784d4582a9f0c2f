"""分析研判: the list of reports, one report, its files, edits, check and sign-off."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.access.models import Account
from hengjian.jobs.worker import Worker
from hengjian.publication.models import AnalysisReport
from tests.factories import access as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import (
    FRAGMENT,
    events_since,
    last_entry,
    signed_in,
    text_of,
)
from tests.unit.publication import editing
from tests.unit.publication.conftest import Office, built_office, office


__all__ = ["built_office", "office"]

# address -> who may open it
PAGES = {
    "/analysis/": "liu",
    "/analysis/{report}/": "liu",
}
FILES = [
    "/analysis/{report}/file/docx/",
    "/analysis/{report}/file/pdf/",
    "/analysis/{report}/file/xlsx/",
    "/analysis/{report}/chart/1/",
]
# address -> who may do it, and what they send
ACTS = {
    "/analysis/make/": ("wang", {"unit": "429901", "period": "2026-08"}),
    "/analysis/{report}/check/": ("wang", {}),
    "/analysis/{report}/sign/": ("liu", {}),
}


def at(office: Office, address: str) -> str:
    return address.format(report=office.quarter.pk)


def who(office: Office, name: str) -> Account:
    found: Account = getattr(office.cast, name)
    return found


def elsewhere(office: Office) -> Account:
    account = make.account(username="elsewhere")
    make.grant(account, "case_manager", office.cast.xishan)
    make.grant(account, "leader", office.cast.xishan)
    return account


# The fixed questions ----------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_and_fragment_agrees(address: str, office: Office) -> None:
    client = signed_in(who(office, PAGES[address]))

    whole = client.get(at(office, address))
    fragment = client.get(at(office, address), headers=FRAGMENT).content.decode()

    assert whole.status_code == HTTPStatus.OK
    assert "<html" not in fragment
    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert head in whole.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, office: Office
) -> None:
    client = signed_in(who(office, PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(at(office, address), headers=FRAGMENT).content.decode()

    assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_stranger_is_sent_to_the_sign_in(address: str, office: Office) -> None:
    answer = Client().get(at(office, address))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_page_is_refused_without_the_permission(address: str, office: Office) -> None:
    answer = signed_in(office.cast.system_administrator).get(at(office, address))

    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", ["/analysis/{report}/", *FILES])
def test_other_places_report_does_not_exist_for_the_reader(
    address: str, office: Office
) -> None:
    answer = signed_in(elsewhere(office)).get(at(office, address))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_list_holds_the_readers_places_alone(office: Office) -> None:
    page = text_of(elsewhere(office), "/analysis/")

    assert "2026年第三季度</a>" not in page
    assert "还没有分析报告" in page


@pytest.mark.parametrize("address", PAGES)
def test_page_is_only_read(address: str, office: Office) -> None:
    answer = signed_in(office.cast.wang).post(at(office, address))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
@pytest.mark.parametrize(
    ("name", "status"),
    [("nobody", HTTPStatus.FOUND), ("chen", HTTPStatus.FORBIDDEN)],
)
def test_act_is_refused_and_changes_nothing(
    address: str, name: str, status: int, office: Office
) -> None:
    client = Client() if name == "nobody" else signed_in(who(office, name))
    before = everything_but_the_journal()

    answer = client.post(at(office, address), ACTS[address][1])

    assert answer.status_code == status
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_on_another_places_report_is_not_found(
    address: str, office: Office
) -> None:
    client = signed_in(elsewhere(office))
    before = everything_but_the_journal()

    answer = client.post(at(office, address), ACTS[address][1])

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", [*ACTS, "/analysis/{report}/upload/"])
def test_act_is_not_done_by_reading(address: str, office: Office) -> None:
    name = ACTS.get(address, ("wang",))[0]

    answer = signed_in(who(office, name)).get(at(office, address))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(address: str, office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        who(office, ACTS[address][0]),
        backend="hengjian.access.backend.AccountBackend",
    )

    answer = client.post(at(office, address), ACTS[address][1])

    assert answer.status_code == HTTPStatus.FORBIDDEN


# Making -----------------------------------------------------------------------------


def test_asking_for_a_report_shows_its_progress_then_its_text(office: Office) -> None:
    client = signed_in(office.cast.wang)

    answer = client.post("/analysis/make/", {"unit": "429901", "period": "2026-08"})

    address = answer["Location"]
    assert "排队等候" in text_of(office.cast.wang, address)
    assert 'hx-trigger="every 2s"' in text_of(office.cast.wang, address)
    Worker().run_until_empty()
    page = text_of(office.cast.wang, address)
    assert "every 2s" not in page
    assert "业务数据通报" in page


def test_city_is_offered_with_and_without_all_below_it(office: Office) -> None:
    page = text_of(office.cast.wang, "/analysis/")

    assert 'value="429900+"' in page
    assert 'value="429900"' in page


def test_city_alone_is_made_for_its_own_office(office: Office) -> None:
    client = signed_in(office.cast.wang)

    client.post("/analysis/make/", {"unit": "429900", "period": "2026-Q3"})

    report = AnalysisReport.objects.first()
    assert (report.unit.code, report.level) == ("429900", "procuratorate")


def test_same_report_again_is_shown_at_once(office: Office) -> None:
    client = signed_in(office.cast.wang)

    answer = client.post(
        "/analysis/make/", {"unit": "429901", "period": "2026-Q3"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == f"/analysis/{office.quarter.pk}/"
    assert "数据没有变化" in answer.content.decode()


def test_period_that_the_run_lacks_is_a_fault_in_words(office: Office) -> None:
    answer = signed_in(office.cast.wang).post(
        "/analysis/make/", {"unit": "429901", "period": "2031-Q1"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "2031-Q1" in answer.content.decode()


def test_reader_who_makes_none_sees_no_form(office: Office) -> None:
    assert "编制报告" not in text_of(office.cast.liu, "/analysis/")


# The text ---------------------------------------------------------------------------


def test_numbers_of_the_text_open_to_their_indicator_and_cards(office: Office) -> None:
    page = text_of(office.cast.wang, at(office, "/analysis/{report}/"))

    run = office.run.pk
    assert (
        "/data/indicators/non_arrest_rate/?unit=429901&amp;kind=quarter"
        f"&amp;period=2026-Q3&amp;run={run}" in page
    )
    assert 'href="#counted-civil_function_accepted"' in page
    assert 'id="counted-civil_function_accepted"' in page
    assert "measure=accepted" in page


def test_every_address_of_the_text_opens(office: Office) -> None:
    import re

    client = signed_in(office.cast.wang)
    page = text_of(office.cast.wang, at(office, "/analysis/{report}/"))

    addresses = set(re.findall(r'href="(/(?:data|quality|analysis)[^"]*)"', page))
    assert len(addresses) > 10
    for address in sorted(addresses):
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == HTTPStatus.OK, address


@pytest.mark.parametrize("address", FILES)
def test_files_are_given_out_for_the_reader_alone(address: str, office: Office) -> None:
    before = last_entry()
    answer = signed_in(office.cast.liu).get(at(office, address))

    assert answer.status_code == HTTPStatus.OK
    if "file" in address:
        assert answer["Cache-Control"] == "no-store"
        assert "attachment" in answer["Content-Disposition"]
        assert "access.exported" in events_since(before)


@pytest.mark.parametrize("kind", ["paper", "exe"])
def test_other_files_are_not_given_out(kind: str, office: Office) -> None:
    address = at(office, f"/analysis/{{report}}/file/{kind}/")

    assert signed_in(office.cast.liu).get(address).status_code == HTTPStatus.NOT_FOUND


# Edits, check, sign-off ---------------------------------------------------------------


def upload(office: Office, file: Path, name: str = "改.docx") -> str:
    sent = SimpleUploadedFile(name, file.read_bytes())
    answer = signed_in(office.cast.wang).post(
        at(office, "/analysis/{report}/upload/"), {"file": sent}, follow=True
    )
    return answer.content.decode()


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Path:
    return editing.copy_of(office.quarter, tmp_path)


def wrong(office: Office, copy: Path) -> Path:
    rate = next(n for n in office.paper.numbers if n.text == "33.33%")
    editing.replace_bound(copy, rate.name, "34.33%")
    return copy


def test_edited_file_that_agrees_is_checked(office: Office, copy: Path) -> None:
    editing.add_paragraph(copy, "以上情况请会商。")
    before = last_entry()

    page = upload(office, copy)

    assert "数字全部一致" in page
    assert events_since(before) == ["publication.report_version_kept"]
    office.quarter.refresh_from_db()
    assert office.quarter.state == AnalysisReport.State.CHECKED


def test_what_disagrees_is_told_in_words_with_its_text(
    office: Office, copy: Path
) -> None:
    page = upload(office, wrong(office, copy))

    assert "与数据不一致" in page
    assert "文中为 34.33%，应为 33.33%" in page


def test_uploaded_file_comes_back_as_it_was(office: Office, copy: Path) -> None:
    upload(office, copy, "会商稿.docx")

    answer = signed_in(office.cast.liu).get(at(office, "/analysis/{report}/version/1/"))

    assert answer.content == copy.read_bytes()
    assert "filename" in answer["Content-Disposition"]


@pytest.mark.parametrize("content", [b"", b"no word file", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused_and_not_kept(
    office: Office, content: bytes
) -> None:
    sent = SimpleUploadedFile("改.docx", content)

    answer = signed_in(office.cast.wang).post(
        at(office, "/analysis/{report}/upload/"), {"file": sent}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not office.quarter.versions.exists()
    left = list((office.home / "reports" / "versions").glob(".*"))
    assert left == []


def test_unedited_report_can_be_checked_too(office: Office) -> None:
    answer = signed_in(office.cast.wang).post(
        at(office, "/analysis/{report}/check/"), follow=True
    )

    assert "原稿数字全部一致" in answer.content.decode()


def test_leader_signs_and_the_report_is_closed(office: Office, copy: Path) -> None:
    client = signed_in(office.cast.liu)
    before = last_entry()

    client.post(at(office, "/analysis/{report}/sign/"))

    assert events_since(before) == ["publication.analysis_report_signed"]
    page = text_of(office.cast.wang, at(office, "/analysis/{report}/"))
    assert "已审签" in page
    assert "上传并核对" not in page


def test_disagreeing_report_is_not_signed_without_a_reason(
    office: Office, copy: Path
) -> None:
    upload(office, wrong(office, copy))
    client = signed_in(office.cast.liu)

    refused = client.post(at(office, "/analysis/{report}/sign/"), follow=True)
    signed = client.post(
        at(office, "/analysis/{report}/sign/"),
        {"reason": "按会商决定"},
        follow=True,
    )

    assert "写明理由再审签" in refused.content.decode()
    assert "按会商决定" in signed.content.decode()


def test_page_offers_sign_off_to_who_may(office: Office) -> None:
    address = at(office, "/analysis/{report}/")

    assert "确定审签" in text_of(office.cast.liu, address)
    assert "确定审签" not in text_of(office.cast.wang, address)
