"""What a report may tell of its own counts, when records are sealed.

They are held against the same counts of every other period and place, as other reports
print them, and against the indicators' numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyarrow as pa

from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.keeping import More, tables_of
from hengjian.indicators.queries.kept_cells import Held, place_of
from hengjian.indicators.queries.masks import FLAG, Masks
from hengjian.indicators.queries.sealed_counts import Sealed
from hengjian.indicators.queries.sealed_counts import counted as sealed_counts
from hengjian.indicators.queries.values import Value
from hengjian.indicators.queries.withheld import Withheld
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
    held: dict[tuple[str, str, str], Held] = {}
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
        held |= _held(request, withheld.sealed)
    if not parts:
        return dict(values)
    table = pa.concat_tables(parts)
    more = More(table, tuple(indicators), among, counted, held)
    masks = withheld.masks_with(more)
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
    found = []
    for cut, result in zip(_CUTS, compute_cuts(_years(request), _CUTS), strict=True):
        part = part_of(cut, result)
        names = pa.array(
            [PREFIX + n for n in part["indicator"].to_pylist()], pa.string()
        )
        at = part.schema.get_field_index("indicator")
        found.append(part.set_column(at, "indicator", names))
    return found


def _held(
    request: RunRequest, sealed: Sealed
) -> Iterator[tuple[tuple[str, str, str], Held]]:
    """Where sealed cards are counted in them."""
    for (name, place, period), held in sealed_counts(_years(request), _CUTS, sealed):
        yield (PREFIX + name, place, period), held


def _years(request: RunRequest) -> RunRequest:
    first, last = request.months.first, request.months.last
    begin = None if first is None else first // 12 * 12
    return replace(request, months=MonthRange(begin, last))
