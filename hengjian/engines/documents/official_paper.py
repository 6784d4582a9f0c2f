"""A notice, reply or letter before it has a form: its lines, with every value bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hengjian.engines.documents.content import Number, Run, plain
from hengjian.engines.documents.controls import AGAIN
from hengjian.engines.documents.value_words import Value, in_form
from hengjian.engines.documents.wording import DATE, NUMBER, Field, Wording


NOT_NUMBERED, NOT_DATED = "〔待编号〕", "〔待签发〕"
UNFILLED = "〔待填：{}〕"
MOST_LINES = 500


@dataclass(frozen=True)
class Line:
    """One line of a document; ``rows`` for a table of two columns."""

    kind: str  # to | heading | text | table | enclosure | note
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, tuple[Run, ...]], ...] = ()


@dataclass(frozen=True)
class OfficialPaper:
    """A whole document; ``number`` and ``dated`` are bound runs where they stand."""

    title: str
    office: str
    lines: tuple[Line, ...]
    dated: Number
    number: Number | None = None


@dataclass
class Binder:
    """Makes bound runs of fields and remembers what each should read as.

    ``values``: name → value, the own words of the document among them; ``labels``: what
    an unfilled item is called. ``expected`` grows: bound name → text; ``unfilled`` holds
    the names of fields that had nothing.
    """

    values: Mapping[str, Value]
    expected: dict[str, str] = field(default_factory=dict)
    unfilled: dict[str, str] = field(default_factory=dict)

    def bound(self, wanted: Field) -> Number:
        """A field as a bound run."""
        value = self.values.get(wanted.name, Value(None, "", wanted.name))
        if wanted.name == NUMBER and not value.is_known:
            text = NOT_NUMBERED
        elif wanted.name == DATE and not value.is_known:
            text = NOT_DATED
        elif not value.is_known:
            text = UNFILLED.format(value.label or wanted.name)
            self.unfilled[wanted.name] = value.label or wanted.name
        else:
            text = in_form(value, wanted.form)
        name = self._once(wanted.name)
        self.expected[name] = text
        return Number(name, text, None)

    def runs(self, words: Wording) -> tuple[Run, ...]:
        """A wording as runs."""
        return tuple(
            piece if isinstance(piece, str) else self.bound(piece) for piece in words
        )

    def _once(self, name: str) -> str:
        if name not in self.expected:
            return name
        count = 2
        while f"{name}{AGAIN}{count}" in self.expected:
            count += 1
        return f"{name}{AGAIN}{count}"


def in_plain(runs: Iterable[Run]) -> str:
    """Runs as they read."""
    return "".join(plain(run) for run in runs)
