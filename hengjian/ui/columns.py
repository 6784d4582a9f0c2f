"""Which columns of a table are shown: its usual ones, one's own, or those of the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


PARAMETER = "columns"
MOST_TOLD = 5  # unknown names that are named again
LONGEST_TOLD = 30


@dataclass(frozen=True)
class Column:
    """One column: how it is called, how its cells look, by what the table sorts.

    ``look`` are the classes of its cells (``number narrow soft breaks words``). One that is
    not ``usual`` is shown on request; one that ``stays`` opens the row and is never
    taken away.
    """

    name: str
    label: Text
    look: str = ""
    sort: str = ""
    usual: bool = True
    stays: bool = False


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table in their order; ``name`` is what a choice is kept under.

    ``parameter`` names the choice in the address; a page's second table has its own.
    """

    name: str
    columns: tuple[Column, ...]
    parameter: str = PARAMETER

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names) or not any(c.stays for c in self.columns):
            raise ValueError(f"{self.name}: each column once, and one that stays")

    def shown(
        self, asked: Sequence[str] = (), remembered: Sequence[str] = ()
    ) -> "ShownColumns":
        """What is shown: by the address, else as remembered, else the usual ones.

        ``asked`` are the values of the address, each one name or several with commas;
        names that no column has are told, remembered ones that are gone are not.
        """
        names = [name for text in asked for name in text.split(",") if name]
        known = {column.name for column in self.columns}
        unknown = tuple(dict.fromkeys(name for name in names if name not in known))
        chosen = (set(names) & known) or (set(remembered) & known)
        usual = {column.name for column in self.columns if column.usual}
        return ShownColumns(
            self,
            tuple(
                column
                for column in self.columns
                if column.stays or column.name in (chosen or usual)
            ),
            unknown,
            is_remembered=bool(remembered),
        )


@dataclass(frozen=True)
class ShownColumns:
    """The columns that one page shows, in the order of the table."""

    table: TableColumns
    columns: tuple[Column, ...]
    unknown: tuple[str, ...] = ()
    is_remembered: bool = False

    def __contains__(self, name: object) -> bool:
        return any(column.name == name for column in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what is shown."""
        return tuple(column.name for column in self.columns)

    @property
    def is_usual(self) -> bool:
        """Whether it is what everybody sees at first."""
        return self.names == self.table.shown().names

    @property
    def offered(self) -> list[tuple[Column, bool]]:
        """Every column, and whether it is shown."""
        return [(column, column.name in self) for column in self.table.columns]

    @property
    def unknown_words(self) -> str:
        """The names asked for that no column has, cut short."""
        told = [name[:LONGEST_TOLD] for name in self.unknown[:MOST_TOLD]]
        return ", ".join(told) + ("…" if len(self.unknown) > MOST_TOLD else "")

    def of_table(self, name: str) -> Column:
        """A column of the table, shown or not. Raises ``LookupError``."""
        for column in self.table.columns:
            if column.name == name:
                return column
        raise LookupError(f"{self.table.name} has no column {name}")

    def sheet(
        self,
        title: Text,
        rows: Iterable[Any],
        values: Mapping[str, Callable[[Any], object]],
        note: str = "",
    ) -> Sheet:
        """The rows as a sheet of exactly the shown columns; ``values`` give the cells."""
        heads = [in_reader_language(column.label) for column in self.columns]
        takes = [values[name] for name in self.names]
        return Sheet(
            in_reader_language(title),
            heads,
            ([take(row) for take in takes] for row in rows),
            note,
        )
