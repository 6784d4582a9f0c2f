"""Reads a Word paper back after people edited it: its sentences and its bound numbers."""

import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from hengjian.engines.documents.word import TAG
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class Bound:
    """A bound number as it reads now, and where."""

    name: str
    text: str
    place: int  # paragraph of the paper, from 1; table cells count on


@dataclass(frozen=True)
class ReadPaper:
    """A paper as it reads now: its passages in order, and the numbers still bound."""

    passages: tuple[str, ...]
    bound: tuple[Bound, ...]


def read_paper(file: Path) -> ReadPaper:
    """Read a ``.docx``; raises ``UserFault`` when it is none."""
    try:
        document = Document(str(file))
    except (
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        OSError,
        PackageNotFoundError,
    ) as error:
        raise UserFault(
            Text(
                "这不是能读的 Word 文档(.docx)",
                "this is not a readable Word file (.docx)",
            ),
            where=file.name,
        ) from error
    passages: list[str] = []
    bound: list[Bound] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if not text.strip():
            continue
        passages.append(text)
        for control in paragraph.iter(qn("w:sdt")):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            name = "" if tag is None else tag.get(qn("w:val"), "")
            if name.startswith(TAG):
                shown = "".join(node.text or "" for node in control.iter(qn("w:t")))
                bound.append(Bound(name.removeprefix(TAG), shown, len(passages)))
    return ReadPaper(tuple(passages), tuple(bound))


_FULL_WIDTH = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e\uff05−",
    "0123456789.%-",
)
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"\s*(?P<unit>个?百分点|%|万[件人]?|亿元|万元|件次|人次|[件人天日元次名起份])?"
)


@dataclass(frozen=True)
class Figure:
    """A number found in a text, with its unit and its place in the passage."""

    text: str
    value: Decimal
    unit: str
    start: int
    end: int

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def figures_in(passage: str) -> list[Figure]:
    """Every number of a passage with its unit; years, dates and numbering are left out."""
    text = passage.translate(_FULL_WIDTH)
    found = []
    for match in _NUMBER.finditer(text):
        following = text[match.end() : match.end() + 1]
        if match["unit"] in (None, "日") and following in {
            "年",
            "月",
            "日",
            "号",
            "条",
            "-",
            "、",
            "季",
        }:
            continue
        if match["unit"] == "日" and re.search(r"\d+月$", text[: match.start()]):
            continue
        digits = match["digits"].replace(",", "") + (match["fraction"] or "")
        unit = (match["unit"] or "").removeprefix("个")
        sign = "-" if match["sign"] == "-" else ""
        found.append(
            Figure(
                match[0].strip(),
                Decimal(sign + digits),
                unit,
                match.start(),
                match.end(),
            )
        )
    return found
