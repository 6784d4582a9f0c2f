"""Rows of other cards that an import's cards are linked with, at pinned versions.

Only the rows that a link can find and the items that a check reads are fetched: all
columns of a large table would take several times as long.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import CaseCard, Link, RolledCard
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from hengjian.engines.tables.duckdb_session import literal, quoted, session
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing import placing
from hengjian.warehouse.models import CardTable


def linked_tables(definition: Definition, rows: pa.Table) -> dict[str, pa.Table]:
    """By card name, the rows and items that the card's checks reach by its links.

    A card that links to its own kind reaches the file's rows and those in the table;
    where both have a key the file's row is the one that will stand.
    """
    card = definition.card
    names = {name for check in card.checks for name in check.assertion.names}
    reach = _Reach(Shapes(definition.packs))
    shape = reach.shapes.named(card.name, card.name)
    reach.ask(shape, frozenset(names))
    reach.follow(shape, frozenset(names), rows)
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

    shapes: Shapes
    columns: dict[str, set[str]] = field(default_factory=dict)
    found: dict[str, list[pa.Table]] = field(default_factory=dict)

    def ask(self, shape: Shape, names: frozenset[str]) -> None:
        """Note which columns ``names`` (``prosecution.trial.outcome``) need, of which card.

        First for all links: two of them may lead to one card and read different items.
        """
        for name, rest in shape.links_in(names).items():
            link, there = shape.links[name], self.shapes.behind(shape, name)
            below = rest | _beyond(link)
            asked = self.columns.setdefault(there.base.name, set())
            asked |= self._columns(link, there, below)
            self.ask(there, below)

    def follow(self, shape: Shape, names: frozenset[str], rows: pa.Table) -> None:
        """Find what ``names`` reach from these rows."""
        for name, rest in shape.links_in(names).items():
            link, there = shape.links[name], self.shapes.behind(shape, name)
            reached = self._rows_there(shape, link, there, rows)
            if reached is None or not reached.num_rows:
                continue
            self.found.setdefault(there.base.name, []).append(reached)
            self.follow(there, rest | _beyond(link), reached)

    def _rows_there(
        self, shape: Shape, link: Link, there: Shape, rows: pa.Table
    ) -> pa.Table | None:
        stored = CardTable.objects.filter(name=there.base.name).first()
        snapshot = placing.base_version(stored) if stored is not None else None
        if snapshot is None or not snapshot.files:
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
        return rows_with(snapshot, self.columns[there.base.name], wanted, pairs)

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
            there = self.shapes.named(there.card.source, there.pack)
        return {_column(base, name) for name in names}


def rolled_columns(rolled: RolledCard) -> set[str]:
    """What a rolled card reads of the cards that it is made of."""
    read = {item.of for item in rolled.items.values()}
    read |= {item.order_by for item in rolled.items.values()}
    return {*rolled.key, *(name for name in read if name is not None)}


def rows_with(
    snapshot: Snapshot,
    columns: Iterable[str],
    wanted: pa.Table,
    pairs: Sequence[tuple[str, str]],
) -> pa.Table:
    """Rows of a table whose columns equal those of some wanted row.

    ``pairs``: column of ``wanted``, column of the table; none means every row. Columns
    that the table does not have (yet) are left out.
    """
    selected = ", ".join(
        f"cards.{quoted(name)}" for name in sorted(set(columns) & set(snapshot.columns))
    )
    if not all(theirs in snapshot.columns for _, theirs in pairs):
        return pa.table({name: pa.array([], pa.string()) for name in columns})
    joined = " AND ".join(
        f"cards.{quoted(theirs)} = wanted.{quoted(ours)}" for ours, theirs in pairs
    )
    files = ", ".join(literal(str(path)) for path in snapshot.paths)
    with session(files=snapshot.paths) as engine:
        options = "union_by_name = true, hive_partitioning = false"
        # names and paths are quoted
        query = f"SELECT {selected} FROM read_parquet([{files}], {options}) AS cards"  # noqa: S608
        if pairs:
            engine.register("wanted", wanted)
            query += f" SEMI JOIN wanted ON {joined}"
        return engine.arrow(query)


def first_of_each_key(tables: Sequence[pa.Table], card: CaseCard) -> pa.Table:
    """One row for each key of a card, from the first table that has it."""
    order = "_which"
    numbered = [
        table.append_column(order, pa.array([at] * table.num_rows, pa.int32()))
        for at, table in enumerate(tables)
    ]
    both = pa.concat_tables(numbered, promote_options="default")
    keys = ", ".join(quoted(name) for name in card_layout.layout_of(card).key)
    with session() as engine:
        engine.register("cards", both)
        rank = f"row_number() OVER (PARTITION BY {keys} ORDER BY {order})"
        query = f"SELECT * EXCLUDE ({order}) FROM cards QUALIFY {rank} = 1"  # noqa: S608
        return engine.arrow(query)


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
