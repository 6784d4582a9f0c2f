"""Offices' own Word templates: what is refused before use, and that nothing escapes."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from hengjian.engines.documents.official_paper import Binder
from hengjian.engines.documents.reading_back import read_paper
from hengjian.engines.documents.value_words import Value
from hengjian.engines.documents.word_template import (
    UnusableTemplate,
    check_template,
    fill_template,
)


KNOWN = {"article", "quantity", "is_urgent"}
VALUES = {
    "article": Value("打印纸<A4>&", "打印纸<A4>&", "品名"),
    "quantity": Value(3, "3", "数量"),
    "is_urgent": Value(False, "否", "急用"),
}


def template(*paragraphs: str, runs: tuple[str, ...] = ()) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if runs:
        paragraph = document.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return buffer.getvalue()


def words(content: bytes) -> str:
    return " ".join(
        fault.sentence.en for fault in check_template(content, KNOWN, {"days"})
    )


def test_a_plain_template_is_usable_and_its_values_become_bound(tmp_path) -> None:
    binder = Binder(VALUES | {"param.days": Value(5, "5")})
    content = template(
        "申领{{ article }}，共{{ quantity }}件，{{ param.days }}日内办。",
        "{% if is_urgent %}急用{% else %}不急{% endif %}",
        "文号：{{ document_number }}",
    )

    assert check_template(content, KNOWN, {"days"}) == []
    filled = fill_template(content, binder)

    file = tmp_path / "filled.docx"
    file.write_bytes(filled)
    paper = read_paper(file)
    assert "申领打印纸<A4>&，共3件，5日内办。" in paper.passages
    assert "不急" in paper.passages
    assert {b.name: b.text for b in paper.bound} == binder.expected
    assert binder.expected["document_number"] == "〔待编号〕"


def test_a_field_cut_into_several_runs_is_still_filled(tmp_path) -> None:
    content = template(runs=("品名：{{ ar", "ticle", " }}。"))

    filled = fill_template(content, Binder(VALUES))

    file = tmp_path / "filled.docx"
    file.write_bytes(filled)
    assert "品名：打印纸<A4>&。" in read_paper(file).passages


def test_a_value_is_never_read_as_a_field(tmp_path) -> None:
    values = VALUES | {"article": Value("x", "{{ quantity }}{% for %}\n第二行", "品名")}

    filled = fill_template(template("{{ article }}"), Binder(values))

    file = tmp_path / "filled.docx"
    file.write_bytes(filled)
    assert read_paper(file).passages == ("{{ quantity }}{% for %} 第二行",)


def test_unknown_names_are_told_with_their_paragraph() -> None:
    faults = check_template(
        template("第一段", "申领{{ artical }}", "{{ param.dayz }}"), KNOWN, {"days"}
    )

    assert [fault.sentence.zh for fault in faults] == [
        "第 2 段“申领{{ artical }}”：案卡没有项“artical”",
        "第 3 段“{{ param.dayz }}”：没有参数“dayz”",
    ]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ article.__class__.__mro__ }}",
        "{{ article|attr('__class__') }}",
        "{{ article['__class__'] }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ param.__class__ }}",
        "{{ article() }}",
        "{{ range(999999999) }}",
        "{{ 9**9**9 }}",
        "{{ 'x' * 999999999 }}",
        "{% for a in article %}x{% endfor %}",
        "{% for a in range(9**9) %}x{% endfor %}",
        "{% set article = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% extends '/etc/passwd' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% raw %}{{ article }}{% endraw %}{{ config }}",
        "{% if article == 'x' %}y{% endif %}",
        "{{ article | upper }}",
        "{{ article | day(article) }}",
        "{{ article ~ quantity }}",
        "{{ lipsum }}",
        "{{ namespace }}",
        "{% with %}{{ article }}{% endwith %}",
        "{% filter upper %}x{% endfilter %}",
        "{% block b %}x{% endblock %}",
        "{{ article if quantity else is_urgent }}",
        "{% debug %}",
        "{{ (((article) }}",
        "{{ " + "(" * 3000 + "article" + ")" * 3000 + " }}",
    ],
)
def test_nothing_but_fields_and_choices_is_taken(attack: str) -> None:
    content = template(attack)

    assert check_template(content, KNOWN, {"days"})
    with pytest.raises(UnusableTemplate):
        fill_template(content, Binder(VALUES))


def test_macros_are_refused() -> None:
    content = with_part(template("x"), "word/vbaProject.bin", b"\x00")

    assert "macros" in words(content)


def test_an_embedded_object_is_refused() -> None:
    content = with_part(template("x"), "word/embeddings/oleObject1.bin", b"\x00")

    assert "macros or embedded" in words(content)


def test_a_file_elsewhere_is_refused_and_a_plain_link_is_not() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    start = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relation = (
        '<Relationship Id="r1" Type="{}{}" Target="http://a/b" TargetMode="External"/>'
    )

    def with_relation(what: str) -> bytes:
        part = start + relation.format(kind, what).encode() + b"</Relationships>"
        return with_part(template("x"), "word/_rels/settings.xml.rels", part)

    assert "elsewhere" in words(with_relation("attachedTemplate"))
    assert words(with_relation("hyperlink")) == ""


def test_entities_are_refused() -> None:
    part = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'

    assert "entities" in words(with_part(template("x"), "word/settings.xml", part))


def test_fields_where_nobody_looks_are_refused() -> None:
    document = Document()
    document.core_properties.title = "{{ article.__class__ }}"
    buffer = io.BytesIO()
    document.save(buffer)

    assert "fields stand only in the body" in words(buffer.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"x" * 6_000_000])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    assert words(content)


def test_a_bomb_is_refused_before_it_is_read() -> None:
    buffer = io.BytesIO(template("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as office:
        office.writestr("word/media/zeros.xml", b"0" * (60 * 1024 * 1024))

    assert "unpacks to too much" in words(buffer.getvalue())


def test_a_field_in_the_foot_of_pages_is_filled() -> None:
    document = Document()
    document.add_paragraph("正文")
    document.sections[0].footer.paragraphs[0].text = "{{ article }}"
    buffer = io.BytesIO()
    document.save(buffer)
    binder = Binder(VALUES)

    filled = fill_template(buffer.getvalue(), binder)

    footer = Document(io.BytesIO(filled)).sections[0].footer._element
    texts = [node.text for node in footer.iter(qn("w:t"))]
    assert texts == ["打印纸<A4>&"]
    assert binder.expected == {"article": "打印纸<A4>&"}
