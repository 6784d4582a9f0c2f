"""Every indicator of one place and period, with its own course."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hengjian.engines.pack_format.model import Indicator, Loaded, Pack
from hengjian.indicators.queries import periods
from hengjian.indicators.queries.comparisons import Comparison, compare, direction_of
from hengjian.indicators.queries.values import RunValues, Value


COURSE = 24  # periods of the own course beside a value


@dataclass(frozen=True)
class OverviewRow:
    """One indicator: its value, the two comparisons, its course."""

    pack: Pack
    indicator: Indicator
    value: Value | None
    before: Comparison | None
    year_before: Comparison | None
    direction: str
    course: tuple[Decimal | None, ...]

    @property
    def status(self) -> str:
        """in_use, analysis_only or retired on the value's day, by the flags."""
        flags = self.value.flags if self.value else ()
        return next((f for f in ("retired", "analysis_only") if f in flags), "in_use")


def overview(
    packs: Loaded,
    values: RunValues,
    *,
    unit: str,
    kind: str,
    period: str,
    level: str = "procuratorate",
    lines: Iterable[str] = (),
) -> list[OverviewRow]:
    """The rows of a place, in the order of the catalogue's codes."""
    all_periods = values.periods(kind)
    position = all_periods.index(period) if period in all_periods else -1
    shown = all_periods[max(0, position + 1 - COURSE) : position + 1]
    previous = periods.before(period, all_periods)
    asked = {period, previous or period, periods.a_year_before(period), *shown}
    found = values.of_unit(unit, kind, level=level, periods=asked)
    wanted = set(lines)
    rows = []
    for pack in packs.packs.values():
        if wanted and pack.line_of_work not in wanted:
            continue
        for indicator in pack.indicators.values():
            now = found.get((indicator.name, period))
            then = found.get((indicator.name, previous)) if previous else None
            last_year = found.get((indicator.name, periods.a_year_before(period)))
            year_before = compare(indicator, now, last_year)
            course = tuple(
                value.value if (value := found.get((indicator.name, each))) else None
                for each in shown
            )
            rows.append(
                OverviewRow(
                    pack,
                    indicator,
                    now,
                    compare(indicator, now, then),
                    year_before,
                    direction_of(indicator, year_before),
                    course,
                )
            )
    return sorted(rows, key=lambda row: catalogue_order(row.indicator.code))


def catalogue_order(code: str) -> tuple[str, int, int, str]:
    """A01 … A16, then the extras AN1 … of the same letter, then B01 …"""
    letter, rest = code[:1], code[1:]
    digits = "".join(char for char in rest if char.isdigit())
    return letter, 0 if rest[:1].isdigit() else 1, int(digits or 0), code


def blank_rows(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """空白项: a denominator or count that should exist and is nothing at all."""
    return [row for row in rows if _is_blank(row)]


def _is_blank(row: OverviewRow) -> bool:
    value = row.value
    if value is None:
        return any(course is not None for course in row.course)
    if row.indicator.unit == "count":
        return value.value == 0 and any(row.course)
    return value.denominator == 0 and any(course is not None for course in row.course)


def lagging_rows(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """后进项: worse than the own baseline of the last periods, never than other places."""
    return [row for row in rows if _lags(row)]


def _lags(row: OverviewRow) -> bool:
    known = [value for value in row.course[:-1] if value is not None]
    now = row.value.value if row.value else None
    if now is None or len(known) < 6 or (row.value and row.value.is_small):
        return False
    known.sort()
    middle = known[len(known) // 2]
    if row.indicator.direction == "up":
        return now < known[len(known) // 10] and now < middle
    if row.indicator.direction == "down":
        return now > known[-1 - len(known) // 10] and now > middle
    return False
