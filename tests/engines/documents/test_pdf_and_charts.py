"""PDF papers, charts, fonts, and the kept form of a paper."""

import shutil
import struct
from decimal import Decimal
from pathlib import Path

import matplotlib
import pytest

from hengjian.engines.documents import fonts as fonts_module
from hengjian.engines.documents.content import Bold, Paper, Paragraph
from hengjian.engines.documents.drawing import NO_FONT, Panel, Pen, Series
from hengjian.engines.documents.fonts import WANTED, Face, Fonts
from hengjian.engines.documents.paper_file import paper_text, read_paper_text
from hengjian.engines.documents.pdf import write_pdf
from hengjian.engines.documents.phrasing import joined, phrase
from tests.engines.documents.papers import small_paper


def size_of(png: Path) -> tuple[int, int]:
    content = png.read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_pdf_is_written_for_the_owner_alone(tmp_path: Path) -> None:
    write_pdf(small_paper(tmp_path), tmp_path / "paper.pdf", Fonts())

    path = tmp_path / "paper.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("language", ["zh", "en"])
def test_marks_of_the_typesetter_are_plain_text(tmp_path: Path, language: str) -> None:
    awkward = "1. #let x = $y$ *a* _b_ `c` <d> @e [f] ~g \\h /i -j +k \"q\" 'r'"
    paper = Paper(awkward, (Paragraph((awkward, Bold(awkward))),), language=language)

    write_pdf(paper, tmp_path / "paper.pdf", Fonts())

    assert (tmp_path / "paper.pdf").stat().st_size > 1000


def test_paper_that_ends_with_a_table_is_set_too(tmp_path: Path) -> None:
    paper = small_paper(tmp_path)

    write_pdf(Paper("t", paper.blocks[:4]), tmp_path / "paper.pdf", Fonts())
    write_pdf(Paper("t", ()), tmp_path / "empty.pdf", Fonts())

    assert (tmp_path / "paper.pdf").exists()


def test_kept_paper_reads_back_the_same(tmp_path: Path) -> None:
    paper = small_paper(tmp_path)

    again = read_paper_text(paper_text(paper), tmp_path)

    assert again == paper
    assert paper_text(again) == paper_text(paper)


def test_paper_lists_its_numbers_tables_and_pictures(tmp_path: Path) -> None:
    paper = small_paper(tmp_path)

    assert [number.name for number in paper.numbers] == [f"n{n}" for n in range(1, 7)]
    assert len(paper.tables) == len(paper.pictures) == 1


def test_charts_are_drawn_with_gaps_limits_and_marks(tmp_path: Path) -> None:
    pen = Pen(Fonts())
    values = [Decimal(1), None, Decimal(30_000)]
    panels = [
        Panel(
            f"指标{number}",
            ["26-01", "26-02", "26-03"],
            Series("x", values, (0.0, 1.0, 2.0) if number else None, frozenset({2})),
        )
        for number in range(3)
    ]

    pen.bars(tmp_path / "bars.png", ["甲", "乙", "丙"], [Series("本期", values)] * 2)
    pen.shares(tmp_path / "shares.png", ["甲", "乙"], [Decimal(97), Decimal(3)])
    pen.courses(tmp_path / "courses.png", panels, unit="%")
    pen.courses(tmp_path / "one.png", panels[:1])

    for name in ("bars", "shares", "courses", "one"):
        width, height = size_of(tmp_path / f"{name}.png")
        assert width > 400
        assert height > 100


def test_without_a_chinese_font_charts_are_drawn_in_codes_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts_module, "SYSTEM_FOLDERS", ())
    fonts_module._system_face.cache_clear()
    pen = Pen(Fonts(tmp_path / "none"))

    pen.bars(tmp_path / "bars.png", ["甲A"], [Series("乙", [Decimal(1)])])

    assert pen.notice == NO_FONT
    assert size_of(tmp_path / "bars.png")
    fonts_module._system_face.cache_clear()


def system_font() -> Path:
    face = Fonts().chart_face()
    if face is None:
        pytest.skip("this machine has no Chinese font (Debian: fonts-noto-cjk)")
    return face.file


def test_folder_of_fonts_is_taken_before_the_systems(tmp_path: Path) -> None:
    font = system_font()
    (tmp_path / "sub").mkdir()
    shutil.copy(font, tmp_path / "sub" / font.name)
    (tmp_path / "broken.ttf").write_bytes(b"no font")

    fonts = Fonts(tmp_path)

    face = fonts.chart_face()
    assert face is not None
    assert face.file == tmp_path / "sub" / font.name
    assert Pen(fonts).notice is None


def test_missing_official_fonts_are_named() -> None:
    notice = Fonts().notice

    assert notice is not None
    assert "仿宋" in notice.zh
    assert "FangSong" in notice.en


def test_folder_with_every_official_font_needs_no_notice(tmp_path: Path) -> None:
    fonts = Fonts(tmp_path)
    fonts.__dict__["faces"] = tuple(
        Face(tmp_path / "x.ttf", 0, families[0]) for families in WANTED.values()
    )

    assert fonts.notice is None
    assert fonts.chart_face() == Face(tmp_path / "x.ttf", 0, "SimHei")


def test_some_chinese_font_is_better_than_none(tmp_path: Path) -> None:
    fonts = Fonts(tmp_path)
    fonts.__dict__["faces"] = (Face(tmp_path / "x.ttf", 0, "Some Chinese"),)

    face = fonts.chart_face()
    assert face is not None
    assert face.family == "Some Chinese"


def test_systems_fonts_are_tried_until_one_knows_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = system_font()
    (tmp_path / "NotoSansCJK-Regular.ttf").write_bytes(b"no font")
    shutil.copy(font, tmp_path / f"NotoSansSC{font.suffix}")
    folders = (tmp_path / "none", tmp_path)
    monkeypatch.setattr(fonts_module, "SYSTEM_FOLDERS", folders)
    fonts_module._system_face.cache_clear()

    face = Fonts().chart_face()

    assert face is not None
    assert face.file.name.startswith("NotoSansSC")
    fonts_module._system_face.cache_clear()


def test_font_without_chinese_is_passed_over(tmp_path: Path) -> None:
    latin = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    shutil.copy(latin, tmp_path / "latin.ttf")

    assert Fonts(tmp_path).faces == ()


def test_phrases_are_put_together_and_adjacent_texts_are_one() -> None:
    assert phrase("共{n}件{rest}", n="3", rest=("，", "其中")) == ("共3件，其中",)
    assert phrase("只有文字") == ("只有文字",)
    assert joined(["甲", ("乙", "丙"), ""], "、") == ("甲、乙丙、",)
    with pytest.raises(KeyError):
        phrase("{missing}")
