"""Rows of other cards that an import's cards are linked with, at pinned versions.

Only the rows that a link can find and the items that a check reads are fetched: all
columns of a large table would take several times as long.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self

import pyarrow as pa

from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import CaseCard, Link, RolledCard
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from hengjian.engines.tables.duckdb_session import Session, literal, quoted, session
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing import placing
from hengjian.warehouse.models import CardTable


class OtherCards:
    """The tables that an import looks into, behind one engine opened at first need.

    (Opening an engine takes some 15 ms; a correction of a few cards should not pay that
    for every link.)
    """

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.shapes = Shapes(definition.packs)
        self._snapshots: dict[str, Snapshot | None] = {}
        self._stack = ExitStack()
        self._engine: Session | None = None

    def __enter__(self) -> Self:
        for name in {self.definition.card.name, *self._linked_names()}:
            stored = CardTable.objects.filter(name=name).first()
            snapshot = placing.base_version(stored) if stored is not None else None
            self._snapshots[name] = snapshot if snapshot and snapshot.files else None
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def snapshot(self, name: str) -> Snapshot | None:
        """A card's table at its version in force; None while it has no card."""
        return self._snapshots.get(name)

    def rows_with(
        self,
        snapshot: Snapshot,
        columns: Iterable[str],
        wanted: pa.Table,
        pairs: Sequence[tuple[str, str]],
    ) -> pa.Table:
        """Rows of a table whose columns equal those of some wanted row.

        ``pairs``: column of ``wanted``, column of the table; none means every row.
        Columns that the table does not have (yet) are left out.
        """
        if not all(theirs in snapshot.columns for _, theirs in pairs):
            return pa.table({name: pa.array([], pa.string()) for name in columns})
        present = sorted(set(columns) & set(snapshot.columns))
        selected = ", ".join(f"cards.{quoted(name)}" for name in present)
        files = ", ".join(literal(str(path)) for path in snapshot.paths)
        options = "union_by_name = true, hive_partitioning = false"
        # names and paths are quoted
        query = f"SELECT {selected} FROM read_parquet([{files}], {options}) AS cards"  # noqa: S608
        engine = self._opened()
        if not pairs:
            return engine.arrow(query)
        joined = " AND ".join(
            f"cards.{quoted(theirs)} = wanted.{quoted(ours)}" for ours, theirs in pairs
        )
        engine.register("wanted", wanted)
        try:
            return engine.arrow(f"{query} SEMI JOIN wanted ON {joined}")
        finally:
            engine.unregister("wanted")

    def _linked_names(self) -> set[str]:
        card = self.definition.card
        names = {name for check in card.checks for name in check.assertion.names}
        shape = self.shapes.named(card.name, card.name)
        return set(self.shapes.sources(shape, frozenset(names)))

    def _opened(self) -> Session:
        if self._engine is None:
            files = [
                path for each in self._snapshots.values() if each for path in each.paths
            ]
            self._engine = self._stack.enter_context(session(files=files))
        return self._engine


def linked_tables(others: OtherCards, rows: pa.Table) -> dict[str, pa.Table]:
    """By card name, the rows and items that the card's checks reach by its links.

    A card that links to its own kind reaches the file's rows and those in the table;
    where both have a key the file's row is the one that will stand.
    """
    definition = others.definition
    card = definition.card
    names = frozenset(n for check in card.checks for n in check.assertion.names)
    reach = _Reach(others)
    shape = others.shapes.named(card.name, card.name)
    reach.ask(shape, names)
    reach.follow(shape, names, rows)
    linked = {
        name: _once(tables, definition.cards[name])
        for name, tables in reach.found.items()
    }
    if card.name in reach.columns:
        linked[card.name] = _with_own(linked.get(card.name), rows, card)
    return linked


@dataclass
class _Reach:
    """What is gathered on the way: the columns asked of each card, the rows found."""

    others: OtherCards
    columns: dict[str, set[str]] = field(default_factory=dict)
    found: dict[str, list[pa.Table]] = field(default_factory=dict)

    def ask(self, shape: Shape, names: frozenset[str]) -> None:
        """Note which columns ``names`` (``prosecution.trial.outcome``) need, of which card.

        First for all links: two of them may lead to one card and read different items.
        """
        for name, rest in shape.links_in(names).items():
            link, there = shape.links[name], self.others.shapes.behind(shape, name)
            below = rest | _beyond(link)
            asked = self.columns.setdefault(there.base.name, set())
            asked |= self._columns(link, there, below)
            self.ask(there, below)

    def follow(self, shape: Shape, names: frozenset[str], rows: pa.Table) -> None:
        """Find what ``names`` reach from these rows."""
        for name, rest in shape.links_in(names).items():
            link, there = shape.links[name], self.others.shapes.behind(shape, name)
            reached = self._rows_there(shape, link, there, rows)
            if reached is None or not reached.num_rows:
                continue
            self.found.setdefault(there.base.name, []).append(reached)
            self.follow(there, rest | _beyond(link), reached)

    def _rows_there(
        self, shape: Shape, link: Link, there: Shape, rows: pa.Table
    ) -> pa.Table | None:
        snapshot = self.others.snapshot(there.base.name)
        if snapshot is None:
            return None
        pairs = [
            (_column(shape.base, ours), _column(there.base, theirs))
            for ours, theirs in link.on.items()
            # what a rolled card computes cannot be asked of the cards below it
            if not there.is_rolled or theirs in _key(there)
        ]
        if not all(ours in rows.column_names for ours, _ in pairs):
            return None
        wanted = rows.select([ours for ours, _ in pairs])
        columns = self.columns[there.base.name]
        return self.others.rows_with(snapshot, columns, wanted, pairs)

    def _columns(self, link: Link, there: Shape, below: frozenset[str]) -> set[str]:
        base = there.base
        names = {*base.key, *link.on.values(), *below}
        if link.order_by is not None:
            names.add(link.order_by)
        for onward in there.links_in(below):
            names |= set(there.links[onward].on)
            names |= _beyond(there.links[onward], "here.")
        while isinstance(there.card, RolledCard):
            names |= rolled_columns(there.card)
            there = self.others.shapes.named(there.card.source, there.pack)
        return {_column(base, name) for name in names}


def rolled_columns(rolled: RolledCard) -> set[str]:
    """What a rolled card reads of the cards that it is made of."""
    read = {item.of for item in rolled.items.values()}
    read |= {item.order_by for item in rolled.items.values()}
    return {*rolled.key, *(name for name in read if name is not None)}


def first_of_each_key(tables: Sequence[pa.Table], card: CaseCard) -> pa.Table:
    """One row for each key of a card, from the first table that has it."""
    both = pa.concat_tables(tables, promote_options="default")
    keys = card_layout.key_texts(both, card_layout.layout_of(card))
    numbered = pa.table({"key": keys, "row": pa.array(range(both.num_rows))})
    firsts = numbered.group_by("key", use_threads=False).aggregate([("row", "min")])
    return both.take(firsts.column("row_min"))


def _beyond(link: Link, side: str = "there.") -> set[str]:
    """What a link's condition reads on one of its sides."""
    names = link.where.names if link.where is not None else frozenset()
    return {name.removeprefix(side) for name in names if name.startswith(side)}


def _key(shape: Shape) -> Sequence[str]:
    below = shape.card.source if isinstance(shape.card, RolledCard) else ""
    return shape.card.key if below == shape.base.name else ()


def _column(card: CaseCard, name: str) -> str:
    item = card.items.get(name)
    return f"{name}{MATCH_SUFFIX}" if item is not None and item.personal else name


def _once(tables: Sequence[pa.Table], card: CaseCard) -> pa.Table:
    return tables[0] if len(tables) == 1 else first_of_each_key(tables, card)


def _with_own(stored: pa.Table | None, rows: pa.Table, card: CaseCard) -> pa.Table:
    personal = {item.name for item in card.items.values() if item.personal}
    own = rows.select([name for name in rows.column_names if name not in personal])
    return own if stored is None else first_of_each_key([own, stored], card)
