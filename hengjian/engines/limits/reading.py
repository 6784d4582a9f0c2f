"""The cards on which a deadline of a pack runs or has just been met, in one scan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.indicators.relations import Relations, Steps, date_sql
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import register_sources, source_files
from hengjian.engines.pack_format.limit_model import Deadline
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.tables.duckdb_session import literal, quoted, session


UNKNOWN_LENGTH = -1


@dataclass(frozen=True)
class Window:
    """Which limits are read: those that run, and those done on or after ``met_from``."""

    as_of: date
    met_from: date


def needed_sources(packs: Loaded, card: str) -> frozenset[str]:
    """The card tables that the deadlines of a card read, its own first of all."""
    shapes = Shapes(packs)
    shape = shapes.named(card, card)
    names = {n for d in packs.packs[card].deadlines.values() for n in d.names}
    return shapes.sources(shape, frozenset(names))


def running_rows(
    packs: Loaded,
    card: str,
    sources: Mapping[str, CardSource],
    columns: Sequence[str],
    window: Window,
) -> Iterator[tuple[Deadline, pa.Table]]:
    """Each deadline of a card with the rows that show it and their facts.

    Beside ``columns`` of the card a row has ``_applies`` (null: cannot be told),
    ``_start``, ``_done``, ``_custody``, ``_length`` (number of the row of lengths, -1
    where it cannot be told), ``_reset0``…, ``_extended0``…, ``_from0``, ``_to0``,
    ``_days0``….
    """
    deadlines = packs.packs[card].deadlines
    if not deadlines:
        return
    shapes = Shapes(packs)
    shape = shapes.named(card, card)
    names = frozenset(name for d in deadlines.values() for name in d.names)
    given = {
        name: sources.get(name, CardFiles(()))
        for name in sorted(shapes.sources(shape, names))
    }
    with session(files=source_files(given)) as engine:
        register_sources(engine, given, given, shapes)
        for deadline in deadlines.values():
            asked = _Asked(packs, shapes, shape, window)
            yield deadline, engine.arrow(asked.sql(deadline, columns))


class _Asked:
    def __init__(
        self, packs: Loaded, shapes: Shapes, shape: Shape, window: Window
    ) -> None:
        self.packs = packs
        self.shapes = shapes
        self.shape = shape
        self.window = window
        self.as_of_sql = _day(window.as_of)

    def sql(self, deadline: Deadline, columns: Sequence[str]) -> str:
        steps = Steps()
        relations = Relations(self.packs, self.shapes, self.as_of_sql)
        partition = self.shape.base.partition_date
        names = {*columns, *deadline.names, *([partition] if partition else [])}
        rows = relations.rows(self.shape, names, steps, numbered=True)
        facts = ", ".join(
            f"{sql} AS {quoted(name)}" for name, sql in self._facts(deadline).items()
        )
        kept = ", ".join(map(quoted, dict.fromkeys(columns)))
        # names are quoted; conditions come from the whitelisted tree of an expression
        return (
            f"{steps.with_clause()}\n"  # noqa: S608
            f"SELECT * FROM (SELECT {kept}, {facts} FROM {quoted(rows)})\n"
            "WHERE _start IS NOT NULL AND _applies IS NOT FALSE AND "
            f"(_done IS NULL OR _done >= {_day(self.window.met_from)}) AND "
            "(_applies OR _done IS NULL)"
        )

    def _facts(self, deadline: Deadline) -> dict[str, str]:
        done = ", ".join(map(quoted, deadline.done))
        facts = {
            "_start": quoted(deadline.start),
            "_done": f"least({done})" if len(deadline.done) > 1 else done,
            "_applies": self._truth(deadline.applies, "TRUE"),
            "_custody": self._truth(deadline.custody, "CAST(NULL AS BOOLEAN)"),
            "_length": self._length(deadline),
        }
        for number, name in enumerate(deadline.reset):
            facts[f"_reset{number}"] = quoted(name)
        for number, extension in enumerate(deadline.extended):
            shown = extension.on or extension.times
            facts[f"_extended{number}"] = (
                quoted(shown) if shown else self._truth(extension.when, "FALSE")
            )
        for number, each in enumerate(deadline.suspended):
            if each.days is not None:
                facts[f"_days{number}"] = quoted(each.days)
            else:
                facts[f"_from{number}"] = quoted(str(each.from_item))
                facts[f"_to{number}"] = quoted(str(each.to_item))
        return facts

    def _length(self, deadline: Deadline) -> str:
        """The first row whose condition is true; unknown before one is: not told."""
        cases = []
        for number, row in enumerate(deadline.lengths):
            if row.when is None:
                cases.append(f"WHEN TRUE THEN {number}")
                break
            condition = self._truth(row.when, "FALSE")
            cases.append(f"WHEN {condition} THEN {number}")
            cases.append(f"WHEN ({condition}) IS NULL THEN {UNKNOWN_LENGTH}")
        if not cases:
            return "0"
        return f"CASE {' '.join(cases)} ELSE {UNKNOWN_LENGTH} END"

    def _truth(self, expression: Expression | None, otherwise: str) -> str:
        if expression is None:
            return otherwise
        partition = self.shape.base.partition_date
        return to_duckdb(
            expression,
            column=quoted,
            parameters=self.packs.parameters_in(self.shape.pack),
            row_date_sql=date_sql(self.shape, partition) if partition else None,
            constants={"as_of": self.as_of_sql},
        )


def _day(day: date) -> str:
    return f"DATE {literal(day.isoformat())}"
