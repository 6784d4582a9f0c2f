"""The cells of one row, read as what their column holds; every fault is kept."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from zoneinfo import ZoneInfo

from hengjian.engines.tables.conversion.dates import date_reader
from hengjian.engines.tables.conversion.words import read_boolean
from hengjian.engines.tables.normalising import plain
from hengjian.engines.targets.aim_words import aim_of
from hengjian.engines.targets.model import Aim, Split
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets.form.columns import COLUMNS, SPLIT_WORDS


_HEADS = {column.name: column.head for column in COLUMNS}
_FRACTION = re.compile(r"(?P<number>\d+(?:\.\d+)?(?:/[1-9]\d*)?)(?P<percent>%)?")
_SHARE = re.compile(r"(?P<who>[^:：]+)[:：](?P<share>[^:：]+)")


@dataclass(frozen=True)
class CellFault:
    """What is wrong in one cell: the row as the sheet counts, the head, the words."""

    row: int
    head: Text
    message: Text

    def in_language(self, language: str) -> str:
        """One line: where, then what."""
        head, words = (
            self.head.in_language(language),
            self.message.in_language(language),
        )
        return (
            f"row {self.row}, {head}: {words}"
            if language.startswith("en")
            else f"第 {self.row} 行“{head}”：{words}"
        )


class Cells:
    """One row. Readers give None (or nothing) for empty cells and for faulty ones."""

    def __init__(self, texts: Mapping[str, str], row: int) -> None:
        self._texts = texts
        self.row = row
        self.faults: list[CellFault] = []

    def is_empty(self) -> bool:
        """Whether nothing at all stands in the row."""
        return not any(self._texts.values())

    def text(self, name: str) -> str:
        """The words of a cell."""
        return self._texts.get(name, "")

    def fault(self, name: str, zh: str, en: str) -> None:
        """Note a fault of a cell."""
        self.faults.append(CellFault(self.row, _HEADS[name], Text(zh, en)))

    def fraction(self, name: str) -> Fraction | None:
        """An exact number: 5, 0.25, 1/4 or 25%."""
        text = self.text(name)
        if not text:
            return None
        value = _fraction(text)
        if value is None:
            self.fault(name, f"“{text}”不是数", f"“{text}” is no number")
        return value

    def day(self, name: str) -> datetime.date | None:
        """A day; the year alone or a month is its last day."""
        text = self.text(name)
        if not text:
            return None
        read = _end_of(text) or _DAY(text)
        if isinstance(read, datetime.date):
            return read
        self.fault(name, f"“{text}”不是日期", f"“{text}” is no day")
        return None

    def split(self, name: str) -> Split | None:
        """How targets below make it up."""
        text = self.text(name)
        if not text:
            return None
        for split, words in SPLIT_WORDS.items():
            if text in (words.zh, words.en, split.value):
                return split
        choices = "、".join(words.zh for words in SPLIT_WORDS.values())
        english = ", ".join(words.en for words in SPLIT_WORDS.values())
        self.fault(
            name,
            f"“{text}”不是合成方式，可写：{choices}",
            f"“{text}” is no way to make it up; one of: {english}",
        )
        return None

    def shares(self, name: str) -> dict[str, Fraction]:
        """Shares as 办公室：1/2；第一检察部：1/2."""
        found: dict[str, Fraction] = {}
        for part in re.split(r"[;；\n]", self.text(name)):
            if not part.strip():
                continue
            match = _SHARE.fullmatch(part.strip())
            share = _fraction(match["share"]) if match else None
            if match is None or share is None:
                self.fault(
                    name,
                    f"“{part.strip()}”应写成“单位：份额”，各方以分号分开",
                    f"“{part.strip()}” should read “who: share”, parted by semicolons",
                )
                continue
            found[match["who"].strip()] = share
        return found

    def is_controlled(self, name: str) -> tuple[bool, str]:
        """Whether its owner can bring it about, and why not; empty is yes.

        否：案源由公安机关移送决定
        """
        text = self.text(name)
        if not text:
            return True, ""
        word, _, why = text.replace(":", "：").partition("：")
        read = read_boolean(word.strip())
        if isinstance(read, bool):
            return read, "" if read else why.strip()
        self.fault(
            name, "请写“是”，或“否：理由”", "write yes, or no with its reason: no: why"
        )
        return True, ""

    def aim(self) -> Aim | None:
        """The aim, with base, rubric and evidence from their own columns."""
        try:
            return aim_of(
                self.text("aim"),
                base=self.fraction("base"),
                rubric=self.text("rubric"),
                evidence=self.text("evidence"),
            )
        except UserFault as fault:
            self.fault("aim", fault.message.zh, fault.message.en)
            return None


def _fraction(text: str) -> Fraction | None:
    found = _FRACTION.fullmatch(plain(text))
    if found is None:
        return None
    value = Fraction(found["number"]) if "." not in found["number"] else None
    if value is None:
        # a decimal above the line is read by itself: Fraction("0.5/3") is no number
        above, _, below = found["number"].partition("/")
        value = Fraction(above) / Fraction(below or "1")
    return value / 100 if found["percent"] else value


_DAY = date_reader((), ZoneInfo("Asia/Shanghai"))
_YEAR_OR_MONTH = re.compile(r"(\d{4})年?(?:[-./]?(\d{1,2})月?底?|年?底)?")


def _end_of(text: str) -> datetime.date | None:
    found = _YEAR_OR_MONTH.fullmatch(plain(text))
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12 or not datetime.MINYEAR < year < datetime.MAXYEAR:
        return None
    first_after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first_after - datetime.timedelta(days=1)
