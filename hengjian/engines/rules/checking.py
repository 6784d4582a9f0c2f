"""All checks of a card in one scan, with the cards that its links reach.

Every check becomes one column of one query; unknown (NULL) passes. Rolled cards are
checked over the cards of whole cases, each failure with the key of its case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.indicators.relations import (
    Relations,
    Steps,
    date_sql,
)
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import register_sources
from hengjian.engines.pack_format.model import (
    CaseCard,
    Check,
    Link,
    Loaded,
    RolledCard,
)
from hengjian.engines.tables.card_table import ROW
from hengjian.engines.tables.duckdb_session import Session, literal, quoted, session


CHECKED = "checked_cards"


@dataclass(frozen=True)
class Failure:
    """One card that breaks one rule; ``row`` is the row number in its file."""

    row: int
    check: Check


@dataclass(frozen=True)
class CaseFailure:
    """One rolled card that breaks one rule of its own, by the values of its key."""

    key: tuple[object, ...]
    check: Check


def check_cards(
    table: pa.Table,
    card: CaseCard,
    packs: Loaded,
    as_of: date,
    linked: Mapping[str, pa.Table],
) -> list[Failure]:
    """Ask every check of every row; failures in the order of checks, then rows.

    ``table`` holds the card's items, personal ones included, and ``_row``; ``linked``
    the rows of other cards (and of this one, where it links to its own kind) that links
    may find. A card that is missing from ``linked`` has no rows.
    """
    if not card.checks or not table.num_rows:
        return []
    shapes = Shapes(packs)
    shape = shapes.named(card.name, card.name)
    names = {name for check in card.checks for name in check.assertion.names}
    with session() as engine:
        engine.register(CHECKED, table)
        _register(engine, shapes, shape, frozenset(names), linked)
        failed = _scan(engine, packs, shapes, shape, card.checks, names | {ROW}, as_of)
    failures = []
    for position, check in enumerate(card.checks):
        rows = failed.filter(failed[f"c{position}"])[ROW]
        failures += [Failure(row, check) for row in pc.drop_null(rows).to_pylist()]
    return failures


def check_rolled(
    rolled: RolledCard, table: pa.Table, packs: Loaded, pack: str, as_of: date
) -> list[CaseFailure]:
    """Ask the checks of a rolled card over all cards of its cases (``table``)."""
    if not rolled.checks or not table.num_rows:
        return []
    shapes = Shapes(packs)
    shape = shapes.named(rolled.name, pack)
    names = {name for check in rolled.checks for name in check.assertion.names}
    with session() as engine:
        register_sources(engine, {shape.base.name: table}, [shape.base.name], shapes)
        steps = Steps()
        relations = Relations(packs, shapes, _as_of_sql(as_of))
        rows = relations.rows(shape, names | set(rolled.key), steps, numbered=True)
        tested = _tested(packs, shape, rolled.checks, as_of)
        keys = ", ".join(map(quoted, rolled.key))
        found = engine.arrow(_query(steps, rows, keys, tested))
    failures = []
    for position, check in enumerate(rolled.checks):
        failing = found.filter(found[f"c{position}"])
        columns = [failing[name].to_pylist() for name in rolled.key]
        failures += [CaseFailure(key, check) for key in zip(*columns, strict=True)]
    return failures


def _scan(
    engine: Session,
    packs: Loaded,
    shapes: Shapes,
    shape: Shape,
    checks: Sequence[Check],
    names: set[str],
    as_of: date,
) -> pa.Table:
    steps = Steps()
    relations = _Checked(packs, shapes, _as_of_sql(as_of), shape)
    rows = relations.rows(shape, names, steps, numbered=True)
    return engine.arrow(
        _query(steps, rows, quoted(ROW), _tested(packs, shape, checks, as_of))
    )


def _tested(
    packs: Loaded, shape: Shape, checks: Sequence[Check], as_of: date
) -> list[str]:
    day = shape.base.partition_date
    has_day = day is not None and day in shape.items
    parameters = packs.parameters_in(shape.pack)
    return [
        "("
        + to_duckdb(
            check.assertion,
            column=quoted,
            parameters=parameters,
            row_date_sql=date_sql(shape, day) if has_day and day else None,
            constants={"as_of": _as_of_sql(as_of)},
        )
        + ") IS FALSE"
        for check in checks
    ]


def _query(steps: Steps, rows: str, keys: str, tested: Sequence[str]) -> str:
    columns = ", ".join(f"{sql} AS c{i}" for i, sql in enumerate(tested))
    some = " OR ".join(f"c{i}" for i in range(len(tested)))
    # names are quoted; the tests come from the whitelisted tree of each expression
    return (
        f"{steps.with_clause()}\n"  # noqa: S608
        f"SELECT * FROM (SELECT {keys}, {columns} FROM {quoted(rows)})\nWHERE {some}"
    )


def _register(
    engine: Session,
    shapes: Shapes,
    shape: Shape,
    names: frozenset[str],
    linked: Mapping[str, pa.Table],
) -> None:
    """Every card that a link may reach, those without rows as empty tables."""
    reached = set(shapes.sources(shape, names)) | set(linked)
    links_to_itself = any(link.to == shape.name for link in shape.links.values())
    if not links_to_itself:
        reached.discard(shape.name)
    sources: dict[str, CardSource] = {
        name: linked.get(name, CardFiles(())) for name in sorted(reached)
    }
    register_sources(engine, sources, sources, shapes)


def _as_of_sql(as_of: date) -> str:
    return f"DATE {literal(as_of.isoformat())}"


class _Checked(Relations):
    """Rows of the card under check come from its file, those behind links from tables."""

    def __init__(
        self, packs: Loaded, shapes: Shapes, as_of_sql: str, checked: Shape
    ) -> None:
        super().__init__(packs, shapes, as_of_sql)
        self._checked = checked
        self._behind_a_link = False

    def _numbered(self, shape: Shape, steps: Steps) -> str:
        if shape is not self._checked or self._behind_a_link:
            return super()._numbered(shape, steps)
        return steps.add(
            "checked_rows",
            f"rows of {shape.name} that are checked",
            f"SELECT *, row_number() OVER () AS _n FROM {quoted(CHECKED)}",  # noqa: S608
        )

    def _linked(
        self, shape: Shape, link: Link, rest: frozenset[str], here: str, steps: Steps
    ) -> str:
        before, self._behind_a_link = self._behind_a_link, True
        try:
            return super()._linked(shape, link, rest, here, steps)
        finally:
            self._behind_a_link = before
