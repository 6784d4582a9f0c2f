"""One indicator at several places: side by side by code, or ranked where policy allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hengjian.access.doors import visible_unit
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.models import NamedTable, Run
from hengjian.indicators.queries.exporting import (
    marks_in_words,
    plain_sides,
    plain_value,
    reasons_in_words,
)
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.table_columns import NAMED_PLACES, RANKED_PLACES
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Level, Procuratorate
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet


NOT_FOR_APPRAISAL = "仅供分析研判，不排名，不得作为考核依据"
RANKED = "排名为行为之日和统计期的政策所允许"


def units_of(account: Account) -> list[Procuratorate]:
    """The cities and counties whose values the account may see, by code."""
    units = visible_units(account, Permission.INDICATOR_READ)
    return list(units.filter(level__gte=Level.CITY).order_by("code"))


def units_named(account: Account, codes: Iterable[str]) -> list[Procuratorate]:
    """The places with these codes. Raises ``UnitNotVisible`` for one not to be seen."""
    return [
        visible_unit(account, Permission.INDICATOR_READ, code)
        for code in dict.fromkeys(codes)
    ]


def visible_table(account: Account, number: int) -> NamedTable | None:
    """A named table, if the account may see every place in it."""
    found = NamedTable.objects.select_related("run").filter(pk=number).first()
    if found is None:
        return None
    visible = visible_units(account, Permission.INDICATOR_READ)
    seen = visible.filter(code__in=found.units).count()
    return found if seen == len(found.units) else None


@dataclass(frozen=True)
class PlaceRow:
    """A place by its name and its value; ``rank`` only in a ranking."""

    unit: Procuratorate
    value: Value | None
    rank: int | None = None


def side_by_side(
    run: Run, indicator: str, period: str, kind: str, units: Iterable[Procuratorate]
) -> list[PlaceRow]:
    """The places in the order of their codes, whatever their values."""
    found = {v.unit: v for v in RunValues(run).peers(indicator, period, kind)}
    ordered = sorted(units, key=lambda unit: unit.code)
    return [PlaceRow(unit, found.get(unit.code)) for unit in ordered]


def ranked(rows: Iterable[PlaceRow], indicator: Indicator) -> list[PlaceRow]:
    """The places by their values, best first; equal values share a rank.

    Places without a value come last, unranked. The caller has asked policy.
    """
    listed = list(rows)
    known = [
        (row.value.value, row)
        for row in listed
        if row.value is not None and row.value.value is not None
    ]
    known.sort(key=lambda pair: pair[0], reverse=indicator.direction != "down")
    numbers = [number for number, _ in known]
    placed = [replace(row, rank=numbers.index(number) + 1) for number, row in known]
    return placed + [
        row for row in listed if row.value is None or row.value.value is None
    ]


def rows_of(table: NamedTable) -> list[PlaceRow]:
    """A named table's rows, from the run that it was made of."""
    units = Procuratorate.objects.filter(code__in=table.units)
    return side_by_side(table.run, table.indicator, table.period, table.kind, units)


def sheet_of(
    table: NamedTable,
    indicator: Indicator,
    rows: Sequence[PlaceRow],
    columns: ShownColumns | None = None,
) -> Sheet:
    """The table as shown, with its purpose, recipient and number above it."""
    is_ranking = any(row.rank is not None for row in rows)
    usual = RANKED_PLACES if is_ranking else NAMED_PLACES
    values = {
        "rank": lambda row: row.rank,
        "code": lambda row: row.unit.code,
        "unit": lambda row: row.unit.name,
        "numerator": lambda row: plain_sides(row.value)[0],
        "denominator": lambda row: plain_sides(row.value)[1],
        "value": lambda row: plain_value(row.value, indicator),
        "marks": lambda row: marks_in_words(row.value),
    }
    note = (
        f"{indicator.label.zh} · {table.period} · 用途：{table.purpose} · "
        f"接收人：{table.recipient} · 编号 {table.pk} · 运行 {table.run_id} · "
        f"{RANKED if is_ranking else NOT_FOR_APPRAISAL}"
    )
    note = " ".join((note, *reasons_in_words(row.value for row in rows)))
    title = Text("具名表", "Named table")
    return (columns or usual.shown()).sheet(title, rows, values, note)
