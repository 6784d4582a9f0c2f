"""SQL for the rows of a card: as imported, rolled up, with links followed.

``_n`` is a row's place in its source; it breaks ties, so that a link or a ``first`` picks
the same row every time and in every engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.indicators.narrowing import Narrowing, Narrowings, below
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import (
    CaseCard,
    ItemType,
    Link,
    Loaded,
    RolledCard,
    RolledItem,
)
from hengjian.engines.tables.duckdb_session import literal, quoted


SQL_TYPES: Mapping[ItemType, str] = {
    ItemType.TEXT: "VARCHAR",
    ItemType.INTEGER: "BIGINT",
    ItemType.DECIMAL: "DECIMAL(24, 6)",
    ItemType.MONEY: "DECIMAL(18, 2)",
    ItemType.DATE: "DATE",
    ItemType.DATETIME: "TIMESTAMP WITH TIME ZONE",
    ItemType.BOOLEAN: "BOOLEAN",
    ItemType.CHOICE: "VARCHAR",
    ItemType.UNIT: "VARCHAR",
    ItemType.DEPARTMENT: "VARCHAR",
    ItemType.PERSON: "VARCHAR",
}


@dataclass(frozen=True)
class Step:
    """One named part of a query, with the sentence that stands over it."""

    name: str
    description: str
    sql: str

    def __str__(self) -> str:
        inner = indent(self.sql, "  ")
        return f"-- {self.description}\n{quoted(self.name)} AS (\n{inner}\n)"


@dataclass
class Steps:
    """The parts of one query, each written once, in the order in which they build."""

    made: dict[str, Step] = field(default_factory=dict)

    def add(self, name: str, description: str, sql: str) -> str:
        """Put a part in (unless it is there) and give back its name.

        A part that reads otherwise under the same name gets a number.
        """
        called, number = name, 1
        while called in self.made and self.made[called].sql != sql:
            number += 1
            called = f"{name}_{number}"
        self.made.setdefault(called, Step(called, description, sql))
        return called

    def with_clause(self) -> str:
        """``WITH …`` of all parts, or nothing."""
        return "WITH\n" + ",\n".join(map(str, self.made.values())) if self.made else ""


def source_name(card: str) -> str:
    """The name under which the session knows an imported card's rows."""
    return f"source_{card}"


class Relations:
    """Writes the rows of a card as parts of one query."""

    def __init__(
        self,
        loaded: Loaded,
        shapes: Shapes,
        as_of_sql: str,
        narrowings: Mapping[str, Narrowings] | None = None,
    ) -> None:
        """``narrowings``: what is known of a counted card's rows, by its full name."""
        self.packs = loaded
        self.shapes = shapes
        self.as_of_sql = as_of_sql
        self.narrowings = dict(narrowings or {})
        self.confined: dict[str, Narrowings] = {}  # of cards below a rolled-up one

    def rows(
        self,
        shape: Shape,
        names: Iterable[str],
        steps: Steps,
        *,
        numbered: bool,
        narrowed: Narrowings | None = None,
    ) -> str:
        """The part that holds a card's rows with at least the columns ``names``.

        Rows that ``narrowed`` (else what is known of the counted card) rules out may be
        missing.
        """
        wanted = frozenset(names)
        behind = shape.links_in(wanted)
        known = self.narrowings.get(shape.name, ()) if narrowed is None else narrowed
        if isinstance(shape.card, RolledCard):
            return self._rolled(shape, shape.card, wanted, steps, known)
        here = self._narrowed(shape, self._numbered(shape, steps), known, steps)
        if not behind:
            return here
        columns, joins = ["h.*"], []
        for link_name, rest in behind.items():
            link = shape.links[link_name]
            part = self._linked(shape, link, rest, here, steps)
            alias = quoted(f"of_{link_name}")
            columns += [
                f"{alias}.{quoted(name)} AS {quoted(f'{link_name}.{name}')}"
                for name in sorted(rest)
            ]
            joins.append(f"LEFT JOIN {quoted(part)} AS {alias} ON {alias}._h = h._n")
        tag = "_".join(sorted(behind))
        return steps.add(
            f"{shape.name}_with_{tag}",
            f"{shape.name} with what its links find ({', '.join(sorted(behind))})",
            f"SELECT {', '.join(columns)}\nFROM {quoted(here)} AS h\n"
            + "\n".join(joins),
        )

    def _numbered(self, shape: Shape, steps: Steps) -> str:
        """The part whose rows have their place ``_n``; sources have it themselves."""
        return source_name(shape.name)

    def _narrowed(
        self, shape: Shape, rows: str, narrowings: Narrowings, steps: Steps
    ) -> str:
        conditions = [
            condition
            for one in narrowings
            if (condition := _narrowing_sql(shape, one)) is not None
        ]
        if not conditions:
            return rows
        return steps.add(
            f"narrowed_{shape.name}",
            f"rows of {shape.name} that can count at all",
            f"SELECT * FROM {quoted(rows)}\nWHERE " + "\n  AND ".join(conditions),  # noqa: S608
        )

    def asked_behind(
        self, shape: Shape, link: Link, rest: frozenset[str]
    ) -> frozenset[str]:
        """What following a link reads of the card behind it, to find ``rest``."""
        behind = self.shapes.behind(shape, link.name)
        asked = rest | {match_column(behind, item) for item in link.on.values()}
        if link.order_by is not None:
            asked |= {link.order_by}
        if link.where is not None:
            asked |= {
                name.removeprefix("there.")
                for name in link.where.names
                if name.startswith("there.")
            }
        return asked

    def _linked(
        self, shape: Shape, link: Link, rest: frozenset[str], here: str, steps: Steps
    ) -> str:
        there_shape = self.shapes.behind(shape, link.name)
        needed = self.asked_behind(shape, link, rest)
        found: Narrowings = ()
        if here.startswith("narrowed_"):  # few rows here find few there
            found = tuple(
                _found_here(
                    match_column(there_shape, its), match_column(shape, own), here
                )
                for own, its in link.on.items()
            )
        there = self.rows(there_shape, needed, steps, numbered=True, narrowed=found)
        conditions = [
            f"h.{quoted(match_column(shape, own))}"
            f" = t.{quoted(match_column(there_shape, other))}"
            for own, other in link.on.items()
        ]
        if link.where is not None:
            conditions.append(self._link_condition(shape, link.where))
        picked = ", ".join(
            f"t.{quoted(name)} AS {quoted(name)}" for name in sorted(rest)
        )
        order = _order(link.order_by, "t.", backwards=link.take == "last")
        return steps.add(
            f"{shape.name}_{link.name}",
            f"{link.name}: of {link.to}, the {link.take} row that matches, one at most",
            f"SELECT h._n AS _h, {picked}\n"
            f"FROM {quoted(here)} AS h JOIN {quoted(there)} AS t"
            f" ON {' AND '.join(conditions)}\n"
            f"QUALIFY row_number() OVER (PARTITION BY h._n ORDER BY {order}) = 1",
        )

    def _link_condition(self, shape: Shape, where: Expression) -> str:
        date = shape.base.partition_date
        sql = to_duckdb(
            where,
            column=_here_or_there,
            parameters=self.packs.parameters_in(shape.pack),
            row_date_sql=date_sql(shape, date, "h.") if date else None,
            constants={"as_of": self.as_of_sql},
        )
        return f"({sql})"

    def _rolled(
        self,
        shape: Shape,
        card: RolledCard,
        wanted: frozenset[str],
        steps: Steps,
        narrowings: Narrowings,
    ) -> str:
        source = self.shapes.named(card.source, shape.pack)
        items = [item for item in card.items.values() if item.name in wanted]
        needed = {item.of for item in items if item.of} | {
            item.order_by for item in items if item.order_by
        }
        confined = self.confined.get(shape.name, ())
        if confined and source.card.unit is not None:
            needed |= {source.card.unit}
        rows = self.rows(
            source, needed | set(card.key), steps, numbered=True, narrowed=confined
        )
        kept = [f"{quoted(key)} IS NOT NULL" for key in card.key]
        few = []
        if not source.is_rolled and not confined:
            few = self._keys_that_can_count(shape, source, narrowings)
        write = _gathered_rows if few or confined else _rolled_up
        return steps.add(
            f"rolled_{shape.name}",
            f"{shape.name}: one row for each {', '.join(card.key)} of {card.source}",
            write(shape, card, items, quoted(rows), [*kept, *few], steps),
        )

    def _keys_that_can_count(
        self, shape: Shape, source: Shape, narrowings: Narrowings
    ) -> list[str]:
        """For each narrowing, the keys that have a card of which it is true."""
        keys = ", ".join(map(quoted, shape.card.key))
        rows = quoted(source_name(source.name))
        return [
            f"({keys}) IN (SELECT ({keys}) FROM {rows} WHERE {condition})"  # noqa: S608
            for one in below(shape, narrowings)
            if (condition := _narrowing_sql(source, one)) is not None
        ]


def _gathered_rows(
    shape: Shape,
    card: RolledCard,
    items: Sequence[RolledItem],
    rows: str,
    kept: Sequence[str],
    steps: Steps,
) -> str:
    """One row for each key."""
    keys = ", ".join(map(quoted, card.key))
    gathered = [f"{_gathered(item)} AS {quoted(item.name)}" for item in items]
    return (
        f"SELECT {', '.join([keys, 'min(_n) AS _n', *gathered])}\nFROM {rows}\n"
        f"WHERE {' AND '.join(kept)}\nGROUP BY {keys}"
    )


def _rolled_up(
    shape: Shape,
    card: RolledCard,
    items: Sequence[RolledItem],
    rows: str,
    kept: Sequence[str],
    steps: Steps,
) -> str:
    """One row for each key; most keys have one card, which needs no gathering."""
    keys = ", ".join(map(quoted, card.key))
    where = " AND ".join(kept)
    several = steps.add(
        f"several_{shape.name}",
        f"{keys} of more than one card",
        f"SELECT {keys}\nFROM {rows}\nWHERE {where}\nGROUP BY {keys}"
        "\nHAVING count(*) > 1",
    )
    has_several = " AND ".join(
        f"several.{quoted(key)} = {rows}.{quoted(key)}" for key in card.key
    )
    among = f"EXISTS (SELECT 1 FROM {quoted(several)} AS several WHERE {has_several})"  # noqa: S608
    alone = [f"{_alone(item)} AS {quoted(item.name)}" for item in items]
    gathered = _gathered_rows(shape, card, items, rows, [*kept, among], steps)
    return (
        f"SELECT {', '.join([keys, '_n', *alone])}\nFROM {rows}\n"
        f"WHERE {where} AND NOT {among}\nUNION ALL\n{gathered}"
    )


def _narrowing_sql(shape: Shape, narrowing: Narrowing) -> str | None:
    """The condition on a card's own column; None for what it has not itself."""
    item = narrowing.item
    if narrowing.is_date:
        return narrowing.sql(date_sql(shape, item)) if item in shape.items else None
    if item in shape.items or item.endswith("__match"):
        return narrowing.sql(quoted(item))
    return None


def _found_here(its: str, own: str, here: str) -> Narrowing:
    among_here = f"(SELECT {quoted(own)} FROM {quoted(here)})"  # noqa: S608
    return Narrowing(its, lambda column: f"{column} IN {among_here}")


def match_column(shape: Shape, item: str) -> str:
    """The column by which links compare: a keyed digest where the item is personal."""
    card = shape.card
    if isinstance(card, CaseCard) and item in card.items:
        declared = card.items[item]
        if declared.personal and declared.match:
            return f"{item}__match"
    return item


def date_sql(shape: Shape, item: str, prefix: str = "") -> str:
    """An item as a date: a moment is read in the card's time zone."""
    column = f"{prefix}{quoted(item)}"
    if shape.items.get(item) is ItemType.DATETIME:
        return f"CAST(timezone({literal(shape.timezone)}, {column}) AS DATE)"
    return column


def _here_or_there(name: str) -> str:
    side, _, item = name.partition(".")
    return f"{'h' if side == 'here' else 't'}.{quoted(item)}"


def _order(item: str | None, prefix: str, *, backwards: bool) -> str:
    way = "DESC" if backwards else "ASC"
    first = f"{prefix}{quoted(item)} {way} NULLS LAST, " if item else ""
    return f"{first}{prefix}_n {way}"


def _alone(item: RolledItem) -> str:
    """What gathering gives of a single card."""
    kind = SQL_TYPES[item.type]
    if item.how == "count":
        return "1::BIGINT"
    column = quoted(str(item.of))
    if item.how == "sum":
        return f"CAST({column} AS {kind})"
    return f"CAST({column} AS VARCHAR)" if item.how == "list" else column


def _gathered(item: RolledItem) -> str:
    column = quoted(item.of) if item.of else "*"
    order = f"{quoted(item.order_by)} NULLS LAST, _n" if item.order_by else "_n"
    kind = SQL_TYPES[item.type]
    match item.how:
        case "count":
            return "count(*)"
        case "sum":
            return f"CAST(sum({column}) AS {kind})"
        case "first":
            return f"first({column} ORDER BY {order})"
        case "last":
            backwards = (
                f"{quoted(item.order_by)} DESC NULLS LAST, _n DESC"
                if item.order_by
                else "_n DESC"
            )
            return f"first({column} ORDER BY {backwards})"
        case "any":
            return f"bool_or({column})"
        case "all":
            return f"bool_and({column})"
        case "list":
            text = f"CAST({column} AS VARCHAR)"
            return f"string_agg({text}, {literal(item.joined)} ORDER BY {order})"
        case _:
            return f"{item.how}({column})"
