"""What reading a file of cards gives: typed rows, rows kept aside, and what was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib.bilingual import Text


ROW = "_row"
MATCH_SUFFIX = "__match"


@dataclass(frozen=True, slots=True)
class RejectedCell:
    """One thing wrong in a row kept aside, with the mend in words.

    ``rule`` is one of ``required type code duplicate columns``, or the name of a check.
    ``value`` is masked where the item is personal.
    """

    row: int
    item: str
    value: str
    rule: str
    message: Text


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row kept aside (挡下的行) with all its faults; the first speaks for the row."""

    row: int
    cells: tuple[RejectedCell, ...]

    @property
    def item(self) -> str:
        return self.cells[0].item

    @property
    def value(self) -> str:
        return self.cells[0].value

    @property
    def rule(self) -> str:
        return self.cells[0].rule

    @property
    def message(self) -> Text:
        return self.cells[0].message


@dataclass(frozen=True)
class HeaderMatch:
    """Which column holds which item.

    ``matched``: item name → header as it stands in the file (a repeated header carries
    its count, ``受理日期 (2)``). ``unmatched``: headers that no item answers to, for
    mapping. ``missing``: required and key items without a column. ``absent``: the others.
    ``doubles``: further columns (item, header) for an item already matched.
    """

    matched: Mapping[str, str]
    unmatched: tuple[str, ...]
    missing: tuple[str, ...]
    absent: tuple[str, ...] = ()
    doubles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CardTable:
    """The cards of one file.

    ``table`` has one typed column for each item of the card (all of them, empty where
    the file has none), ``<item>__match`` for personal items that are matched, and
    ``_row``, the row's number in the file as a spreadsheet shows it. ``originals`` holds
    the rejected rows' cells as they stood, for correction. ``file_digest`` is SHA-256.
    """

    card: CaseCard
    table: pa.Table
    rejected: tuple[RejectedRow, ...]
    header: HeaderMatch
    notices: tuple[Text, ...]
    file_digest: str
    rows_read: int
    originals: pa.Table
    sheet: str = ""

    def without_personal(self) -> "CardTable":
        """The same without any personal item; only keyed digests stay."""
        personal = {item.name for item in self.card.items.values() if item.personal}
        headers = {self.header.matched[i] for i in personal & set(self.header.matched)}
        return replace(
            self,
            table=_without(self.table, personal),
            originals=_without(self.originals, headers | set(self.header.unmatched)),
        )


def _without(table: pa.Table, names: set[str]) -> pa.Table:
    return table.select([n for n in table.column_names if n not in names])


@dataclass(frozen=True)
class ReadHead:
    """What a file looks like before it is read: for the page that maps headers."""

    sheet: str
    sheets: tuple[str, ...]
    headers: tuple[str, ...]
    match: HeaderMatch
    examples: Sequence[Sequence[str]] = field(default_factory=tuple)
