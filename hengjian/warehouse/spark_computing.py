"""A run of indicators carried out by Spark: the same plan, the same digits."""

from dataclasses import replace
from typing import cast

from hengjian.engines.indicators.computing import Run
from hengjian.engines.indicators.request import RunRequest, Strategy
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.tables.duckdb_session import Session
from hengjian.warehouse.spark_session import session
from hengjian.warehouse.spark_settings import SparkSettings


def compute_on_spark(
    request: RunRequest, settings: SparkSettings | None = None
) -> ResultTable:
    """As ``engines.indicators.computing.compute``; Spark finds the integers.

    Cards are grouped where they lie: what comes back is a row for each cell and each
    combination of truths, whatever the number of cards. Raises ``UserFault`` for what cannot be computed, and where Spark is not installed.
    """
    if request.strategy is not Strategy.FILTERS:  # sheets would bring every card here
        request = replace(request, strategy=Strategy.SIGNATURES)
    shapes = Shapes(request.packs)
    selection = select(request, shapes)
    with session(settings) as spark:
        engine = cast(Session, spark)  # answers the calls that a run makes
        return Run(request, shapes, selection, engine).result()
