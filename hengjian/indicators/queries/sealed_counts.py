"""In which cells of a run sealed cards are counted: the run again, of these cards alone.

Every condition, day and place stands as it stood in the run, so that a cell holds a
sealed card exactly where one was counted: in its part, its whole, its rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pyarrow as pa

from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.request import RunRequest
from hengjian.indicators import run_inputs
from hengjian.indicators.computing_run import has_an_indicator
from hengjian.indicators.models import Run
from hengjian.indicators.queries.kept_cells import Held, place_of
from hengjian.indicators.renewing import only_indicators
from hengjian.indicators.run_file import part_of
from hengjian.indicators.slices import SLICES, Slice
from hengjian.warehouse.queries.sealed import SealedPlace


Counted = Mapping[tuple[str, str, str], Held]
"""(indicator, place, period) → what of it holds a sealed card."""


@dataclass(frozen=True)
class Sealed:
    """Key numbers of sealed cards, by their table."""

    numbers: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, places: Iterable[SealedPlace]) -> "Sealed":
        """The numbers of sealed cards, as their files have them."""
        found: dict[str, set[int]] = {}
        for place in places:
            found.setdefault(place.card, set()).add(place.key_number)
        return cls({table: frozenset(each) for table, each in found.items()})


def counted_in_run(run: Run, names: Sequence[str], sealed: Sealed) -> Counted:
    """Where a run counted sealed cards, at its pinned versions.

    ``names``: of the indicators that count their tables. Raises ``UserFault`` for a run
    whose pins are broken.
    """
    request = run_inputs.inputs_of(run).request
    asked = replace(request, packs=only_indicators(request.packs, names))
    slices = [cut for cut in SLICES if has_an_indicator(asked, cut.by)]
    return dict(counted(asked, slices, sealed))


def counted(
    request: RunRequest, cuts: Sequence[Slice], sealed: Sealed
) -> Iterator[tuple[tuple[str, str, str], Held]]:
    """Where sealed cards are counted in some cuts of a request."""
    if not sealed.numbers:
        return
    results = compute_cuts(request, cuts, only=sealed.numbers)
    for cut, result in zip(cuts, results, strict=True):
        yield from _held(part_of(cut, result))


def _held(rows: pa.Table) -> Iterator[tuple[tuple[str, str, str], Held]]:
    columns = [
        rows[name].to_pylist()
        for name in (
            *("level", "unit", "department", "indicator", "period"),
            *("numerator", "denominator", "value"),
        )
    ]
    for level, unit, department, name, period, *numbers in zip(*columns, strict=True):
        part, whole, bare = (number or Decimal() for number in numbers)
        is_bare = numbers[0] is None and numbers[1] is None
        held = (bool(part), bool(whole), is_bare and bool(bare), whole > part)
        if any(held):
            yield (name, place_of(level, unit or "", department or ""), period), held
