"""Documents set as Word files: every value bound, number and day filled at issue."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from hengjian.engines.documents.document_check import against_matter, check_document
from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.official_paper import (
    Binder,
    Line,
    OfficialPaper,
    in_plain,
)
from hengjian.engines.documents.official_word import official_word, with_issue
from hengjian.engines.documents.reading_back import read_paper
from hengjian.engines.documents.reading_copy import reading_copy
from hengjian.engines.documents.value_words import Value
from hengjian.engines.documents.wording import DATE, NUMBER, Field, read_wording


OPEN = frozenset({NUMBER, DATE})
VALUES = {
    "asked_on": Value(date(2026, 3, 5), "2026-03-05", "申领日期"),
    "amount": Value(Decimal("1200.50"), "1,200.50 元", "金额", is_money=True),
    "article": Value("打印纸A4", "打印纸A4", "品名"),
    "reason": Value(None, "", "理由"),
}


def drafted(*texts: str) -> tuple[bytes, Binder]:
    binder = Binder(VALUES)
    number = binder.bound(Field(NUMBER))
    lines = tuple(Line("text", binder.runs(read_wording(text))) for text in texts)
    table = Line("table", rows=(("品名", (binder.bound(Field("article")),)),))
    paper = OfficialPaper(
        "不予同意告知书",
        "云泽市人民检察院",
        (Line("to", ("办公室",)), *lines, table),
        binder.bound(Field(DATE)),
        number,
    )
    return official_word(paper, Fonts()), binder


@pytest.fixture
def kept(tmp_path: Path):
    def keep(content: bytes) -> Path:
        file = tmp_path / "document.docx"
        file.write_bytes(content)
        return file

    return keep


def test_every_value_is_bound_and_reads_as_it_was_made(kept) -> None:
    content, binder = drafted("你于{{ asked_on }}申领，金额{{ amount | capital }}。")

    paper = read_paper(kept(content))

    assert {b.name: b.text for b in paper.bound} == binder.expected
    assert "你于2026年3月5日申领，金额壹仟贰佰元伍角整。" in paper.passages


def test_an_item_shown_twice_is_bound_twice(kept) -> None:
    content, binder = drafted("{{ asked_on }}至{{ asked_on | chinese }}")

    paper = read_paper(kept(content))

    texts = {b.name: b.text for b in paper.bound}
    assert texts["asked_on"] == "2026年3月5日"
    assert texts["asked_on#2"] == "二〇二六年三月五日"
    assert texts == binder.expected


def test_what_is_not_known_yet_stands_open_and_is_told() -> None:
    _, binder = drafted("理由：{{ reason }}")

    assert binder.unfilled == {"reason": "理由"}
    assert binder.expected["reason"] == "〔待填：理由〕"


def test_issue_fills_number_and_day_and_leaves_the_rest(kept) -> None:
    content, binder = drafted("申领{{ article }}")

    issued = with_issue(content, number="云检办告〔2026〕3号", dated="2026年3月9日")

    texts = {b.name: b.text for b in read_paper(kept(issued)).bound}
    assert texts[NUMBER] == "云检办告〔2026〕3号"
    assert texts[DATE] == "2026年3月9日"
    assert texts["article"] == binder.expected["article"]


def test_a_value_changed_in_the_file_is_found(kept) -> None:
    content, binder = drafted("你于{{ asked_on }}申领")
    file = kept(content)
    passages = read_paper(file).passages
    document = Document(io.BytesIO(content))
    for node in document.element.body.iter():
        if node.text == "2026年3月5日":
            node.text = "2026年3月6日"
    document.save(str(file))

    found = check_document(file, binder.expected, passages=passages, open_names=OPEN)

    assert [(each.kind, each.shown) for each in found] == [("bound", "2026年3月6日")]


def test_a_number_written_in_is_found_and_one_that_stood_there_is_not(kept) -> None:
    content, binder = drafted("按A4纸5包计", "已办")
    file = kept(content)
    passages = read_paper(file).passages
    document = Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        if paragraph.text == "已办":
            paragraph.add_run("，按5包计，另付300元，于二〇二六年四月办结")
    document.save(str(file))

    found = check_document(file, binder.expected, passages=passages, open_names=OPEN)

    assert [(each.kind, each.shown) for each in found] == [
        ("added", "300"),
        ("added", "二〇二六年四月"),
    ]


def test_number_and_day_of_issue_are_not_compared(kept) -> None:
    content, binder = drafted("申领{{ article }}")
    passages = read_paper(kept(content)).passages
    file = kept(with_issue(content, number="云检〔2026〕3号", dated="2026年3月9日"))

    found = check_document(file, binder.expected, passages=passages, open_names=OPEN)

    assert found == []


def test_what_the_matter_holds_otherwise_since_is_told() -> None:
    found = against_matter(
        {"amount": "1,200.50 元", "article": "打印纸"},
        {"amount": "1,300.00 元", "article": "打印纸"},
    )

    assert [each.kind for each in found] == ["moved_on"]
    assert "1,300.00" in found[0].message.zh


def test_the_reading_copy_is_a_pdf() -> None:
    content, _ = drafted("你于{{ asked_on }}申领#{{ article }}*_[]")

    assert reading_copy(content, Fonts(), mark="草稿").startswith(b"%PDF-")


def test_runs_in_plain_read_as_printed() -> None:
    binder = Binder(VALUES)

    runs = binder.runs(read_wording("共{{ amount }}，{{ amount | plain }}"))

    assert in_plain(runs) == "共1,200.50 元，1200.50"
