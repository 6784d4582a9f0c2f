"""An office with cards, a run, a signal and a named table, for the pages of indicators."""

import pytest

from hengjian.audit.actors import System
from hengjian.indicators.actions import named_tables, signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run, Signal
from hengjian.lib.bilingual import Text
from tests.cast import Cast


BY = System("test")


@pytest.fixture
def run(working: Cast) -> Run:
    """A run over the office's cards."""
    return run_now(by=BY)


@pytest.fixture
def numbers(run: Run, working: Cast) -> dict[str, int]:
    """A signal of Jiangcheng and a named table of its counties."""
    seen = Seen(
        "run_rule",
        "quick_rate",
        "2026-03",
        "429900",
        Text("超出控制限", "beyond the limits"),
        {},
    )
    signals.raise_signals(run=run, seen=[seen], by=BY)
    table = named_tables.make(
        run=run,
        indicator="quick_rate",
        period="2026-03",
        units=[working.donghu, working.xishan],
        purpose="分析研判会商",
        recipient="办公室",
        by=BY,
    )
    signal = Signal.objects.get(kind="run_rule", period="2026-03", unit="429900")
    return {"run": run.pk, "table": table.pk, "signal": signal.pk}
