"""The cards of a population of review in a period, in one scan."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.indicators.sources import register_sources, source_files
from hengjian.engines.monitoring.hits import matching_sql
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.sampling_model import Population
from hengjian.engines.tables.duckdb_session import literal, quoted, session


def sources_needed(packs: Loaded, population: Population) -> frozenset[str]:
    """The card tables that a population reads, its own first of all."""
    shapes = Shapes(packs)
    names = population.where.names if population.where is not None else frozenset()
    return shapes.sources(shapes.named(population.card, population.card), names)


def population_rows(
    packs: Loaded,
    population: Population,
    sources: Mapping[str, CardSource],
    columns: Sequence[str],
    period: tuple[date, date],
) -> pa.Table:
    """The cards whose date lies in the period, both days within, and that it wants."""
    shapes = Shapes(packs)
    shape = shapes.named(population.card, population.card)
    given = {
        name: sources.get(name, CardFiles(()))
        for name in sorted(sources_needed(packs, population))
    }
    first, last = (literal(day.isoformat()) for day in period)
    between = f"{quoted(population.dated_by)} BETWEEN DATE {first} AND DATE {last}"
    named = list(dict.fromkeys([*columns, population.dated_by]))
    sql = matching_sql(
        packs,
        shapes,
        shape,
        population.pack,
        population.where,
        named,
        period[1],
        also=[between],
    )
    with session(files=source_files(given)) as engine:
        register_sources(engine, given, given, shapes)
        return engine.arrow(sql).select(named)
