"""The register of documents, and offices' own templates."""

# ruff: noqa: F811 (fixtures of another folder)
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
from tests.unit.documents.conftest import _today, office  # noqa: F401 (fixtures)


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
    office: Cast,
) -> None:
    first, second = make.issued(office), make.issued(office)
    issuing.withdraw(document=first, reason="理由写错", by=office.liu)
    client = signed_in(office.liu)

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
    office: Cast,
    asked: str,
    is_found: bool,
) -> None:
    make.issued(office)
    number = make.issued(office).number

    page = signed_in(office.liu).get(f"/documents/?{asked}").content.decode()

    assert (number in page) is is_found


def test_the_register_is_exported_as_shown(office: Cast) -> None:
    make.issued(office)

    answer = signed_in(office.liu).get("/documents/?export=xlsx")

    assert answer.content.startswith(b"PK")


def test_a_fragment_is_the_page_without_its_frame(office: Cast) -> None:
    make.issued(office)
    client = signed_in(office.liu)

    whole = client.get("/documents/").content.decode()
    part = client.get("/documents/", headers=FRAGMENT).content.decode()

    assert "文书登记簿" in part
    assert "<html" in whole
    assert "<html" not in part


def test_another_office_does_not_see_the_register(office: Cast) -> None:
    number = make.issued(office).number

    answer = signed_in(office.zhao).get("/documents/")

    assert answer.status_code == HTTPStatus.FORBIDDEN or number not in (
        answer.content.decode()
    )


def test_an_office_s_own_template_is_used_from_then_on_and_can_be_withdrawn(
    office: Cast,
) -> None:
    client = signed_in(office.wang)
    matter = make.refused_request(office)
    upload(
        client,
        word("{{ document_title }}", "本院版：{{ article }}", "{{ document_number }}"),
    )

    own = make.draft(office, matter)
    assert "本院版：A4 复印纸 70 克" in passages(rendering.current(own))
    template = OfficeTemplate.objects.get()
    assert client.get(f"/documents/templates/{template.pk}/").content.startswith(b"PK")

    client.post(f"/documents/templates/{template.pk}/withdraw/")
    again = make.draft(office, matter)
    assert not any("本院版" in each for each in passages(rendering.current(again)))


def test_what_is_drafted_with_a_template_stays_as_it_was_issued(
    office: Cast,
) -> None:
    client = signed_in(office.wang)
    upload(client, word("第一版：{{ article }}", "{{ document_number }}"))
    document = make.issued(office)
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
    office: Cast,
    content: bytes,
    told: str,
) -> None:
    answer = upload(signed_in(office.wang), content)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not OfficeTemplate.objects.exists()


def test_the_layout_to_begin_with_is_itself_a_usable_template(
    office: Cast,
) -> None:
    client = signed_in(office.wang)
    start = client.get(f"{TEMPLATE}start/").content

    answer = upload(client, start)

    assert answer.status_code == HTTPStatus.OK
    assert OfficeTemplate.objects.count() == 1


def test_the_mark_of_the_office_stands_in_the_next_number(office: Cast) -> None:
    signed_in(office.wang).post(
        "/documents/templates/mark/", {"unit": "429900", "mark": "江"}
    )

    assert make.issued(office).number == "江检办告〔2026〕1号"


@pytest.mark.parametrize("mark", ["", "〔江〕", "江" * 30, "{year}"])
def test_a_mark_that_would_spoil_numbers_is_refused(
    office: Cast,
    mark: str,
) -> None:
    answer = signed_in(office.wang).post(
        "/documents/templates/mark/", {"unit": "429900", "mark": mark}
    )

    assert answer.status_code == 422


def test_who_may_not_change_templates_does_not_reach_them(office: Cast) -> None:
    client = signed_in(office.chen)

    assert client.get("/documents/templates/").status_code == HTTPStatus.FORBIDDEN
    assert client.get("/documents/").status_code == HTTPStatus.FORBIDDEN
    assert (
        signed_in(office.wang).get("/documents/templates/?unit=999999").status_code
        == 404
    )
    assert (
        signed_in(office.wang)
        .get("/documents/templates/no_pack/no_kind/start/")
        .status_code
        == 404
    )
    matters.release_kinds()
    assert (
        signed_in(office.wang)
        .get("/documents/templates/supply_request/no_kind/start/")
        .status_code
        == 404
    )
