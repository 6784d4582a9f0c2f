"""Values of a run: one place's at a time, its course, its peers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.models import Run
from hengjian.indicators.queries.formatting import value_text
from hengjian.indicators.queries.masks import FLAG, Masks
from hengjian.indicators.queries.withheld import Withheld
from hengjian.indicators.run_tables import run_table
from hengjian.lib.shared_results import shared


@dataclass(frozen=True)
class Value:
    """One value with its counts; ``None`` where there is none. Missing is not zero."""

    indicator: str
    period: str
    unit: str
    department: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    flags: tuple[str, ...]
    masks: Masks = field(default_factory=Masks)  # told instead of numbers kept back

    @property
    def is_small(self) -> bool:
        """Whether the count is too small to lean on."""
        return "small" in self.flags

    @property
    def is_provisional(self) -> bool:
        """Whether its period had not ended when it was computed."""
        return "provisional" in self.flags

    @property
    def is_withheld(self) -> bool:
        """Whether a number is kept back that would give a sealed card away."""
        return FLAG in self.flags

    @property
    def sides(self) -> tuple[str, str] | None:
        """Numerator and denominator as texts; None: no division.

        ``<10`` and ``*`` where they are not told.
        """
        told = self.masks
        known = (self.numerator, self.denominator, told.numerator, told.denominator)
        if not any(side or side == 0 for side in known):
            return None
        return (
            _side(self.numerator, told.numerator),
            _side(self.denominator, told.denominator),
        )


def latest_run() -> Run | None:
    """The newest run that is done."""
    return Run.objects.filter(state=Run.State.DONE).order_by("-pk").first()


class Values:
    """Reads values from the table of a run file."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def of_unit(
        self,
        unit: str,
        kind: str,
        *,
        level: str = "procuratorate",
        department: str = "",
        indicators: Collection[str] = (),
        periods: Collection[str] = (),
    ) -> Mapping[tuple[str, str], Value]:
        """All values of one place for a kind of period, by indicator and period.

        ``indicators`` and ``periods`` say which alone are wanted: reading a value costs
        more than finding it.
        """
        rows = self._where(kind=kind, level=level, unit=unit, department=department)
        for column, wanted in (("indicator", indicators), ("period", periods)):
            if wanted:
                rows = rows.filter(pc.field(column).isin(list(wanted)))
        return {(v.indicator, v.period): v for v in self._read(rows)}

    def series(
        self,
        indicator: str,
        unit: str,
        kind: str = "month",
        *,
        level: str = "procuratorate",
        department: str = "",
    ) -> list[Value]:
        """One indicator's course at one place, oldest first."""
        rows = self._where(
            kind=kind,
            level=level,
            unit=unit,
            department=department,
            indicator=indicator,
        )
        return sorted(self._read(rows), key=lambda v: v.period)

    def peers(
        self, indicator: str, period: str, kind: str, *, level: str = "procuratorate"
    ) -> list[Value]:
        """One indicator's values at all places of a level; who may see names is asked above."""
        rows = self._where(kind=kind, level=level, indicator=indicator, period=period)
        return sorted(self._read(rows), key=lambda v: v.unit)

    def departments(
        self, indicator: str, unit: str, period: str, kind: str
    ) -> list[Value]:
        """One indicator's values of a place's departments."""
        rows = self._where(
            kind=kind, level="department", unit=unit, indicator=indicator, period=period
        )
        return sorted(self._read(rows), key=lambda v: v.department)

    def courses(
        self, kind: str = "month", *, level: str = "procuratorate"
    ) -> dict[tuple[str, str], list[Value]]:
        """Every indicator's course at every place of a level, oldest first."""
        found: dict[tuple[str, str], list[Value]] = {}
        for value in self._read(self._where(kind=kind, level=level)):
            found.setdefault((value.indicator, value.unit), []).append(value)
        for course in found.values():
            course.sort(key=lambda value: value.period)
        return found

    def periods(self, kind: str) -> list[str]:
        """The periods of a kind, oldest first."""
        rows = self._where(kind=kind)
        return sorted(pc.unique(rows["period"]).to_pylist())

    def _read(self, rows: pa.Table) -> list[Value]:
        return _values(rows)

    def _where(self, **wanted: str) -> pa.Table:
        condition: pc.Expression | None = None
        for column, value in wanted.items():
            part = pc.field(column) == value
            condition = part if condition is None else condition & part
        return self.table.filter(condition)


class RunValues(Values):
    """Reads the values of one run."""

    def __init__(self, run: Run) -> None:
        super().__init__(run_table(run.result_file, run.result_digest))
        self.run = run
        self.withheld = Withheld(run)

    def of_unit(
        self,
        unit: str,
        kind: str,
        *,
        level: str = "procuratorate",
        department: str = "",
        indicators: Collection[str] = (),
        periods: Collection[str] = (),
    ) -> Mapping[tuple[str, str], Value]:
        """As of any table; what was read for a page just now is not read again."""
        found = _of_unit(
            self.run.result_file,
            self.run.result_digest,
            (unit, kind, level, department),
            frozenset(indicators),
            frozenset(periods),
        )
        return {key: self.withheld.told(value, level) for key, value in found.items()}

    def _read(self, rows: pa.Table) -> list[Value]:
        """What may be told; with ``of_unit`` the doors through which a run's numbers go."""
        levels = rows["level"].to_pylist()
        return [
            self.withheld.told(value, level)
            for value, level in zip(_values(rows), levels, strict=True)
        ]

    def periods(self, kind: str) -> list[str]:
        """The run's periods of a kind, oldest first."""
        return _periods(self.run.result_file, self.run.result_digest, kind)


@shared(most=16)  # a page of a place with a year's course: some 3,000 values
def _of_unit(
    name: str,
    digest: str,
    place: tuple[str, str, str, str],
    indicators: frozenset[str],
    periods: frozenset[str],
) -> Mapping[tuple[str, str], Value]:
    unit, kind, level, department = place
    return Values(run_table(name, digest)).of_unit(
        unit,
        kind,
        level=level,
        department=department,
        indicators=indicators,
        periods=periods,
    )


@shared(most=32)
def _periods(name: str, digest: str, kind: str) -> list[str]:
    return Values(run_table(name, digest)).periods(kind)


def shown_text(value: Value | None, indicator: Indicator) -> str:
    """A value in words; ``<10`` or ``*`` for a count that is not told, else a dash."""
    if value is not None and value.masks and indicator.unit == "count":
        return value.masks.value
    return value_text(value.value if value is not None else None, indicator)


def _side(count: Decimal | None, mask: str) -> str:
    return mask or ("—" if count is None else f"{count:,}")


def _values(table: pa.Table) -> list[Value]:
    return [
        Value(
            indicator=row["indicator"],
            period=row["period"],
            unit=row["unit"] or "",
            department=row["department"] or "",
            numerator=_plain(row["numerator"]),
            denominator=_plain(row["denominator"]),
            value=row["value"],
            flags=tuple(flag for flag in (row["flags"] or "").split(";") if flag),
        )
        for row in table.to_pylist()
    ]


def _plain(number: Decimal | None) -> Decimal | None:
    """A whole number without its stored decimals."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
