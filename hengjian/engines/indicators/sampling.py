"""Which way of counting is faster, judged from a sample of the rows."""

from hengjian.engines.indicators.atoms import Signature
from hengjian.engines.indicators.queries import GroupQuery
from hengjian.engines.indicators.relations import Steps
from hengjian.engines.indicators.request import Strategy
from hengjian.engines.tables.duckdb_session import Session, quoted


SAMPLE = 20_000
FEW = 3  # measures for which filters cost next to nothing


def choose_strategy(session: Session, query: GroupQuery) -> Strategy:
    """Signatures unless nearly every sampled row has one of its own.

    With independent conditions the signatures explode: then filters are faster. Where
    rows are rolled up or joined to others, a sample would cost as much as the count (and
    a LIMIT over a part that is read twice never ends in DuckDB 2.0.0): signatures.
    """
    counted = query.counted()
    if len({one.condition for one in counted}) <= FEW:
        return Strategy.FILTERS
    if not query.reads_one_table():
        return Strategy.SIGNATURES
    steps = Steps()
    placed = query.placed(steps)
    words = Signature(one.logic for one in counted).words_sql()
    names = ", ".join(f"_s{i}" for i in range(len(words)))
    sampled = ",\n  ".join(f"{word} AS _s{i}" for i, word in enumerate(words))
    sql = (
        f"{steps.with_clause()}\nSELECT count(*), sum(n) FROM (\n"
        f"SELECT {names}, count(*) AS n FROM (\nSELECT {sampled}\n"
        f"FROM {quoted(placed)} LIMIT {SAMPLE}) GROUP BY {names})"
    )
    signatures, rows = session.rows(sql)[0]
    if not rows:
        return Strategy.FILTERS
    return Strategy.SIGNATURES if signatures * 4 <= rows else Strategy.FILTERS
