"""Counts of single measures by cell, for those who look at the parts of an indicator."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from hengjian.engines.indicators.computing import Run
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.results import Coded
from hengjian.engines.indicators.selection import select_measures
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.indicators.tallies import Tally
from hengjian.engines.tables.duckdb_session import session
from hengjian.lib.faults import UserFault


def count_measures(request: RunRequest, measures: Sequence[str]) -> pa.Table:
    """Cards counted by each measure: ``measure, period, <by…>, cards``, cells with cards only.

    ``measures`` are full names (``pack.measure``); ``cards`` is weighted. For a sum, a mean
    or a median it is the number of cards that it was taken from. Raises ``UserFault`` for a
    measure that there is not or whose cards were not given.
    """
    shapes = Shapes(request.packs)
    names = tuple(dict.fromkeys(measures))
    selection = select_measures(request, shapes, names)
    with session(files=source_files(request.sources)) as engine:
        run = Run(request, shapes, selection, engine)
        tallies = run.tallies(run.plan())
        parts = [_counted(run, tallies[name]) for name in names]
    return pa.concat_tables(parts, promote_options="permissive")


def _counted(run: Run, tally: Tally) -> pa.Table:
    combinations = tally.combinations()
    periods = run.periods.all
    counts = tally.spread(combinations, run.periods).n
    places = np.flatnonzero(counts)
    row, position = np.divmod(places, len(periods))
    text = pa.string()
    columns = {
        "measure": pa.array([tally.measure.full_name] * len(places), text),
        "period": _texts(Coded(position, [period.name for period in periods])),
    }
    for name, (codes, texts) in zip(
        run.cells.by, run.cells.columns(combinations[row]), strict=True
    ):
        columns[name] = _texts(Coded(codes, texts))
    columns["cards"] = pa.array(counts[places].astype(np.int64), pa.int64())
    return pa.table(columns)


def _texts(column: Coded) -> pa.Array:
    return column.arrow().cast(pa.string())


def countable(request: RunRequest, measures: Sequence[str]) -> tuple[str, ...]:
    """Those of the measures that are defined and whose cards were given."""
    shapes = Shapes(request.packs)
    found = []
    for name in measures:
        try:
            select_measures(request, shapes, [name])
        except UserFault:
            continue
        found.append(name)
    return tuple(found)
