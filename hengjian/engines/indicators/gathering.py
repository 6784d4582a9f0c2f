"""Runs the queries of a group and turns their rows into tallies."""

from collections.abc import Iterator, Sequence

import numpy as np

from hengjian.engines.indicators.atoms import Bit, Signature
from hengjian.engines.indicators.order_statistics import quantile_of, quantiles
from hengjian.engines.indicators.plan import Placement, Way
from hengjian.engines.indicators.queries import Counted, GroupQuery
from hengjian.engines.indicators.relations import Steps
from hengjian.engines.indicators.request import Strategy
from hengjian.engines.indicators.sampling import choose_strategy
from hengjian.engines.indicators.signatures import SignatureTable, column, encoded
from hengjian.engines.indicators.tallies import Tally, integers
from hengjian.engines.tables.duckdb_session import Session, quoted


_AGGREGATES = {"sum": "sum", "mean": "sum", "min": "min", "max": "max"}


def gather(
    session: Session, query: GroupQuery, strategy: Strategy | None
) -> Iterator[Tally]:
    """Compute every measure of a group."""
    way = query.group.way
    if way is Way.VALUES:
        yield from _values(session, query)
        return
    chosen = strategy or choose_strategy(session, query)
    if way is Way.DISTINCT:
        yield from _distinct(session, query, chosen)
    elif chosen is Strategy.SIGNATURES:
        yield from _sums_by_signature(session, query)
    else:
        yield from _sums_by_filters(session, query)


# Counts and sums --------------------------------------------------------------------


def signature_sql(query: GroupQuery) -> str:
    """Rows grouped by cell and signature, with every sum that a measure needs."""
    counted = query.counted()
    signature = Signature(one.logic for one in counted)
    values = _value_columns(counted)
    steps = Steps()
    placed = query.placed(steps)
    names = _word_names(signature)
    signed = steps.add(
        "signed",
        "the atoms of all conditions, packed into whole numbers",
        f"SELECT *,\n  {_words(signature)}\nFROM {quoted(placed)}",
    )
    selects = []
    for cell, sign in _scans(query):
        sums = [
            f"{sign}{_aggregate(query, agg, value)} AS _v{i}"
            for i, (agg, value) in enumerate(values)
        ]
        columns = ", ".join(
            [f"{cell} AS _cell", names, f"{sign}{_number(query)} AS _n", *sums]
        )
        selects.append(
            f"SELECT {columns}\nFROM {quoted(signed)}\nGROUP BY {cell}, {names}"
        )
    return _with_comment(query, steps, "\nUNION ALL\n".join(selects))


def _sums_by_signature(session: Session, query: GroupQuery) -> Iterator[Tally]:
    counted = query.counted()
    signature = Signature(one.logic for one in counted)
    groups = session.arrow(signature_sql(query))
    table = SignatureTable(groups, signature)
    counts = table.sums(column(groups, "_n"), range(len(counted)))
    values = _value_columns(counted)
    for place, one in enumerate(counted):
        top, bottom = None, 1
        if one.measure.agg in _AGGREGATES:
            name = values.index((_AGGREGATES[one.measure.agg], one.value or ""))
            data, scale = integers(groups.column(f"_v{name}"))
            bottom = scale * one.scale
            if one.measure.agg in {"min", "max"}:
                least = one.measure.agg == "min"
                top = table.extremes(data, place, least=least)
            else:
                top = table.sums(data, [place])[0]
        yield _tally(query, one, table.cells, counts[place], top, bottom)


def filter_sql(query: GroupQuery) -> str:
    """One scan with an aggregate and a filter for each measure."""
    steps = Steps()
    placed = query.placed(steps)
    selects = []
    for cell, sign in _scans(query):
        columns = [f"{cell} AS _cell"]
        for i, one in enumerate(query.counted()):
            kept = _filter(one)
            columns.append(f"{sign}{_number(query, kept)} AS _n{i}")
            if one.measure.agg in _AGGREGATES:
                agg = _AGGREGATES[one.measure.agg]
                value = _aggregate(query, agg, one.value or "", kept)
                columns.append(f"{sign}{value} AS _v{i}")
        selects.append(
            "SELECT "
            + ",\n  ".join(columns)
            + f"\nFROM {quoted(placed)}\nGROUP BY {cell}"
        )
    return _with_comment(query, steps, "\nUNION ALL\n".join(selects))


def _sums_by_filters(session: Session, query: GroupQuery) -> Iterator[Tally]:
    result = session.arrow(filter_sql(query))
    cells, row_of = encoded(column(result, "_cell"))
    for i, one in enumerate(query.counted()):
        n = summed(row_of, column(result, f"_n{i}"), len(cells))
        top, bottom = None, 1
        if one.measure.agg in _AGGREGATES:
            data, scale = integers(result.column(f"_v{i}"))
            bottom = scale * one.scale
            top = summed(row_of, data, len(cells))
        yield _tally(query, one, cells, n, top, bottom)


# Different values, and how often each occurs ------------------------------------------


def distinct_sql(query: GroupQuery, value: str, members: Sequence[Counted]) -> str:
    """Each value once in its cell, with all measures that any of its rows belongs to."""
    signature = _of_measures(members)
    steps = Steps()
    placed = query.placed(steps)
    names = _word_names(signature)
    words = ",\n  ".join(
        f"bit_or({word}) AS _s{i}" for i, word in enumerate(signature.words_sql())
    )
    once = steps.add(
        "once",
        "each value once in its cell, with every measure one of its rows belongs to",
        f"SELECT _cell, ({value}) AS _value,\n  {words}"
        f"\nFROM {quoted(placed)}\nWHERE {_of_any(members)}"
        "\nGROUP BY _cell, _value",
    )
    return _with_comment(
        query,
        steps,
        f"SELECT _cell, {names}, count(*) AS _n\nFROM {quoted(once)}"
        f"\nGROUP BY _cell, {names}",
    )


def _of_any(members: Sequence[Counted]) -> str:
    """Rows that some measure counts (they may be few)."""
    return " OR ".join(dict.fromkeys(f"({one.condition})" for one in members))


def _distinct(
    session: Session, query: GroupQuery, strategy: Strategy
) -> Iterator[Tally]:
    for value, members in members_by_value(query.counted()).items():
        if strategy is Strategy.FILTERS:
            yield from _distinct_by_filters(session, query, value, members)
            continue
        groups = session.arrow(distinct_sql(query, value, members))
        table = SignatureTable(groups, _of_measures(members))
        counts = table.sums(column(groups, "_n"), range(len(members)))
        for one, n in zip(members, counts, strict=True):
            yield _tally(query, one, table.cells, n, None, 1)


def _distinct_by_filters(
    session: Session, query: GroupQuery, value: str, members: Sequence[Counted]
) -> Iterator[Tally]:
    steps = Steps()
    placed = query.placed(steps)
    columns = ["_cell"] + [
        f"count(DISTINCT {value}) {_filter(one)} AS _n{i}"
        for i, one in enumerate(members)
    ]
    kept = f"\nWHERE {_of_any(members)}"
    sql = f"SELECT {', '.join(columns)}\nFROM {quoted(placed)}{kept}\nGROUP BY _cell"
    result = session.arrow(_with_comment(query, steps, sql))
    cells = column(result, "_cell")
    order = np.argsort(cells)
    for i, one in enumerate(members):
        n = column(result, f"_n{i}")
        yield _tally(query, one, cells[order], n[order], None, 1)


def values_sql(query: GroupQuery, value: str, members: Sequence[Counted]) -> str:
    """How many cards of each cell have each value, by signature."""
    signature = Signature(one.logic for one in members)
    steps = Steps()
    placed = query.placed(steps)
    names = _word_names(signature)
    valued = steps.add(
        "valued",
        "the value of each row, and the atoms of all conditions, packed",
        f"SELECT _cell, _w, ({value}) AS _value,\n  {_words(signature)}"
        f"\nFROM {quoted(placed)}",
    )
    return _with_comment(
        query,
        steps,
        f"SELECT _cell, _value, {names}, {_number(query)} AS _n\nFROM {quoted(valued)}"
        f"\nWHERE _value IS NOT NULL\nGROUP BY _cell, _value, {names}"
        "\nORDER BY _cell, _value",
    )


def _values(session: Session, query: GroupQuery) -> Iterator[Tally]:
    for value, members in members_by_value(query.counted()).items():
        groups = session.arrow(values_sql(query, value, members))
        table = SignatureTable(groups, Signature(one.logic for one in members))
        cells, counts = column(groups, "_cell"), column(groups, "_n")
        data, scale = integers(groups.column("_value"))
        for place, one in enumerate(members):
            chosen = table.groups_with(place)
            q = quantile_of(one.measure.agg, one.measure.q)
            found, n, top, bottom = quantiles(
                cells[chosen], data[chosen], counts[chosen], q
            )
            yield _tally(query, one, found, n, top, bottom * scale * one.scale)


# Pieces -----------------------------------------------------------------------------


def _words(signature: Signature) -> str:
    words = signature.words_sql()
    return ",\n  ".join(f"{word} AS _s{place}" for place, word in enumerate(words))


def _word_names(signature: Signature) -> str:
    return ", ".join(f"_s{place}" for place in range(signature.word_count))


def _of_measures(members: Sequence[Counted]) -> Signature:
    """A bit for each whole condition: bits of several rows can be put together."""
    return Signature(Bit(one.condition) for one in members)


def _with_comment(query: GroupQuery, steps: Steps, select: str) -> str:
    gathered = query.plan.nodes(query.group)[-1].description
    return f"{steps.with_clause()}\n-- {gathered}\n{select}"


def _scans(query: GroupQuery) -> list[tuple[str, str]]:
    """The cells into which a row counts, and with which sign."""
    if query.group.placement is Placement.STOCK:
        return [
            (f"_by * {query.width} + _opens", ""),
            (f"_by * {query.width} + _closes", "-"),
        ]
    return [("_cell", "")]


def _filter(one: Counted) -> str:
    return "" if one.condition == "TRUE" else f"FILTER (WHERE {one.condition})"


def _number(query: GroupQuery, kept: str = "") -> str:
    if query.group.shape.weight is None:
        return f"count(*) {kept}".rstrip()
    added = f"sum(_w) {kept}".rstrip()
    return f"CAST(coalesce({added}, 0) AS BIGINT)"


def _aggregate(query: GroupQuery, agg: str, value: str, kept: str = "") -> str:
    if agg == "sum" and query.group.shape.weight is not None:
        value = f"({value}) * _w"
    return f"{agg}({value}) {kept}".rstrip()


def _value_columns(counted: Sequence[Counted]) -> list[tuple[str, str]]:
    wanted = [
        (_AGGREGATES[one.measure.agg], one.value or "")
        for one in counted
        if one.measure.agg in _AGGREGATES
    ]
    return list(dict.fromkeys(wanted))


def members_by_value(counted: Sequence[Counted]) -> dict[str, list[Counted]]:
    """Measures that look at the same value, together."""
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(one.value or "", []).append(one)
    return groups


def summed(rows: np.ndarray, values: np.ndarray, length: int) -> np.ndarray:
    """Values of the same row added up."""
    totals = np.zeros(length, dtype=values.dtype)
    np.add.at(totals, rows, values)
    return totals


def _tally(
    query: GroupQuery,
    one: Counted,
    cells: np.ndarray,
    n: np.ndarray,
    top: np.ndarray | None,
    bottom: int,
) -> Tally:
    placement = query.group.placement
    present = n > 0 if placement is not Placement.STOCK else n != 0
    if placement is Placement.STOCK and top is not None:
        present = present | np.asarray(top != 0, dtype=bool)
    return Tally(
        measure=one.measure,
        placement=placement,
        width=query.width,
        cells=cells[present],
        n=n[present],
        top=None if top is None else top[present],
        bottom=bottom,
    )
