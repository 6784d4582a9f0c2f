"""A form with its values: what each field shows, what is wrong with it, what it fills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hengjian.engines.forms.cells import Stored, Value
from hengjian.engines.pack_format.form_model import Form, FormField, FormSection
from hengjian.engines.pack_format.model import Item
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class BoundField:
    """One field: the text in it, its value, and what is wrong.

    ``text`` is what was typed, else the stored value as it would be typed.
    """

    field: FormField
    item: Item
    text: str
    value: Value
    is_shown: bool
    is_required: bool
    is_read_only: bool
    in_words: Text
    faults: tuple[Text, ...] = ()
    prompts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class BoundSection:
    """Rows of bound fields."""

    section: FormSection
    rows: tuple[tuple[BoundField, ...], ...]
    is_shown: bool


@dataclass(frozen=True)
class Remark:
    """A check that the row fails, with the fields of the form that it speaks of."""

    check: str
    level: str  # blocking | prompting
    message: Text
    items: tuple[str, ...]


@dataclass(frozen=True)
class BoundForm:
    """A form bound to values.

    ``row`` holds every item of the card as it would be, computed ones included;
    ``filled`` only what the form fills, ready to be stored.
    """

    form: Form
    sections: tuple[BoundSection, ...]
    row: Mapping[str, Value]
    filled: Mapping[str, Stored]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def fields(self) -> Iterator[BoundField]:
        """Every field, in reading order."""
        for section in self.sections:
            for row in section.rows:
                yield from row

    @property
    def outline(self) -> str:
        """Which fields are shown and which of them are required, as one word."""
        shown = (each for each in self.fields if each.is_shown)
        return " ".join(f.item.name + "!" * f.is_required for f in shown)

    @property
    def blocking(self) -> tuple[Remark, ...]:
        """Checks that forbid the row."""
        return tuple(each for each in self.remarks if each.level == "blocking")

    @property
    def prompting(self) -> tuple[Remark, ...]:
        """Checks that ask somebody to look again; they forbid nothing."""
        return tuple(each for each in self.remarks if each.level == "prompting")

    @property
    def faults(self) -> tuple[tuple[str, Text], ...]:
        """Everything that must be mended first: (item, words); a check's item is ""."""
        of_fields = [(f.item.name, words) for f in self.fields for words in f.faults]
        return (*of_fields, *(("", each.message) for each in self.blocking))

    @property
    def is_valid(self) -> bool:
        """Whether what was filled may stand."""
        return not self.faults
