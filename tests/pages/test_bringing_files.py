"""Bringing a file of cards: refused with the reason, settled, registered."""

import io
from http import HTTPStatus

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from hengjian.audit.models import JournalEntry
from hengjian.jobs.models import Job
from hengjian.lib.faults import UserFault
from hengjian.warehouse.importing import arriving
from hengjian.warehouse.models import HeaderMapping, Import, ImportState
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import events_since, last_entry, signed_in
from tests.unit.warehouse.card_files_in import (
    ARREST_COLUMNS,
    arrest_csv,
    as_csv,
    card,
)


NEW = "/imports/new/"


def brought(
    account, content: bytes, name: str = "cards.csv", **given: str
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    sent = {"file": file, "card": "arrest_review", **given}
    return signed_in(account).post(NEW, sent)


def with_headers(**renamed: str) -> bytes:
    return as_csv({**ARREST_COLUMNS, **renamed}, (card("A1"),))


def workbook(*sheets: str) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    for number, name in enumerate(sheets):
        page = book.add_worksheet(name)
        one = card(f"A{number}")
        for column, (item, header) in enumerate(ARREST_COLUMNS.items()):
            page.write(0, column, header)
            page.write(1, column, one[item])
    book.close()
    return made.getvalue()


def kept_files(home) -> list[str]:
    folder = home / "incoming"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_right_file_is_registered_and_its_page_opened(people: Cast):
    before = last_entry()

    answer = brought(people.wang, arrest_csv(card("A1")))

    staged = Import.objects.get()
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == f"/imports/{staged.pk}/"
    assert staged.state == ImportState.STAGED
    assert Job.objects.get(pk=staged.job_id).by == people.wang.journal_name
    assert events_since(before).count("warehouse.import_staged") == 1


def test_chosen_place_is_whose_cards_they_are(people: Cast):
    brought(people.wang, arrest_csv(card("A1")), unit=people.donghu.code)

    staged = Import.objects.get()
    assert (staged.procuratorate, staged.within) == (people.donghu, people.donghu)


def test_import_changes_nothing_outside_the_importers_own_place(people: Cast):
    manager = make.account(username="donghu")
    make.grant(manager, "case_manager", people.donghu)

    brought(manager, arrest_csv(card("A1")))

    staged = Import.objects.get()
    assert (staged.procuratorate, staged.within) == (None, people.donghu)


def test_place_of_others_cannot_be_chosen(people: Cast):
    manager = make.account(username="donghu")
    make.grant(manager, "case_manager", people.donghu)

    answer = brought(manager, arrest_csv(card("A1")), unit=people.xishan.code)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Import.objects.exists()


def test_place_is_asked_of_whoever_imports_for_several(people: Cast):
    manager = make.account(username="two")
    make.grant(manager, "case_manager", people.donghu)
    make.grant(manager, "case_manager", people.xishan)

    refused = brought(manager, arrest_csv(card("A1")))
    brought(manager, arrest_csv(card("A1")), unit=people.xishan.code)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "哪个单位" in refused.content.decode()
    assert Import.objects.get().procuratorate == people.xishan


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cards.xlsx", b"PK\x03\x04 cut", "损坏"),
        ("cards.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "密码"),
        ("cards.csv", b"", "空"),
        ("cards.pdf", b"%PDF-1.7", "不是表格"),
        ("绝密.csv", b"x", "国家秘密"),
    ],
)  # fmt: skip
def test_unusable_file_comes_back_with_the_reason_and_nothing_is_kept(
    name: str, content: bytes, said: str, people: Cast, home
):
    answer = brought(people.wang, content, name)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()
    assert not Import.objects.exists()
    assert kept_files(home) == []


def test_too_large_file_is_refused_before_it_is_kept(people: Cast, home):
    with pytest.raises(UserFault) as refused:
        arriving.look(
            "cards.csv",
            300 * 1024 * 1024,
            iter([b"x"]),
            card="arrest_review",
            procuratorate=None,
            by=people.wang,
        )

    assert refused.value.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert kept_files(home) == []


def test_secret_file_leaves_its_refusal_in_the_journal(people: Cast):
    before = last_entry()

    brought(people.wang, arrest_csv(card("A1")), "机密★十年.csv")

    assert events_since(before) == ["warehouse.secret_file_refused"]


def test_secret_mark_above_the_header_is_refused_too(people: Cast, home):
    content = "秘密★5年\n".encode() + arrest_csv(card("A1")).removeprefix(
        b"\xef\xbb\xbf"
    )

    answer = brought(people.wang, content)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert kept_files(home) == []
    assert JournalEntry.objects.filter(event="warehouse.secret_file_refused").exists()


def test_unknown_headers_are_shown_for_mapping_with_their_first_cells(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))

    page = client.post(NEW, {"file": file, "card": "arrest_review"}, follow=True)

    text = page.content.decode()
    assert "经办人员" in text
    assert "陈明" in text
    assert '<option value="handler"' in text
    assert not Import.objects.exists()


def test_mapping_is_used_and_remembered(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    client.post(page["Location"], {"item-4": "handler"})

    assert Import.objects.get().mapping == {"经办人员": "handler"}
    known = HeaderMapping.objects.values_list("header", "item")
    assert list(known) == [("经办人员", "handler")]


def test_remembered_header_is_not_asked_again(people: Cast):
    client = signed_in(people.wang)
    first = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))
    page = client.post(NEW, {"file": first, "card": "arrest_review"})
    client.post(page["Location"], {"item-4": "handler"})

    second = brought(people.wang, with_headers(handler="经办人员", suspect="姓 名"))

    assert second["Location"].startswith("/imports/")
    assert "prepare" not in second["Location"]


def test_remembered_header_is_shown_again_on_request(people: Cast):
    client = signed_in(people.wang)
    first = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))
    page = client.post(NEW, {"file": first, "card": "arrest_review"})
    client.post(page["Location"], {"item-4": "handler"})
    again = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))

    page = client.post(
        NEW, {"file": again, "card": "arrest_review", "review": "yes"}, follow=True
    )

    assert '<option value="handler" selected>' in page.content.decode()


def test_header_that_is_left_out_is_remembered_as_left_out(people: Cast):
    client = signed_in(people.wang)
    content = as_csv({**ARREST_COLUMNS, "note": "备注"}, (card("A1", note="无"),))
    file = SimpleUploadedFile("cards.csv", content)
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    client.post(page["Location"], {"item-10": ""})

    assert HeaderMapping.objects.get().item == ""
    assert Import.objects.get().mapping == {"备注": ""}


def test_required_item_without_a_column_must_be_mapped(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.csv", with_headers(accepted_on="收到那天"))
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    refused = client.post(page["Location"], {"item-5": ""})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "受理日期" in refused.content.decode()
    assert not Import.objects.exists()
    assert not HeaderMapping.objects.exists()


def test_two_columns_cannot_be_one_item(people: Cast):
    client = signed_in(people.wang)
    content = with_headers(accepted_on="收到那天", concluded_on="办完那天")
    file = SimpleUploadedFile("cards.csv", content)
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    refused = client.post(
        page["Location"], {"item-5": "accepted_on", "item-6": "accepted_on"}
    )

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Import.objects.exists()


def test_item_with_a_column_of_its_own_is_not_given_to_another(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    refused = client.post(page["Location"], {"item-4": "accepted_on"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Import.objects.exists()


def test_several_sheets_are_offered(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.xlsx", workbook("九月", "十月"))

    page = client.post(NEW, {"file": file, "card": "arrest_review"}, follow=True)

    text = page.content.decode()
    assert "九月" in text
    assert "十月" in text
    assert not Import.objects.exists()


def test_chosen_sheet_is_imported(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.xlsx", workbook("九月", "十月"))
    page = client.post(NEW, {"file": file, "card": "arrest_review"})

    client.post(page["Location"], {"sheet": "十月"})

    assert Import.objects.get().sheet == "十月"


def test_kept_file_is_its_bringers_alone(people: Cast):
    client = signed_in(people.wang)
    file = SimpleUploadedFile("cards.csv", with_headers(handler="经办人员"))
    address = client.post(NEW, {"file": file, "card": "arrest_review"})["Location"]
    other = make.account(username="other")
    make.grant(other, "case_manager", people.jiangcheng)

    answer = signed_in(other).get(address)

    assert answer.status_code == HTTPStatus.GONE
    assert "重新上传" in answer.content.decode()


def test_form_names_the_cards_of_the_released_packs(people: Cast):
    page = signed_in(people.wang).get(NEW).content.decode()

    assert '<option value="arrest_review">审查逮捕</option>' in page
