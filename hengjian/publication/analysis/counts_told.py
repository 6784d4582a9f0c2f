"""What a report may tell of its own counts, when records are sealed.

They are held against the same counts of every other period and place, as other reports
print them, and against the indicators' numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa

from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.kept_cells import Masks, place_of
from hengjian.indicators.queries.values import Value
from hengjian.indicators.queries.withheld import FLAG, More, Withheld, tables_of
from hengjian.indicators.run_file import part_of
from hengjian.indicators.slices import Slice


PREFIX = "analysis."  # of the names that cited values of these counts carry
_KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
_CUTS = tuple(
    Slice(kind, (level,)) for kind in _KINDS for level in ("city", "procuratorate")
)


def kept_back(
    values: Mapping[tuple[str, str], Value],
    requests: Iterable[RunRequest],
    level: str,
    withheld: Withheld,
) -> dict[tuple[str, str], Value]:
    """The values of the asked place, without those that may not be told."""
    parts: list[pa.Table] = []
    indicators: list[Indicator] = []
    among: dict[str, str] = {}
    counted: dict[str, Mapping[str, bool]] = {}
    for request in requests:
        tables = tables_of(request.packs)
        for name in request.indicators:
            own = PREFIX + name
            found = request.packs.indicators[name]
            indicators.append(replace(found, name=own))
            counted[own] = tables[name]
            if request.where is not None:
                among[own] = request.where
        parts += _counted(request)
    if not parts:
        return dict(values)
    more = More(pa.concat_tables(parts), tuple(indicators), among)
    masks = withheld.masks_with(more, counted)
    told = {}
    for key, value in values.items():
        place = place_of(level, value.unit, "")
        mask = masks.get((value.indicator, place, value.period))
        told[key] = value if mask is None else _without(value, mask)
    return told


def _without(value: Value, mask: Masks) -> Value:
    return replace(
        value,
        numerator=None if mask.numerator else value.numerator,
        denominator=None if mask.denominator else value.denominator,
        value=None,
        flags=(*value.flags, FLAG),
        masks=mask,
    )


def _counted(request: RunRequest) -> list[pa.Table]:
    """The same counts of whole years, by every kind of period and place."""
    first, last = request.months.first, request.months.last
    begin = None if first is None else first // 12 * 12
    asked = replace(request, months=MonthRange(begin, last))
    found = []
    for cut, result in zip(_CUTS, compute_cuts(asked, _CUTS), strict=True):
        part = part_of(cut, result)
        names = pa.array(
            [PREFIX + n for n in part["indicator"].to_pylist()], pa.string()
        )
        at = part.schema.get_field_index("indicator")
        found.append(part.set_column(at, "indicator", names))
    return found
