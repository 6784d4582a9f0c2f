"""The cards that rules of process monitoring hit, each rule in one scan."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.indicators.relations import Relations, Steps, date_sql
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import register_sources, source_files
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.engines.tables.duckdb_session import literal, quoted, session


def rules_over(packs: Loaded, card: str) -> tuple[MonitoringRule, ...]:
    """The rules of all packs that read a card, by pack and in the order of its file."""
    return tuple(
        rule
        for pack in packs.packs.values()
        for rule in pack.monitoring.values()
        if rule.card == card
    )


def needed_sources(packs: Loaded, card: str) -> frozenset[str]:
    """The card tables that the rules over a card read, its own first of all."""
    shapes = Shapes(packs)
    names = {name for rule in rules_over(packs, card) for name in _read(rule)}
    return shapes.sources(shapes.named(card, card), frozenset(names))


def hits(
    packs: Loaded,
    rules: Sequence[MonitoringRule],
    sources: Mapping[str, CardSource],
    columns: Sequence[str],
    as_of: date,
) -> Iterator[tuple[MonitoringRule, pa.Table]]:
    """Each rule with ``when`` and the cards that it hits: ``columns``, then what it read.

    The rules read one card. What is unknown is no hit.
    """
    asked = [rule for rule in rules if rule.when is not None]
    if not asked:
        return
    shapes = Shapes(packs)
    shape = shapes.named(asked[0].card, asked[0].card)
    names = frozenset(name for rule in asked for name in _read(rule))
    given = {
        name: sources.get(name, CardFiles(()))
        for name in sorted(shapes.sources(shape, names))
    }
    with session(files=source_files(given)) as engine:
        register_sources(engine, given, given, shapes)
        for rule in asked:
            yield rule, engine.arrow(rows_sql(packs, shapes, rule, columns, as_of))


def rows_sql(
    packs: Loaded,
    shapes: Shapes,
    rule: MonitoringRule,
    columns: Sequence[str],
    as_of: date,
) -> str:
    """The question that finds the cards a rule hits."""
    shape = shapes.named(rule.card, rule.card)
    return matching_sql(packs, shapes, shape, rule.pack, rule.when, columns, as_of)


def matching_sql(
    packs: Loaded,
    shapes: Shapes,
    shape: Shape,
    pack: str,
    when: Expression | None,
    columns: Sequence[str],
    as_of: date,
    also: Sequence[str] = (),
) -> str:
    """Rows of a card for which an expression of a pack holds, with what it read.

    ``also`` are further conditions in SQL, over ``columns`` alone.
    """
    steps = Steps()
    as_of_sql = f"DATE {literal(as_of.isoformat())}"
    relations = Relations(packs, shapes, as_of_sql)
    partition = shape.base.partition_date
    read = sorted(when.names) if when is not None else []
    wanted = list(dict.fromkeys([*columns, *read]))
    # its partition date tells which value of a parameter is in force
    named = dict.fromkeys([*wanted, *([partition] if partition else [])])
    rows = relations.rows(shape, named, steps, numbered=True)
    conditions = list(also)
    if when is not None:
        holds = to_duckdb(
            when,
            column=quoted,
            parameters=packs.parameters_in(pack),
            row_date_sql=date_sql(shape, partition) if partition else None,
            constants={"as_of": as_of_sql},
        )
        conditions.append(f"({holds})")
    # names are quoted; conditions come from the whitelisted tree of an expression
    return (
        f"{steps.with_clause()}\n"
        f"SELECT {', '.join(map(quoted, wanted))} FROM {quoted(rows)}\n"
        f"WHERE {' AND '.join(conditions) or 'TRUE'} ORDER BY _n"
    )


def _read(rule: MonitoringRule) -> frozenset[str]:
    return rule.when.names if rule.when is not None else frozenset()
