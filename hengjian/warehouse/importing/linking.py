"""Rows of other cards that an import's cards are linked with, at pinned versions."""

from collections.abc import Sequence

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, Link
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from hengjian.engines.tables.duckdb_session import literal, quoted, session
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing import placing
from hengjian.warehouse.models import CardTable


STEPS = 2  # prosecution.trial.outcome: no link goes further


def linked_tables(definition: Definition, rows: pa.Table) -> dict[str, pa.Table]:
    """By card name, the rows that ``rows`` reach by their links, in two steps at most.

    A card that links to its own kind reaches the file's rows and those in the table;
    where both have a key the file's row is the one that will stand.
    """
    reached: dict[str, list[pa.Table]] = {}
    here: list[tuple[CaseCard, pa.Table]] = [(definition.card, rows)]
    for _ in range(STEPS):
        following: list[tuple[CaseCard, pa.Table]] = []
        for card, table in here:
            for link in card.links.values():
                there = definition.cards.get(link.to)
                if there is None:
                    continue
                found = _found(card, link, there, table)
                if found is not None and found.num_rows:
                    reached.setdefault(link.to, []).append(found)
                    following.append((there, found))
        here = following
    linked = {
        name: _once(tables, definition.cards[name]) for name, tables in reached.items()
    }
    own = definition.card.name
    if any(link.to == own for link in definition.card.links.values()):
        linked[own] = _with_own(linked.get(own), rows, definition.card)
    return linked


def _found(
    card: CaseCard, link: Link, there: CaseCard, table: pa.Table
) -> pa.Table | None:
    stored = CardTable.objects.filter(name=link.to).first()
    snapshot = placing.base_version(stored) if stored is not None else None
    if snapshot is None or not snapshot.files:
        return None
    pairs = [
        (_column(card, here_name), _column(there, there_name))
        for here_name, there_name in link.on.items()
    ]
    if not all(
        ours in table.column_names and theirs in snapshot.columns
        for ours, theirs in pairs
    ):
        return None
    wanted = table.select([ours for ours, _ in pairs])
    joined = " AND ".join(
        f"cards.{quoted(theirs)} = wanted.{quoted(ours)}" for ours, theirs in pairs
    )
    files = ", ".join(literal(str(path)) for path in snapshot.paths)
    with session(files=snapshot.paths) as engine:
        engine.register("wanted", wanted)
        options = "union_by_name = true, hive_partitioning = false"
        source = f"read_parquet([{files}], {options}) AS cards"
        # names and paths are quoted
        query = f"SELECT cards.* FROM {source} SEMI JOIN wanted ON {joined}"  # noqa: S608
        return engine.arrow(query)


def _column(card: CaseCard, name: str) -> str:
    item = card.items.get(name)
    return f"{name}{MATCH_SUFFIX}" if item is not None and item.personal else name


def _once(tables: Sequence[pa.Table], card: CaseCard) -> pa.Table:
    if len(tables) == 1:
        return tables[0]
    return _first_of_each_key(tables, card)


def _with_own(stored: pa.Table | None, rows: pa.Table, card: CaseCard) -> pa.Table:
    personal = {item.name for item in card.items.values() if item.personal}
    own = rows.select([name for name in rows.column_names if name not in personal])
    return own if stored is None else _first_of_each_key([own, stored], card)


def _first_of_each_key(tables: Sequence[pa.Table], card: CaseCard) -> pa.Table:
    order = "_which"
    numbered = [
        table.append_column(order, pa.array([at] * table.num_rows, pa.int32()))
        for at, table in enumerate(tables)
    ]
    both = pa.concat_tables(numbered, promote_options="default")
    keys = ", ".join(quoted(_column(card, name)) for name in card.key)
    with session() as engine:
        engine.register("cards", both)
        rank = f"row_number() OVER (PARTITION BY {keys} ORDER BY {order})"
        query = f"SELECT * EXCLUDE ({order}) FROM cards QUALIFY {rank} = 1"  # noqa: S608
        return engine.arrow(query)
