"""One scan of a card for all its dates: a sheet of small whole numbers.

A row of the sheet says in which by-values a card lies, on which days it is counted, and
what is true of it: the class of each text column and a 0 or 1 for each other truth, a
byte each. Text is looked at once, in the scan; every measure of the card is counted from
bytes (``sheet_counting.py``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from hengjian.engines.indicators.atoms import AllOf, Bit, Classes, Logic, atoms_of
from hengjian.engines.indicators.periods import Periods
from hengjian.engines.indicators.plan import Dating, Group, Placement, Way
from hengjian.engines.indicators.queries import Counted, GroupQuery, day_sql
from hengjian.engines.indicators.relations import Relations, Steps, date_sql
from hengjian.engines.indicators.shapes import Shape
from hengjian.engines.tables.duckdb_session import quoted


COUNTED_SO = frozenset({"count", "sum", "mean"})
TRUTHS_AT_ONCE = 512  # columns for the truths of single periods
CELLS_AT_ONCE = 1 << 24  # whole numbers that stand in memory for one card


def fits_sheet(group: Group, periods: Periods) -> bool:
    """Whether the group's measures can be counted from a sheet.

    Conditions on the period's own days are truths of their own for each period: open
    cards that are few in measures and periods.
    """
    if group.way is not Way.SUMS:
        return False
    if group.placement is not Placement.EACH:
        return all(measure.agg in COUNTED_SO for measure in group.measures)
    is_few = len(group.measures) * len(periods.all) <= TRUTHS_AT_ONCE
    is_open = group.dates.is_stock and not periods.is_free
    return is_few and is_open and all(m.agg == "count" for m in group.measures)


@dataclass(frozen=True)
class Part:
    """One group's share of a sheet: where its days, truths and values stand."""

    query: GroupQuery
    counted: tuple[Counted, ...]
    logics: tuple[tuple[Logic, ...], ...]  # of each measure; by period where it matters
    start: str | None  # columns of days
    until: str | None
    values: tuple[str | None, ...]  # for each measure the column of its sum


@dataclass(frozen=True)
class Sheet:
    """The SQL of a card's sheet, and what its columns mean."""

    sql: str
    parts: tuple[Part, ...]
    classes: Classes  # texts of a column, as they stand in ``_c…``
    columns: dict[str, str]  # the column of each class and each truth, by its SQL
    is_weighted: bool


def day_column(names: Sequence[str], item: str | None) -> str | None:
    """The column of a sheet with the days of an item."""
    return None if item is None else f"_on{names.index(item)}"


def day_items(groups: Iterable[Group]) -> list[str]:
    """The items that date the cards of several groups."""
    items = [item for g in groups for item in (g.dates.start, g.dates.until)]
    return list(dict.fromkeys(item for item in items if item is not None))


def sheet_of(
    shape: Shape, queries: Sequence[GroupQuery], relations: Relations
) -> Sheet:
    """Write the sheet of a card; each query's ``on`` is its day's column."""
    days = day_items(query.group for query in queries)
    parts, values = [], dict[str, str]()
    for query in queries:
        parts.append(_part(query, days, values))
    classes = Classes()
    truths: dict[str, None] = {}
    for part in parts:
        for logic in chain.from_iterable(part.logics):
            for atom in atoms_of(logic):
                if isinstance(atom, Bit):
                    truths[atom.sql] = None
                else:
                    classes.add(atom)
    columns = {text: f"_c{n}" for n, text in enumerate(classes.columns)}
    columns |= {sql: f"_b{n}" for n, sql in enumerate(truths)}
    steps = Steps()
    placed = _placed(shape, queries, relations, days, steps)
    selected = [
        "_by",
        *(["_w"] if shape.weight else []),
        *(f"_on{n}" for n in range(len(days))),
        *(f"{classes.sql(text)} AS {columns[text]}" for text in classes.columns),
        *(
            f"CASE WHEN {sql} THEN 1::UTINYINT ELSE 0::UTINYINT END AS {columns[sql]}"
            for sql in truths
        ),
        *(f"{sql} AS {name}" for sql, name in values.items()),
    ]
    kept = [_kept(part) for part in parts]
    where = "" if "TRUE" in kept else "\nWHERE " + "\n  OR ".join(dict.fromkeys(kept))
    listed = ",\n  ".join(selected)
    sql = (
        f"{steps.with_clause()}\n-- {shape.name}: places, days and truths as numbers"
        f"\nSELECT {listed}\nFROM {quoted(placed)}{where}"
    )
    return Sheet(sql, tuple(parts), classes, columns, bool(shape.weight))


def _part(query: GroupQuery, days: Sequence[str], values: dict[str, str]) -> Part:
    by_period: list[list[Counted]] = [query.counted()]
    if query.group.placement is Placement.EACH:
        by_period = [query.counted(period) for period in query.periods.all]
    counted = by_period[0]
    asked = query.asked_where()
    always = () if asked is None else (Bit(asked),)
    dates = query.group.dates
    return Part(
        query,
        tuple(counted),
        tuple(
            tuple(AllOf((*always, one.logic)) for one in members)
            for members in by_period
        ),
        day_column(days, dates.start),
        day_column(days, dates.until),
        tuple(_value(query, one, values) for one in counted),
    )


def _value(query: GroupQuery, one: Counted, values: dict[str, str]) -> str | None:
    if one.value is None or one.measure.agg == "count":
        return None
    sql = f"({one.value})"
    if query.group.shape.weight is not None:
        sql += " * _w"
    return values.setdefault(sql, f"_v{len(values)}")


def _placed(
    shape: Shape,
    queries: Sequence[GroupQuery],
    relations: Relations,
    days: Sequence[str],
    steps: Steps,
) -> str:
    names = frozenset[str]().union(*(query.names() for query in queries))
    rows = relations.rows(shape, names, steps, numbered=False)
    dated = [f"{date_sql(shape, item, 'r.')} AS _on{n}" for n, item in enumerate(days)]
    read = steps.add(
        "dated",
        f"rows of {shape.name} with their days",
        f"SELECT {', '.join(['r.*', *dated])}\nFROM {quoted(rows)} AS r",
    )
    one = queries[0]  # places and weights are the same for all groups of a card
    return steps.add(
        "placed",
        "each row with the number of its by-values",
        f"SELECT d.*, {one.weight()} AS _w,\n  {one.by_code()} AS _by"
        f"\nFROM {quoted(read)} AS d{one.code_joins()}",
    )


def _kept(part: Part) -> str:
    """Rows that a group may count; says nothing new, but spares reading others."""
    periods, dates = part.query.periods, part.query.group.dates
    start, end = day_sql(periods.start), day_sql(periods.end)
    if dates.kind is Dating.NEVER:
        when = "TRUE"
    elif dates.kind is Dating.ON:
        when = f"{part.start} BETWEEN {start} AND {end}"
    else:
        open_ = f"({part.until} IS NULL OR {part.until} >= {start})"
        when = f"({part.start} <= {end} AND {open_})"
    asked = part.query.asked_where()
    return when if asked is None else f"({when} AND {asked})"
