"""What a paper says, before it has a form: blocks of text whose numbers are bound.

The same content becomes Word, PDF and a workbook. A ``Number`` knows which value of which
run it shows, so that after editing every number can be compared with the run again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class Number:
    """One number of the text, bound to a value.

    ``name`` is unique in the paper; ``text`` is what is printed (``33.26%``); ``value``
    the exact number in the terms of ``text``; ``source`` says which value it is
    (indicator, period, unit, part).
    """

    name: str
    text: str
    value: Decimal | None
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bold:
    """A stressed run of text."""

    text: str


Run = str | Number | Bold


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、) or 2 ((一))."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs; ``note`` paragraphs are set smaller."""

    runs: tuple[Run, ...]
    note: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption; numbers may be bound, cells are texts otherwise.

    ``widths`` are relative, one for each column; none sets the columns alike.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Number, ...], ...]
    numeric: frozenset[int] = frozenset()  # columns set right
    widths: tuple[int, ...] = ()
    has_total: bool = False  # the last row is the total


@dataclass(frozen=True)
class Picture:
    """A chart as a PNG file, with the sentence that stands for it."""

    file: Path
    caption: str
    alternative: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Paper:
    """A whole paper. ``facts`` are the small fields of the template (issuer, number…).

    A long title carries line breaks where its meaning allows them.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    language: str = "zh"

    @property
    def passages(self) -> Iterator[tuple[Run, ...]]:
        """Every passage as runs in the order of reading, cells of tables one by one."""
        for block in self.blocks:
            if isinstance(block, Heading):
                yield (block.text,)
            elif isinstance(block, Paragraph):
                yield block.runs
            elif isinstance(block, Table):
                yield (block.caption,)
                yield from ((head,) for head in block.heads)
                yield from ((cell,) for row in block.rows for cell in row)
            else:
                yield (block.caption,)

    @property
    def numbers(self) -> list[Number]:
        """Every bound number in the order of reading."""
        return [
            run for runs in self.passages for run in runs if isinstance(run, Number)
        ]

    @property
    def tables(self) -> list[Table]:
        """The tables in order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures in order."""
        return [block for block in self.blocks if isinstance(block, Picture)]


def plain(run: Run) -> str:
    """A run as it reads."""
    return run if isinstance(run, str) else run.text
