"""SQL for one group of a plan, each part with the sentence of its plan node."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.indicators.atoms import AllOf, Bit, Logic, logic_of
from hengjian.engines.indicators.cells import Dimension
from hengjian.engines.indicators.periods import Period, PeriodKind, Periods
from hengjian.engines.indicators.plan import Dating, Group, Placement, Plan
from hengjian.engines.indicators.relations import Relations, Steps, date_sql
from hengjian.engines.pack_format.model import Measure
from hengjian.engines.tables.duckdb_session import quoted


@dataclass(frozen=True)
class CodeJoin:
    """How one by-dimension's code is found: the joined table, and the rest's code."""

    dimension: Dimension
    table: str
    size: int
    unknown: int


@dataclass(frozen=True)
class Counted:
    """A measure as SQL: which rows belong to it, and the value they give.

    ``condition`` and ``logic`` say the same, as one text and taken apart into atoms.
    """

    measure: Measure
    condition: str
    value: str | None
    logic: Logic

    @property
    def scale(self) -> int:
        """The SQL value is the true one times this."""
        return self.measure.of.scale if self.measure.of is not None else 1


class GroupQuery:
    """Writes the queries of one group over cells ``_cell``."""

    def __init__(
        self,
        group: Group,
        plan: Plan,
        relations: Relations,
        parameters: dict[str, dict[str, ParameterHistory]],
        where: Expression | None,
        as_of: date,
        joins: Sequence[CodeJoin],
        on: str = "_on",
    ) -> None:
        """``on``: the column with the day by which the group's rows are dated."""
        self.group = group
        self.plan = plan
        self.periods: Periods = plan.periods
        self._relations = relations
        self._parameters = parameters
        self._where = where
        self._as_of = f"DATE '{as_of.isoformat()}'"
        self.joins = joins
        self._on = on

    @property
    def width(self) -> int:
        """Positions per combination of by-values; a stock has one more, after the last."""
        if self.group.placement is Placement.STOCK:
            return self._edges + 1
        if self.group.placement is Placement.EACH:
            return len(self.periods.all)
        return len(self.periods.base)

    @property
    def _edges(self) -> int:
        """At how many edges of periods open cards are counted."""
        return len(self.periods.all)

    # Rows ---------------------------------------------------------------------------

    def rows(self, steps: Steps, more: frozenset[str] = frozenset()) -> str:
        """The part with the card's rows and every column that the group reads."""
        return self._relations.rows(
            self.group.shape, self.names() | more, steps, numbered=False
        )

    def reads_one_table(self) -> bool:
        """Whether the rows are there already, neither to be rolled up nor joined."""
        steps = Steps()
        self.rows(steps)
        return not steps.made

    def names(self) -> frozenset[str]:
        """Every column that the group reads of its card."""
        names: set[str] = {
            item for item in (self.group.dates.start, self.group.dates.until) if item
        }
        for measure in self.group.measures:
            for expression in (measure.of, measure.where):
                names |= expression.names if expression is not None else frozenset()
        if self._where is not None:
            names |= self._where.names
        if self.group.shape.weight:
            names.add(self.group.shape.weight)
        names |= {join.dimension.column for join in self.joins if join.dimension.column}
        return frozenset(names)

    def placed(self, steps: Steps, more: frozenset[str] = frozenset()) -> str:
        """The part in which every row has its cell (or its by-code and two positions)."""
        read, place, _ = self.plan.nodes(self.group)
        shape, dates = self.group.shape, self.group.dates
        rows = self.rows(steps, more)
        extra = [
            f"{date_sql(shape, item, 'r.')} AS {name}"
            for item, name in ((dates.start, "_on"), (dates.until, "_until"))
            if item is not None
        ]
        dated = steps.add(
            "dated",
            read.description,
            f"SELECT {', '.join(['r.*', *extra])}\nFROM {quoted(rows)} AS r",
        )
        if self._is_spread():
            dated = self._spread(dated, steps)
        columns = ["d.*", f"{self.weight()} AS _w", *self._cell_columns()]
        listed = ",\n  ".join(columns)
        sql = f"SELECT {listed}\nFROM {quoted(dated)} AS d"
        sql += self.code_joins()
        if self.group.placement is Placement.EACH:
            sql += f"\nJOIN periods AS p ON {self._in_period()}"
        kept = self._kept()
        if kept:
            sql += "\nWHERE " + "\n  AND ".join(kept)
        return steps.add("placed", place.description, sql)

    def _is_spread(self) -> bool:
        """Whether open cards are known by their edges, to be put in each period between."""
        is_each = self.group.placement is Placement.EACH
        return is_each and self.group.dates.is_stock and not self.periods.is_free

    def _spread(self, dated: str, steps: Steps) -> str:
        """Cards that are open at any edge, once for each such period."""
        opens, closes = self._stock_positions()
        edges = steps.add(
            "edged",
            "the first period at whose edge a card is open, and the first where not",
            f"SELECT d.*, {opens} AS _opens, {closes} AS _closes"
            f"\nFROM {quoted(dated)} AS d\nWHERE d._on IS NOT NULL",
        )
        return steps.add(
            "spread",
            "a row for each period in which the card is open",
            f"SELECT *, unnest(range(_opens, _closes)) AS _position"
            f"\nFROM {quoted(edges)}\nWHERE _opens < _closes",
        )

    def code_joins(self) -> str:
        """Joins of ``dated AS d`` with the codes of its by-values."""
        return "".join(
            f"\nLEFT JOIN {quoted(join.table)} AS k{position}"
            f" ON d.{quoted(join.dimension.column)} = k{position}.raw"
            for position, join in enumerate(self.joins)
            if join.dimension.column is not None
        )

    def weight(self) -> str:
        """For how many cards a row of ``dated AS d`` stands."""
        weight = self.group.shape.weight
        return f"coalesce(d.{quoted(weight)}, 1)" if weight else "1"

    def by_code(self) -> str:
        """The number of a row's combination of by-values, over ``code_joins``."""
        code = "0"
        for position, join in enumerate(self.joins):
            one = (
                f"coalesce(k{position}.code, {join.unknown})"
                if join.dimension.column is not None
                else str(join.unknown)
            )
            code = one if code == "0" else f"({code} * {join.size} + {one})"
        return f"CAST({code} AS BIGINT)"

    def _cell_columns(self) -> list[str]:
        if self.group.placement is Placement.STOCK:
            first, after = self._stock_positions()
            return [
                f"{self.by_code()} AS _by",
                f"{first} AS _opens",
                f"{after} AS _closes",
            ]
        if self.group.placement is Placement.EACH:
            return [
                f"{self._cell('p.position')} AS _cell",
                "p.start_on AS _period_start",
                "p.end_on AS _period_end",
            ]
        return [f"{self._cell(self._position('d._on'))} AS _cell"]

    def _cell(self, position: str) -> str:
        if not self.joins:
            return f"CAST({position} AS BIGINT)"
        return f"{self.by_code()} * {self.width} + {position}"

    def _kept(self) -> list[str]:
        kept = []
        if self.group.dates.kind is Dating.ON:
            kept.append(
                f"d._on BETWEEN {day_sql(self.periods.start)} AND {day_sql(self.periods.end)}"
            )
        if self.group.dates.is_stock and self.group.placement is Placement.EACH:
            # says nothing new, but lets the engine pass over files and row groups
            kept.append(f"d._on <= {day_sql(self.periods.end)}")
        if self.group.placement is Placement.STOCK:
            kept += ["d._on IS NOT NULL", "_opens < _closes"]
        if self.group.shape.weight:
            kept.append("_w > 0")
        if self._where is not None:
            kept.append(self._sql(self._where, "d."))
        return kept

    def asked_where(self) -> str | None:
        """The condition of the run over ``placed``, where there is one."""
        return None if self._where is None else self._sql(self._where, "")

    # Periods ------------------------------------------------------------------------

    def _in_period(self) -> str:
        if self._is_spread():
            return "p.position = d._position"
        match self.group.dates.kind:
            case Dating.ON if self.periods.is_free:
                return "d._on BETWEEN p.start_on AND p.end_on"
            case Dating.ON if self.periods.overlap:
                return f"{self._position('d._on')} BETWEEN p.first AND p.last"
            case Dating.ON:
                return f"p.position = {self._position('d._on')}"
            case Dating.OPEN_AT_START:
                return "d._on < p.start_on AND (d._until IS NULL OR d._until >= p.start_on)"
            case Dating.OPEN_AT_END:
                return "d._on <= p.end_on AND (d._until IS NULL OR d._until > p.end_on)"
            case Dating.NEVER:
                return "TRUE"

    def _position(self, day: str) -> str:
        """The base period of a day that lies within the run."""
        periods = self.periods
        if self.group.dates.kind is Dating.NEVER or periods.kind is PeriodKind.ALL:
            return "0"
        month = self._month(day)
        unit = f"{month} // {periods.kind.months}" if periods.kind.months > 1 else month
        return f"({unit} - {periods.first_unit})"

    def _month(self, day: str) -> str:
        month = f"year({day}) * 12 + month({day}) - 1"
        days = self.periods.cutoff.days
        if days:
            cases = " ".join(
                f"WHEN {day} >= {_month_start(start)} THEN {cutoff}"
                for start, cutoff in reversed(days)
                if start
            )
            always = next((cutoff for start, cutoff in days if not start), 31)
            limit = f"CASE {cases} ELSE {always} END" if cases else str(always)
            month += f" + CASE WHEN day({day}) > {limit} THEN 1 ELSE 0 END"
        return f"({month})"

    def _stock_positions(self) -> tuple[str, str]:
        """From which period on a card is in stock, and from which on no longer."""
        return self._edge("d._on"), f"coalesce({self._edge('d._until')}, {self._edges})"

    def _edge(self, day: str) -> str:
        """The first period that ends on the day or later; at start: that begins later."""
        periods, count = self.periods, self._edges
        if self.group.dates.kind is Dating.OPEN_AT_END:
            before, inside = "0", self._final_position(day)
            edge = periods.all[0].end
            low = f"WHEN {day} <= {day_sql(edge)} THEN {before}"
        else:
            inside = self._next_start(day)
            low = f"WHEN {day} < {day_sql(periods.all[0].start)} THEN 0"
        high = f"WHEN {day} > {day_sql(periods.all[-1].end)} THEN {count}"
        return f"CASE WHEN {day} IS NULL THEN NULL {low} {high} ELSE {inside} END"

    def _final_position(self, day: str) -> str:
        if self.periods.overlap:
            return f"{self._position(day)} - {self.periods.all[0].last}"
        return self._position(day)

    def _next_start(self, day: str) -> str:
        if self.periods.overlap:
            january = f"({self._month(day)} // 12 + 1) * 12"
            first = self.periods.first_unit + self.periods.all[0].last
            return f"least(greatest({january} - {first}, 0), {self._edges})"
        return f"{self._position(day)} + 1"

    # Measures -----------------------------------------------------------------------

    def counted(self, period: Period | None = None) -> list[Counted]:
        """Every measure's condition and value over ``placed``, or in one period alone."""
        return [self._counted(measure, period) for measure in self.group.measures]

    def _counted(self, measure: Measure, period: Period | None) -> Counted:
        conditions: list[str] = []
        parts: list[Logic] = []

        def write(expression: Expression) -> str:
            return self._sql(expression, "", measure.pack, period)

        if measure.where is not None:
            conditions.append(write(measure.where))
            parts.append(logic_of(measure.where, write))
        value = write(measure.of) if measure.of is not None else None
        if value is not None:
            conditions.append(f"({value}) IS NOT NULL")
            parts.append(Bit(conditions[-1]))
        condition = " AND ".join(conditions) or "TRUE"
        return Counted(measure, condition, value, AllOf(tuple(parts)))

    def _sql(
        self,
        expression: Expression,
        prefix: str,
        pack: str | None = None,
        period: Period | None = None,
    ) -> str:
        constants = {"as_of": self._as_of}
        if period is not None:
            days = (day_sql(period.start), day_sql(period.end))
            constants |= {"period_start": days[0], "period_end": days[1]}
        elif self.group.placement is Placement.EACH:
            constants |= {"period_start": "_period_start", "period_end": "_period_end"}
        return to_duckdb(
            expression,
            column=lambda name: f"{prefix}{quoted(name)}",
            parameters=self._parameters.get(pack or self.group.shape.pack, {}),
            row_date_sql=None
            if self.group.dates.kind is Dating.NEVER
            else f"{prefix}{self._on}",
            constants=constants,
        )


def day_sql(day: date) -> str:
    """A day as an SQL literal."""
    return f"DATE '{day.isoformat()}'"


def _month_start(month: int) -> str:
    return f"DATE '{month // 12:04d}-{month % 12 + 1:02d}-01'"
