"""The pages of a matter's documents: from the draft to the table of contents."""

import io
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as WordFile

from hengjian.access.models import Account
from hengjian.documents.models import Document
from hengjian.matters.actions import ending
from hengjian.matters.models import Matter
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters
from tests.pages.asking import signed_in


@pytest.fixture
def matter(paper_office: Cast) -> Matter:
    return make.refused_request(paper_office)


def made(client: Client, matter: Matter) -> Document:
    client.post(f"/matters/{matter.pk}/documents/", {"kind": make.KIND})
    return Document.objects.latest("pk")


def address(document: Document, act: str = "") -> str:
    return f"/matters/{document.matter}/documents/{document.pk}/{act}"


def page_of(account: Account, document: Document) -> str:
    answer = signed_in(account).get(address(document))
    assert answer.status_code == HTTPStatus.OK
    return str(answer.content.decode())


def test_a_notice_goes_from_its_draft_to_the_receipt(
    paper_office: Cast,
    matter: Matter,
) -> None:
    applicant, chief = signed_in(paper_office.chen), signed_in(paper_office.liu)
    document = made(applicant, matter)
    assert (
        "拟制“用品申领不予同意告知书”"
        in applicant.get(f"/matters/{matter.pk}/").content.decode()
    )
    assert "签发…" not in page_of(paper_office.chen, document)
    assert "签发…" in page_of(paper_office.liu, document)

    chief.post(address(document, "issue/"), follow=True)
    document.refresh_from_db()
    assert document.number == "江城检办告〔2026〕1号"

    chief.post(address(document, "seal/"), {"seal": "本院印章", "on": "2026-10-19"})
    chief.post(
        address(document, "serve/"),
        {"how": "in_person", "on": "2026-10-19", "to": "陈明"},
    )
    service = document.services.get()
    assert "待回证" in page_of(paper_office.liu, document)
    chief.post(address(document, f"receipts/{service.pk}/"), {"on": "2026-10-19"})

    page = page_of(paper_office.chen, document)
    assert "江城检办告〔2026〕1号" in page
    assert "本院印章" in page
    assert "待回证" not in page
    shown = chief.get(f"/matters/{matter.pk}/").content.decode()
    assert "签发“用品申领不予同意告知书” 江城检办告〔2026〕1号" in shown


def test_word_file_and_pdf_are_handed_out(
    paper_office: Cast,
    matter: Matter,
) -> None:
    client = signed_in(paper_office.chen)
    document = made(client, matter)

    word = client.get(address(document, "file/docx/"))
    pdf = client.get(address(document, "file/pdf/"))

    assert word.content.startswith(b"PK")
    assert word["Content-Disposition"].startswith("attachment")
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(address(document, "file/exe/")).status_code == 404


def test_an_edited_copy_with_another_number_is_told_and_needs_a_reason(
    paper_office: Cast,
    matter: Matter,
) -> None:
    client, chief = signed_in(paper_office.chen), signed_in(paper_office.liu)
    document = made(client, matter)
    content = client.get(address(document, "file/docx/")).content
    word = WordFile(io.BytesIO(content))
    for node in word.element.body.iter():
        if node.text == "10":
            node.text = "12"
    buffer = io.BytesIO()
    word.save(buffer)

    answer = client.post(
        address(document, "upload/"),
        {"file": SimpleUploadedFile("修改稿.docx", buffer.getvalue())},
        follow=True,
    )
    assert "应为 10" in answer.content.decode()

    refused = chief.post(address(document, "issue/"))
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "写明理由" in refused.content.decode()
    chief.post(address(document, "issue/"), {"reason": "当面更正"})
    document.refresh_from_db()
    assert document.is_issued


def test_what_is_no_word_file_is_not_kept(
    paper_office: Cast,
    matter: Matter,
) -> None:
    client = signed_in(paper_office.chen)
    document = made(client, matter)

    for name, content in (
        ("a.pdf", b"%PDF-"),
        ("a.docx", b"PK\x03\x04"),
        ("a.docm", b"x"),
    ):
        answer = client.post(
            address(document, "upload/"), {"file": SimpleUploadedFile(name, content)}
        )
        assert answer.status_code == 422, name
    assert client.post(address(document, "upload/")).status_code == 422
    assert not document.versions.exists()


def test_whoever_does_not_take_part_neither_drafts_nor_issues(
    paper_office: Cast,
    matter: Matter,
) -> None:
    document = made(signed_in(paper_office.chen), matter)
    other = signed_in(paper_office.zhou)

    assert (
        other.post(f"/matters/{matter.pk}/documents/", {"kind": make.KIND}).status_code
        == 403
    )
    for act in ("issue/", "refresh/", "withdraw/", "seal/"):
        assert other.post(address(document, act)).status_code == 403, act
    assert signed_in(paper_office.zhao).get(address(document)).status_code == 404
    document.refresh_from_db()
    assert document.is_draft


def test_a_document_of_another_matter_is_not_there(
    paper_office: Cast,
    matter: Matter,
) -> None:
    document = made(signed_in(paper_office.chen), matter)
    other = make.refused_request(paper_office)

    answer = signed_in(paper_office.chen).get(
        f"/matters/{other.pk}/documents/{document.pk}/"
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_archived_matter_lists_its_file_and_changes_no_more(
    paper_office: Cast,
    matter: Matter,
) -> None:
    client, chief = signed_in(paper_office.chen), signed_in(paper_office.liu)
    document = Document.objects.get()  # drafted when the request was refused
    chief.post(address(document, "issue/"))
    ending.close(matter=matter, reason="办完", by=paper_office.liu)
    ending.archive(matter=matter, by=paper_office.liu)

    contents = f"/matters/{matter.pk}/contents/"
    assert client.get(f"{contents}pdf/").content.startswith(b"%PDF-")
    word = WordFile(io.BytesIO(client.get(f"{contents}docx/").content))
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    titles = [row[3] for row in cells[1:]]
    assert titles == [
        "用品申领",
        "库存核查",
        "审批",
        "用品申领不予同意告知书",
        "事项经过",
    ]
    assert cells[4][1] == "江城检办告〔2026〕1号"
    assert cells[4][5] == "1"
    assert client.get(f"{contents}html/").status_code == 404
    assert (
        chief.post(address(document, "withdraw/"), {"reason": "x"}).status_code == 409
    )


def test_an_open_matter_has_no_table_of_contents_yet(paper_office: Cast) -> None:
    matter = matters.matter("supply_request", paper_office.chen)

    answer = signed_in(paper_office.chen).get(f"/matters/{matter.pk}/contents/pdf/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
