"""How far changed cards reach: which indicators they can change, and at which places.

A card reaches the measures that count it, those that read it behind a link (of the cards
that find it or found it before), and those of cards rolled up from it. Where that cannot
be followed row by row, ``None`` says: everything may have changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from hengjian.engines.indicators.relations import (
    Relations,
    match_column,
    source_name,
)
from hengjian.engines.indicators.request import CardSource, RunRequest
from hengjian.engines.indicators.selection import measures_of
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import register_sources, source_files
from hengjian.engines.pack_format.model import Measure, RolledCard
from hengjian.engines.tables.duckdb_session import Session, quoted, session


DEEPEST = 6
"""Links and rolled cards in one chain; none of ours has more than three."""

_TAKEN_FROM_ONE_CARD = frozenset({"first", "last", "min", "max"})
_CHANGED = "changed_"


class CannotFollow(Exception):
    """A dependency between cards that is not followed row by row."""


@dataclass(frozen=True)
class Changed:
    """The rows of a card that changed, as they were and as they are.

    ``columns`` are those in which they differ; None where a row came or went.
    """

    rows: pa.Table
    columns: frozenset[str] | None = None

    def concerns(self, names: Iterable[str]) -> bool:
        """Whether any of these columns changed in a row."""
        return self.columns is None or not self.columns.isdisjoint(names)


@dataclass(frozen=True)
class Reach:
    """Names of indicators and codes of procuratorates (empty: no place is known)."""

    indicators: frozenset[str]
    units: frozenset[str]


def reach(request: RunRequest, changed: Mapping[str, Changed]) -> Reach | None:
    """How far changes reach into the indicators of a run cut by places and departments.

    ``changed`` has, for each card that changed, rows with the columns of its source;
    ``request.sources`` holds the cards as they are now. A request with a condition or a
    unit code of its own is not followed (``None``).
    """
    if request.where is not None or request.unit_code is not None:
        return None
    shapes = Shapes(request.packs)
    reader = _Reader(request, shapes, changed)
    measures = request.packs.measures
    try:
        touched = {n for n, m in measures.items() if reader.is_reached(m)}
        indicators = [
            one
            for one in request.packs.indicators.values()
            if not touched.isdisjoint(measures_of(one))
        ]
        counted = {name for one in indicators for name in measures_of(one)}
        wanted = [measures[name] for name in sorted(counted & touched)]
        units = reader.units(wanted)
    except CannotFollow:
        return None
    return Reach(frozenset(one.name for one in indicators), units)


class _Reader:
    """Follows links and rolled cards from those that count down to those that changed."""

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        changed: Mapping[str, Changed],
    ) -> None:
        self.request = request
        self.shapes = shapes
        self.changed = changed
        as_of = request.as_of.isoformat() if request.as_of else ""
        self.relations = Relations(request.packs, shapes, f"DATE '{as_of}'")
        self.read: set[str] = set()  # imported cards whose rows must be looked at

    def is_reached(self, measure: Measure) -> bool:
        """Whether a measure that can be cut by places reads a changed card in any way."""
        shape = self.shapes.of_measure(measure)
        names = self.names(measure, shape)
        if shape.card.unit is None:
            return False  # it has no place in such a run
        if not self.shapes.sources(shape, names) <= set(self.request.sources):
            return False  # it is left out of the run
        return self.reached(shape, names, (shape.card.unit,)) is not None

    def names(self, measure: Measure, shape: Shape) -> frozenset[str]:
        """Every name that a measure reads of its card."""
        opens = measure.open
        dates = (measure.dated_by, opens and opens.start, opens and opens.until)
        names = {name for name in (*dates, shape.weight) if name}
        names |= {n for n in (shape.card.unit, shape.card.department) if n}
        for expression in (measure.of, measure.where):
            names |= expression.names if expression is not None else frozenset()
        return frozenset(names)

    def units(self, measures: Iterable[Measure]) -> frozenset[str]:
        """The places of all cards that changes reach; raises ``CannotFollow``."""
        asked: dict[str, tuple[Shape, frozenset[str]]] = {}
        for measure in measures:
            shape = self.shapes.of_measure(measure)
            _, known = asked.get(shape.name, (shape, frozenset()))
            asked[shape.name] = (shape, known | self.names(measure, shape))
        queries = []
        for shape, names in asked.values():
            sql = self.reached(shape, names, (str(shape.card.unit),))
            if sql is not None:
                queries.append(f"SELECT DISTINCT c0 AS unit FROM ({sql})")  # noqa: S608
        if not queries:
            return frozenset()
        sources = {n: s for n, s in self.request.sources.items() if n in self.read}
        with session(files=source_files(sources)) as engine:
            self._bring(engine, sources)
            found = engine.rows("\nUNION\n".join(queries))
        return frozenset("" if unit is None else str(unit) for (unit,) in found)

    def _bring(self, engine: Session, sources: Mapping[str, CardSource]) -> None:
        """Name the rows as they are (``source_…``) and those that changed."""
        changes = {n: one.rows for n, one in self.changed.items() if n in self.read}
        register_sources(engine, changes, changes, self.shapes)
        for name in changes:
            view = quoted(f"{_CHANGED}{name}")
            rows = quoted(source_name(name))
            engine.execute(f"CREATE TABLE {view} AS FROM {rows}")
        register_sources(engine, sources, sources, self.shapes)

    def reached(
        self,
        shape: Shape,
        names: frozenset[str],
        columns: tuple[str, ...],
        depth: int = 0,
    ) -> str | None:
        """SQL of the rows of a card that changes reach, old and new, as ``c0, c1 …``.

        None where no change reaches them. Raises ``CannotFollow``.
        """
        if depth > DEEPEST:
            raise CannotFollow(shape.name)
        if isinstance(shape.card, RolledCard):
            return self._rolled(shape, shape.card, names, columns, depth)
        picked = [match_column(shape, name) for name in columns]
        parts = []
        if self._is_changed(shape, {*names, *columns}):
            self.read.add(shape.name)
            parts.append(_select(picked, f"{_CHANGED}{shape.name}"))
        for link_name, rest in shape.links_in(names).items():
            link = shape.links[link_name]
            there = self.shapes.behind(shape, link_name)
            behind = self.reached(
                there,
                self.relations.asked_behind(shape, link, rest),
                tuple(link.on.values()),
                depth + 1,
            )
            if behind is not None:
                self.read.add(shape.name)
                own = [match_column(shape, name) for name in link.on]
                parts.append(_finding(picked, source_name(shape.name), own, behind))
        return "\nUNION ALL\n".join(parts) if parts else None

    def _is_changed(self, shape: Shape, names: set[str]) -> bool:
        """Whether what a card's rows say under these names changed in a row itself."""
        changed = self.changed.get(shape.name)
        if changed is None:
            return False
        read = names | {shape.base.partition_date or ""}
        for link_name in shape.links_in(frozenset(names)):
            link = shape.links[link_name]
            read |= set(link.on)
            if link.where is not None:
                asked = (n for n in link.where.names if n.startswith("here."))
                read |= {name.removeprefix("here.") for name in asked}
        return changed.concerns(read | {match_column(shape, name) for name in read})

    def _rolled(
        self,
        shape: Shape,
        card: RolledCard,
        names: frozenset[str],
        columns: tuple[str, ...],
        depth: int,
    ) -> str | None:
        """The rows below all rolled-up rows that a change reaches."""
        below = self.shapes.named(card.source, shape.pack)
        items = [i for i in card.items.values() if i.name in {*names, *columns}]
        asked = {i.of for i in items if i.of} | {
            i.order_by for i in items if i.order_by
        }
        inner = self.reached(below, frozenset(asked) | {*card.key}, card.key, depth + 1)
        if inner is None:
            return None
        if below.is_rolled:
            raise CannotFollow(shape.name)
        picked = [_taken_from(card, name) for name in columns]
        self.read.add(below.name)
        rows = source_name(below.name)
        parts = [_finding(picked, rows, card.key, inner)]
        if below.name in self.changed:
            changed = f"{_CHANGED}{below.name}"
            parts.append(_finding(picked, changed, card.key, inner))
        return "\nUNION ALL\n".join(parts)


def _taken_from(card: RolledCard, name: str) -> str:
    """The column below from whose values a rolled-up item takes one."""
    if name in card.key:
        return name
    item = card.items[name]
    if item.of is None or "." in item.of or item.how not in _TAKEN_FROM_ONE_CARD:
        raise CannotFollow(f"{card.name}.{name}")
    return item.of


def _select(columns: Iterable[str], rows: str) -> str:
    named = [f"{quoted(name)} AS c{place}" for place, name in enumerate(columns)]
    return f"SELECT {', '.join(named) or '1 AS c'} FROM {quoted(rows)}"  # noqa: S608


def _finding(columns: Iterable[str], rows: str, own: Iterable[str], keys: str) -> str:
    """Rows whose own columns equal the columns ``c0, c1 …`` of some key."""
    matched = " AND ".join(
        f"r.{quoted(name)} = k.c{place}" for place, name in enumerate(own)
    )
    return f"{_select(columns, rows)} AS r SEMI JOIN ({keys}) AS k ON {matched}"
