"""The register of documents, and offices' own templates."""

import io
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as WordFile

from hengjian.documents import files, rendering
from hengjian.documents.actions import issuing
from hengjian.documents.models import OfficeTemplate
from hengjian.engines.documents.reading_back import read_paper
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters
from tests.pages.asking import FRAGMENT, signed_in


TEMPLATE = f"/documents/templates/supply_request/{make.KIND}/"


def word(*paragraphs: str) -> bytes:
    document = WordFile()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def upload(client: Client, content: bytes, name: str = "告知书.docx") -> object:
    return client.post(
        f"{TEMPLATE}upload/",
        {"file": SimpleUploadedFile(name, content), "unit": "429900"},
        follow=True,
    )


def passages(content: bytes) -> tuple[str, ...]:
    with files.as_file(content) as file:
        return read_paper(file).passages


def test_the_register_shows_numbers_states_and_withdrawn_ones(
    paper_office: Cast,
) -> None:
    first, second = make.issued(paper_office), make.issued(paper_office)
    issuing.withdraw(document=first, reason="理由写错", by=paper_office.liu)
    client = signed_in(paper_office.liu)

    page = client.get("/documents/").content.decode()
    assert first.number in page
    assert second.number in page

    withdrawn = client.get("/documents/?state=withdrawn&columns=number,reason")
    assert first.number in withdrawn.content.decode()
    assert second.number not in withdrawn.content.decode()
    assert "理由写错" in withdrawn.content.decode()


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("find=2号", True),
        ("find=9号", False),
        ("year=2026", True),
        ("year=2025", False),
        ("year=0000", True),
        (f"kind=supply_request/{make.KIND}", True),
        ("kind=petition/reply", False),
        ("sort=-number", True),
        ("sort=unknown", True),
        ("unit=429900", True),
    ],
)
def test_the_register_is_narrowed_as_asked(
    paper_office: Cast,
    asked: str,
    is_found: bool,
) -> None:
    make.issued(paper_office)
    number = make.issued(paper_office).number

    page = signed_in(paper_office.liu).get(f"/documents/?{asked}").content.decode()

    assert (number in page) is is_found


def test_the_register_is_exported_as_shown(paper_office: Cast) -> None:
    make.issued(paper_office)

    answer = signed_in(paper_office.liu).get("/documents/?export=xlsx")

    assert answer.content.startswith(b"PK")


def test_a_fragment_is_the_page_without_its_frame(paper_office: Cast) -> None:
    make.issued(paper_office)
    client = signed_in(paper_office.liu)

    whole = client.get("/documents/").content.decode()
    part = client.get("/documents/", headers=FRAGMENT).content.decode()

    assert "文书登记簿" in part
    assert "<html" in whole
    assert "<html" not in part


def test_another_office_does_not_see_the_register(paper_office: Cast) -> None:
    number = make.issued(paper_office).number

    answer = signed_in(paper_office.zhao).get("/documents/")

    assert answer.status_code == HTTPStatus.FORBIDDEN or number not in (
        answer.content.decode()
    )


def test_an_office_s_own_template_is_used_from_then_on_and_can_be_withdrawn(
    paper_office: Cast,
) -> None:
    client = signed_in(paper_office.wang)
    matter = make.refused_request(paper_office)
    upload(
        client,
        word("{{ document_title }}", "本院版：{{ article }}", "{{ document_number }}"),
    )

    own = make.draft(paper_office, matter)
    assert "本院版：A4 复印纸 70 克" in passages(rendering.current(own))
    template = OfficeTemplate.objects.get()
    assert client.get(f"/documents/templates/{template.pk}/").content.startswith(b"PK")

    client.post(f"/documents/templates/{template.pk}/withdraw/")
    again = make.draft(paper_office, matter)
    assert not any("本院版" in each for each in passages(rendering.current(again)))


def test_what_is_drafted_with_a_template_stays_as_it_was_issued(
    paper_office: Cast,
) -> None:
    client = signed_in(paper_office.wang)
    upload(client, word("第一版：{{ article }}", "{{ document_number }}"))
    document = make.issued(paper_office)
    upload(client, word("第二版：{{ article }}"))

    words = passages(rendering.current(document))

    assert "第一版：A4 复印纸 70 克" in words
    assert document.number in words
    assert list(OfficeTemplate.objects.values_list("number", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (word("好", "申领{{ artical }}"), "第 2 段"),
        (word("{{ article.__class__ }}"), "取属性"),
        (word("{% for x in article %}x{% endfor %}"), "循环"),
        (b"PK\x03\x04", "不是 Word 文档"),
    ],
)
def test_a_template_with_faults_is_told_and_not_kept(
    paper_office: Cast,
    content: bytes,
    told: str,
) -> None:
    answer = upload(signed_in(paper_office.wang), content)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not OfficeTemplate.objects.exists()


def test_the_layout_to_begin_with_is_itself_a_usable_template(
    paper_office: Cast,
) -> None:
    client = signed_in(paper_office.wang)
    start = client.get(f"{TEMPLATE}start/").content

    answer = upload(client, start)

    assert answer.status_code == HTTPStatus.OK
    assert OfficeTemplate.objects.count() == 1


def test_the_mark_of_the_office_stands_in_the_next_number(paper_office: Cast) -> None:
    signed_in(paper_office.wang).post(
        "/documents/templates/mark/", {"unit": "429900", "mark": "江"}
    )

    assert make.issued(paper_office).number == "江检办告〔2026〕1号"


@pytest.mark.parametrize("mark", ["", "〔江〕", "江" * 30, "{year}"])
def test_a_mark_that_would_spoil_numbers_is_refused(
    paper_office: Cast,
    mark: str,
) -> None:
    answer = signed_in(paper_office.wang).post(
        "/documents/templates/mark/", {"unit": "429900", "mark": mark}
    )

    assert answer.status_code == 422


def test_who_may_not_change_templates_does_not_reach_them(paper_office: Cast) -> None:
    client = signed_in(paper_office.chen)

    assert client.get("/documents/templates/").status_code == HTTPStatus.FORBIDDEN
    assert client.get("/documents/").status_code == HTTPStatus.FORBIDDEN
    assert (
        signed_in(paper_office.wang)
        .get("/documents/templates/?unit=999999")
        .status_code
        == 404
    )
    assert (
        signed_in(paper_office.wang)
        .get("/documents/templates/no_pack/no_kind/start/")
        .status_code
        == 404
    )
    matters.release_kinds()
    assert (
        signed_in(paper_office.wang)
        .get("/documents/templates/supply_request/no_kind/start/")
        .status_code
        == 404
    )
