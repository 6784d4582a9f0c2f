"""What the cards of matters give: the same engine, the table that the matters wrote."""

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import RunRequest
from hengjian.packs import queries as packs
from hengjian.warehouse.queries.held_sources import held_sources


Rows = dict[tuple[str, ...], dict[str, str]]


def counted_of_matters(kind: str, *, period: str = "all", by: str = "") -> Rows:
    """Every indicator of a kind over its matters' cards in force.

    Rows by indicator, period and by-values, as ``given.computed`` gives them.
    """
    loaded = packs.current().loaded
    held = held_sources(kind, {kind}, {kind})
    assert held is not None, f"no card of {kind} was written"
    cells = tuple(name for name in by.split(",") if name)
    request = RunRequest(
        packs=loaded,
        sources=held.files,
        indicators=tuple(loaded.packs[kind].indicators),
        period=PeriodKind(period),
        by=cells,
    )
    rows = [
        {name: str(value or "") for name, value in row.items()}
        for row in compute(request).texts.to_pylist()
    ]
    return {
        (row["indicator"], row["period"], *(row[name] for name in cells)): row
        for row in rows
    }
