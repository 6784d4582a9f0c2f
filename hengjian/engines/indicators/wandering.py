"""Keys whose cards lie in several places: few, and looked for once.

To roll up the cases of one place every card of those cases is needed, wherever it lies.
Once it is known which keys lie in more than one place, the places to be read are known
too, and files and row groups of all others are passed over.
"""

from hengjian.engines.indicators.narrowing import Narrowing, Narrowings, below
from hengjian.engines.indicators.relations import source_name
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import RolledCard
from hengjian.engines.tables.duckdb_session import (
    KEPT_TABLE,
    Session,
    literal,
    quoted,
)


def confined(
    engine: Session, shapes: Shapes, shape: Shape, known: Narrowings
) -> Narrowings:
    """Of a rolled-up card: the places where cards of its keys lie, if one is asked for.

    ``known`` is what is known of the rolled-up card; the result holds for the cards below.
    Needs a session whose tables are kept (``kept_session``), or it would not pay.
    """
    card = shape.card
    if not isinstance(card, RolledCard):
        return ()
    source = shapes.named(card.source, shape.pack)
    unit = source.card.unit
    if source.is_rolled or unit is None:
        return ()
    of_place = [one for one in below(shape, known) if one.item == unit]
    if len(of_place) != 1:
        return ()
    table = _table(engine, source, tuple(card.key), unit)
    others = _others(engine, table, tuple(card.key), of_place[0])
    return (_or_in(of_place[0], others),)


def _table(engine: Session, source: Shape, key: tuple[str, ...], unit: str) -> str:
    """The table of wandering keys, each with its places."""
    name = f"{KEPT_TABLE}{source.name}_{'_'.join(key)}"
    rows = quoted(source_name(source.name))
    made = engine.notes.get(source_name(source.name))  # what the rows are
    if made is None or engine.notes.get(name) != made:
        keys = ", ".join(map(quoted, key))
        known = " AND ".join(f"{quoted(one)} IS NOT NULL" for one in key)
        place = f"coalesce({quoted(unit)}, '')"
        engine.execute(
            f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT DISTINCT {keys},"  # noqa: S608
            f" {quoted(unit)} AS _place\nFROM {rows}\nWHERE ({keys}) IN (\n"
            f"SELECT ({keys}) FROM {rows} WHERE {known}\n"
            f"GROUP BY {keys} HAVING min({place}) <> max({place}))"
        )
        if made is not None:
            engine.notes[name] = made
    return name


def _others(
    engine: Session, table: str, key: tuple[str, ...], place: Narrowing
) -> list[str | None]:
    """Where else the keys lie that have a card in the place."""
    keys = ", ".join(map(quoted, key))
    found = engine.rows(
        f"SELECT DISTINCT _place FROM {quoted(table)} WHERE ({keys}) IN"  # noqa: S608
        f" (SELECT ({keys}) FROM {quoted(table)} WHERE {place.sql('_place')})"
        " ORDER BY _place"
    )
    return [row[0] for row in found]


def _or_in(place: Narrowing, others: list[str | None]) -> Narrowing:
    listed = ", ".join(literal(text) for text in others if text is not None)

    def sql(column: str) -> str:
        parts = [place.sql(column)]
        parts += [f"{column} IN ({listed})"] if listed else []
        parts += [f"{column} IS NULL"] if None in others else []
        return f"({' OR '.join(parts)})"

    return Narrowing(place.item, sql)
