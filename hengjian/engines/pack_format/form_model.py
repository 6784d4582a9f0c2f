"""A form of a pack: the layout of a card's items, read and checked."""

from dataclasses import dataclass

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class FormField:
    """One item on a form; ``required`` None leaves it to the card."""

    item: str
    place: Place
    help: Text | None = None
    required: bool | None = None
    required_when: Expression | None = None
    shown_when: Expression | None = None
    read_only: bool = False
    lines: int = 1
    otherwise: str = ""  # today | me: what fills it where nothing does


@dataclass(frozen=True)
class FormSection:
    """Rows of fields under one head."""

    title: Text
    rows: tuple[tuple[FormField, ...], ...]
    help: Text | None = None
    shown_when: Expression | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of all rows, in reading order."""
        return tuple(field for row in self.rows for field in row)


@dataclass(frozen=True)
class Form:
    """A form: sections of rows of fields."""

    name: str
    title: Text
    sections: tuple[FormSection, ...]
    place: Place
    help: Text | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Every field, in reading order."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Every expression that stands on the form."""
        of_fields = [e for f in self.fields for e in (f.required_when, f.shown_when)]
        of_sections = [section.shown_when for section in self.sections]
        return tuple(e for e in (*of_sections, *of_fields) if e is not None)

    @property
    def filled_items(self) -> tuple[str, ...]:
        """The items that the form fills; other read-only ones are only shown."""
        return tuple(f.item for f in self.fields if not f.read_only or f.otherwise)
