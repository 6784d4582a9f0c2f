"""A passage cut into sentences and clauses, with the figures in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from hengjian.engines.documents.figures import Figure, figures_in, normalised
from hengjian.lib.bilingual import Text


# a kind of disagreement, the figure that is shown, what is wrong with it
Told: TypeAlias = Iterator[tuple[str, Figure, Text]]

LAST = r"(?:上年|去年|同期|上期|上季度|上半年同|上月|前一?年|上一年)"
COMPARED = re.compile(r"同比|环比|增加|减少|上升|下降|较")


@dataclass(frozen=True)
class Sentence:
    """A sentence with its figures; positions lie in the sentence."""

    text: str
    figures: tuple[Figure, ...]
    shown: str = ""  # as it is written, its marks not made half-width

    def before(self, figure: Figure) -> str:
        """The text up to a figure."""
        return self.text[: figure.start]

    def label(self, figure: Figure) -> str:
        """The words just before a figure, back to the last mark or figure."""
        return re.split(r"[,;:()、。\d%]", self.before(figure))[-1].strip()

    @property
    def counts(self) -> list[Figure]:
        """Figures that count something, and are meant exactly."""
        return [f for f in self.figures if f.is_count and not f.is_about]

    def between(self, first: Figure, second: Figure) -> str:
        """The words between two figures."""
        return self.text[first.end : second.start]


def sentences_of(passage: str) -> Iterator[Sentence]:
    """The sentences of a passage; 其中 and 占 reach over semicolons, so they stay in."""
    text = normalised(passage)
    for match in re.finditer(r"[^。!?\n]+", text):
        shown = passage[match.start() : match.end()]
        yield Sentence(match[0], tuple(figures_in(match[0])), shown)


@dataclass(frozen=True)
class Clause(Sentence):
    """A part of a sentence; ``offset`` is where it begins there."""

    offset: int = 0


def clauses(sentence: Sentence, marks: str) -> Iterator[Clause]:
    """The parts of a sentence between marks, positions counted within each."""
    for match in re.finditer(f"[^{marks}]+", sentence.text):
        figures = tuple(figures_in(match[0]))
        yield Clause(match[0], figures, offset=match.start())


def clause_around(sentence: Sentence, figure: Figure, marks: str) -> Clause:
    """The clause in which a figure of the sentence stands."""
    return next(
        clause
        for clause in clauses(sentence, marks)
        if clause.offset <= figure.start < clause.offset + len(clause.text)
    )
