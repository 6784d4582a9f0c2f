"""Carries a run out: the pinned cards through the engine, slice after slice, to a file.

No database work happens here; ``actions.runs`` writes before and after.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, read_month
from hengjian.engines.indicators.request import CardSource, MonthRange, RunRequest
from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators.run_file import part_of, write_run_file
from hengjian.indicators.slices import SLICES
from hengjian.lib.bilingual import Text


Progress = Callable[[int, int, Text], None]


@dataclass(frozen=True)
class RunInputs:
    """Everything a run's numbers depend on, read before it begins."""

    packs: Loaded
    sources: dict[str, CardSource]
    organisation: Organisation
    first_month: str
    last_month: str
    cutoff: CutOff
    as_of: date

    @property
    def request(self) -> RunRequest:
        """The run's question to the engine, without a cut."""
        return RunRequest(
            packs=self.packs,
            sources=self.sources,
            months=MonthRange(
                read_month(self.first_month), read_month(self.last_month)
            ),
            cutoff=self.cutoff,
            organisation=self.organisation,
            as_of=self.as_of,
        )


@dataclass(frozen=True)
class RunResult:
    """What a run came to."""

    file: str
    digest: str
    values: int
    indicators: int
    left_out: tuple[tuple[str, Text], ...]


def carry_out(inputs: RunInputs, progress: Progress) -> RunResult:
    """Compute every slice; raises ``UserFault`` for what cannot be computed."""
    parts = []
    indicators: set[str] = set()
    left_out: dict[str, Text] = {}
    progress(0, len(SLICES), Text("计算指标", "computing indicators"))
    results = compute_cuts(inputs.request, SLICES)
    for done, (cut, result) in enumerate(zip(SLICES, results, strict=True), start=1):
        progress(done, len(SLICES), Text("计算指标", "computing indicators"))
        indicators |= {rows.indicator for rows in result.rows}
        left_out |= {one.indicator: one.reason for one in result.left_out}
        parts.append(part_of(cut, result))
    progress(len(SLICES), len(SLICES), Text("写入结果", "writing the result"))
    name, digest, values = write_run_file(parts)
    missing = tuple((n, r) for n, r in sorted(left_out.items()) if n not in indicators)
    return RunResult(name, digest, values, len(indicators), missing)
