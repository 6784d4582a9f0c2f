"""What every section writes with: the language, the numbers, running table numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hengjian.engines.documents.content import (
    Block,
    Bold,
    Heading,
    Number,
    Paragraph,
    Picture,
    Run,
    Table,
)
from hengjian.engines.documents.drawing import Pen as DrawingPen
from hengjian.engines.documents.phrasing import Part, joined, phrase
from hengjian.engines.statistics.comparisons import Against
from hengjian.indicators.queries.periods import in_words
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import AnalysisFacts, Compared
from hengjian.publication.analysis.numbers import MISSING, Numbers
from hengjian.publication.analysis.typesetting import chinese_marks


ORDINALS = "一二三四五六七八九十"


@dataclass
class Wording:
    """The paper as it is being written."""

    facts: AnalysisFacts
    numbers: Numbers
    drawing: DrawingPen
    folder: Path  # where charts are put
    picture_stem: str
    blocks: list[Block] = field(default_factory=list)
    sections: int = 0
    subsections: int = 0
    tables: int = 0
    pictures: int = 0

    @property
    def language(self) -> str:
        return self.facts.asked.language

    @property
    def is_chinese(self) -> bool:
        return self.language == "zh"

    def words(self, text: Text | str) -> str:
        """A text in the paper's language, with its marks."""
        if isinstance(text, str):
            return text
        said = text.in_language(self.language)
        return chinese_marks(said) if self.is_chinese else said

    def period(self, period: str | None = None) -> str:
        """A period in words."""
        return self.words(in_words(period or self.facts.asked.period))

    def say(self, text: Text, **parts: Part) -> tuple[Run, ...]:
        """A sentence with bound numbers."""
        return phrase(self.words(text), **parts)

    def join(
        self, parts: Iterable[Part], zh: str = "，", en: str = ", "
    ) -> tuple[Run, ...]:
        """Parts of a sentence one after another."""
        return joined(parts, zh if self.is_chinese else en)

    # Blocks -----------------------------------------------------------------------

    def section(self, title: Text) -> None:
        """A heading of the first level with its number."""
        self.sections += 1
        self.subsections = 0
        words = self.words(title)
        ordinal = ORDINALS[self.sections - 1]
        head = f"{ordinal}、{words}" if self.is_chinese else f"{self.sections}. {words}"
        self.blocks.append(Heading(head, 1))

    def subsection(self, title: Text) -> None:
        """A heading of the second level with its number."""
        self.subsections += 1
        words = self.words(title)
        ordinal = _ordinal(self.subsections)
        head = (
            f"（{ordinal}）{words}"
            if self.is_chinese
            else f"{self.sections}.{self.subsections} {words}"
        )
        self.blocks.append(Heading(head, 2))

    def paragraph(self, *sentences: Part) -> None:
        """A paragraph of sentences."""
        runs = joined(sentences, "" if self.is_chinese else " ")
        if runs:
            self.blocks.append(Paragraph(runs))

    def note(self, text: Text, **parts: Part) -> None:
        """A small paragraph; ``注：`` stands before it."""
        mark = "注：" if self.is_chinese else "Note: "
        runs = joined((mark, self.say(text, **parts)), "")
        self.blocks.append(Paragraph(runs, note=True))

    def table(
        self,
        caption: Text,
        heads: Sequence[Text],
        rows: Iterable[Sequence[Number | str]],
        *,
        numeric: Iterable[int] = (),
        widths: Sequence[int] = (),
        has_total: bool = False,
    ) -> None:
        """A table with its number."""
        self.tables += 1
        words = self.words(caption)
        mark = f"表{self.tables}  " if self.is_chinese else f"Table {self.tables}. "
        self.blocks.append(
            Table(
                f"{mark}{words}",
                tuple(self.words(head) for head in heads),
                tuple(tuple(row) for row in rows),
                frozenset(numeric),
                tuple(widths),
                has_total,
            )
        )

    def next_picture(self) -> Path:
        """The file of the next chart."""
        return self.folder / f"{self.picture_stem}-{self.pictures + 1}.png"

    def picture(self, caption: Text, alternative: Text) -> None:
        """The chart that was just drawn into ``next_picture()``."""
        file = self.next_picture()
        self.pictures += 1
        mark = (
            f"图{self.pictures}  " if self.is_chinese else f"Figure {self.pictures}. "
        )
        words = self.words(caption)
        self.blocks.append(Picture(file, f"{mark}{words}", self.words(alternative)))

    # Phrases ----------------------------------------------------------------------

    def changes(self, compared: Compared, unit: Text | None = None) -> tuple[Run, ...]:
        """``同比上升0.57%，环比下降2.11%``; what cannot be compared is left out."""
        said = [
            part
            for against in (Against.LAST_YEAR, Against.LAST_PERIOD)
            if (part := self.change(compared, against, unit))
        ]
        if not said:
            return self.say(Text("没有可比的上期数据", "nothing to compare it with"))
        return self.join(said)

    def change(
        self, compared: Compared, against: Against, unit: Text | None = None
    ) -> tuple[Run, ...]:
        """``同比上升1.20个百分点``; empty where it cannot be compared."""
        number = self.numbers.change(compared, against)
        if isinstance(number, str):
            return ()
        counted = number.source["kind"] == "count" and number.value
        word = self.words(unit) if unit is not None and counted else ""
        if against is Against.LAST_YEAR:
            text = Text("同比{change}{unit}", "{change}{unit} on the year before")
        else:
            text = Text("环比{change}{unit}", "{change}{unit} on the period before")
        space = "" if self.is_chinese or not word else " "
        return self.say(text, change=number, unit=space + word)

    def short_changes(self, compared: Compared) -> tuple[Number | str, Number | str]:
        """Both changes as cells of a table."""
        return (
            self.numbers.change(compared, Against.LAST_YEAR, short=True),
            self.numbers.change(compared, Against.LAST_PERIOD, short=True),
        )

    def bold(self, text: Text) -> Bold:
        return Bold(self.words(text))


def is_missing(number: Number | str) -> bool:
    """Whether a cell is the dash of no value."""
    return number == MISSING


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return ORDINALS[ones - 1]
    return (
        ("" if tens == 1 else ORDINALS[tens - 1])
        + "十"
        + (ORDINALS[ones - 1] if ones else "")
    )
