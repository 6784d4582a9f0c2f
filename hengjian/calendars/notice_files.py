"""A notice as somebody brings it: a workbook, a csv, a YAML file, or typed lines.

Rows are ``days, what, holiday``; a row whose first cell is 年份, 标题, 文号 or 来源 gives
the year, the title, the document number or the source.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hengjian.calendars.notice_format import read_yaml
from hengjian.engines.deadlines.work_calendar import YearNotice
from hengjian.engines.deadlines.year_notice import (
    NoticeFault,
    NoticeRow,
    read_rows,
    rows_of,
)
from hengjian.engines.tables.sheets import read_sheets
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 400
HEADS = ("日期", "安排", "节日")
_ABOUT = {
    "year": ("年份", "年度", "year"),
    "title": ("标题", "名称", "title"),
    "document_number": ("文号", "document", "document number"),
    "source": ("来源", "source"),
}
_ABOUT_BY_WORD = {word: name for name, words in _ABOUT.items() for word in words}
_WIDE_COMMA = "\uff0c"  # as a Chinese keyboard types it
_COLONS = ":\uff1a"
_HEAD_WORDS = {"日期", "date", "day", "days"}


class NoticeFaults(UserFault):
    """Everything that is wrong in a notice, each with its row and what to do."""

    def __init__(self, faults: Sequence[NoticeFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Text(
                f"共 {len(faults)} 处问题，没有保存：\n"
                + "\n".join(each.in_language("zh") for each in faults),
                f"{len(faults)} faults, nothing was saved:\n"
                + "\n".join(each.in_language("en") for each in faults),
            )
        )


@dataclass(frozen=True)
class Draft:
    """A notice that was brought and not read yet."""

    rows: Sequence[NoticeRow] = ()
    year: str = ""
    title: str = ""
    document_number: str = ""
    source: str = ""

    def with_given(self, **given: str) -> "Draft":
        """The draft with what was typed beside the file in place of the file's own."""
        kept = {name: text for name, text in given.items() if text}
        return replace(self, **kept)  # type: ignore[arg-type]

    def notice(self) -> YearNotice:
        """The notice. Raises ``NoticeFaults`` with every fault."""
        if not (self.year.isascii() and self.year.isdigit() and len(self.year) == 4):
            raise NoticeFaults(
                [
                    NoticeFault(
                        0,
                        Text(f"年份“{self.year}”读不懂", f"no year “{self.year}”"),
                        Text("写四位数字的年份，如 2027", "give a year such as 2027"),
                    )
                ]
            )
        read = read_rows(int(self.year), self.rows)
        if read.notice is None:
            raise NoticeFaults(read.faults)
        return read.notice


def read_file(name: str, content: bytes) -> Draft:
    """What a file holds, by the ending of its name.

    Raises ``UserFault`` for a file that is no such file.
    """
    if len(content) > MOST_BYTES:
        raise _unusable(name, Text("文件超过 2 MB", "the file is larger than 2 MB"))
    ending = Path(name).suffix.lower()
    if ending in {".yaml", ".yml"}:
        found = read_yaml(_text(name, content), name)
        return Draft(**found)
    if ending in {".csv", ".txt"}:
        return from_cells(csv.reader(io.StringIO(_text(name, content))))
    if ending == ".xlsx":
        return from_cells(_sheet(name, content))
    raise _unusable(
        name, Text("只接受 xlsx、csv、yaml", "give an xlsx, csv or yaml file")
    )


def from_typed(text: str) -> Draft:
    """Typed lines: cells apart by a comma, a tab or spaces."""
    return from_cells(_cut(line) for line in text.splitlines())


def from_cells(lines: Iterable[Sequence[str]]) -> Draft:
    """Rows of cells; row 1 is the first."""
    rows: list[NoticeRow] = []
    about: dict[str, str] = {}
    for number, cells in enumerate(lines, start=1):
        first, *rest = [cell.strip() for cell in cells] or [""]
        word = first.lower().rstrip(_COLONS)
        if word in _ABOUT_BY_WORD:
            about[_ABOUT_BY_WORD[word]] = rest[0] if rest else ""
        elif any((first, *rest)) and word not in _HEAD_WORDS:
            kind, name = [*rest, "", ""][:2]
            rows.append(NoticeRow(number, first, kind, name))
        if number > MOST_ROWS:
            raise _unusable(
                "",
                Text(f"超过 {MOST_ROWS} 行", f"there are more than {MOST_ROWS} rows"),
            )
    return Draft(rows=rows, **about)


def typed_lines(notice: YearNotice) -> str:
    """A notice as lines that ``from_typed`` reads back."""
    return "\n".join(
        ", ".join(each for each in (row.days, row.kind, row.name) if each)
        for row in rows_of(notice)
    )


def _cut(line: str) -> list[str]:
    for mark in (",", _WIDE_COMMA, "\t"):
        if mark in line:
            return line.split(mark)
    return line.split(None, 2)


def _sheet(name: str, content: bytes) -> list[list[str]]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(content)
        kept.flush()
        try:
            sheets = read_sheets(Path(kept.name))
        except UserFault as fault:
            raise _unusable(name, fault.message) from fault
    return next(iter(sheets.values()), [])


def _text(name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable(
        name, Text("不是文字文件，请存为 UTF-8", "not a text file: save it as UTF-8")
    )


def _unusable(name: str, message: Text) -> UserFault:
    return UserFault(message, where=name)
