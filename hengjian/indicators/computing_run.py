"""Carries a run out: the pinned cards through the engine, slice after slice, to a file.

No database work happens here; ``actions.runs`` writes before and after.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.renewing import Renewal, only_indicators, renewal_of
from hengjian.indicators.run_file import Over, part_of, write_run_file
from hengjian.indicators.run_inputs import RunInputs
from hengjian.indicators.run_tables import run_table
from hengjian.indicators.slices import SLICES, Slice
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


Progress = Callable[[int, int, Text], None]
COMPUTING = Text("计算指标", "computing indicators")
WRITING = Text("写入结果", "writing the result")


@dataclass(frozen=True)
class RunResult:
    """What a run came to."""

    file: str
    digest: str
    values: int
    indicators: int
    left_out: tuple[tuple[str, Text], ...]
    renewal: Renewal | None = None  # of what run, where not everything was computed


def compute(run: Run, progress: Progress) -> RunResult:
    """Compute a run: what cards reached since the last like run, or all of it.

    Raises ``UserFault`` for what cannot be computed.
    """
    inputs = run_inputs.inputs_of(run)
    renewal = renewal_of(run, inputs)
    if renewal is None:
        return carry_out(inputs, progress)
    return renew(inputs, renewal, progress)


def carry_out(inputs: RunInputs, progress: Progress) -> RunResult:
    """Compute every slice; raises ``UserFault`` for what cannot be computed."""
    parts = []
    indicators: set[str] = set()
    left_out: dict[str, Text] = {}
    for cut, result in _computed(inputs.request, SLICES, progress):
        indicators |= {rows.indicator for rows in result.rows}
        left_out |= {one.indicator: one.reason for one in result.left_out}
        parts.append(part_of(cut, result))
    progress(len(SLICES), len(SLICES), WRITING)
    name, digest, values = write_run_file(parts)
    missing = tuple((n, r) for n, r in sorted(left_out.items()) if n not in indicators)
    return RunResult(name, digest, values, len(indicators), missing)


def renew(inputs: RunInputs, renewal: Renewal, progress: Progress) -> RunResult:
    """Compute what an import reached; all else stays as it is in the run before.

    Gives the numbers of ``carry_out`` cell for cell.
    """
    base, over = renewal.base, renewal.over
    parts = []
    if over.indicators and over.units:
        reached = only_indicators(inputs.packs, over.indicators)
        request = replace(inputs.request, packs=reached)
        parts = parts_at(request, over, renewal.places, progress)
    progress(len(SLICES), len(SLICES), WRITING)
    before = run_table(base.result_file, base.result_digest)
    if not parts:
        file, digest, values = base.result_file, base.result_digest, before.num_rows
    else:
        kept = before.filter(pc.invert(over.covers(before)))
        whole = renewal.is_to_be_whole
        file, digest, values = write_run_file(
            [kept, *parts] if whole else parts, None if whole else over
        )
        values += 0 if whole else kept.num_rows
    left_out = tuple(
        (one["indicator"], Text(one["zh"], one["en"])) for one in base.left_out
    )
    return RunResult(file, digest, values, base.indicator_count, left_out, renewal)


def parts_at(
    request: RunRequest,
    over: Over,
    places: frozenset[str],
    progress: Progress = lambda done, total, doing: None,
) -> list[pa.Table]:
    """The rows of the cells that ``over`` covers, from the cards of ``places``."""
    cuts = {cut.by for cut in SLICES}
    possible = {by for by in cuts if has_an_indicator(request, by)}
    slices = [cut for cut in SLICES if cut.by in possible]
    parts = []
    for cut, result in _computed(request, slices, progress, places):
        rows = part_of(cut, result)
        parts.append(rows.filter(over.covers(rows)))
    return parts


def _computed(
    request: RunRequest,
    slices: Sequence[Slice],
    progress: Progress,
    places: frozenset[str] | None = None,
) -> Iterator[tuple[Slice, ResultTable]]:
    progress(0, len(slices), COMPUTING)
    results = compute_cuts(request, slices, places=places)
    for done, (cut, result) in enumerate(zip(slices, results, strict=True), start=1):
        progress(done, len(slices), COMPUTING)
        yield cut, result


def has_an_indicator(request: RunRequest, by: tuple[str, ...]) -> bool:
    """Whether any of the reached indicators can be cut so."""
    asked = replace(request, period=PeriodKind.MONTH, by=by)
    try:
        select(asked, Shapes(request.packs))
    except UserFault:
        return False
    return True
