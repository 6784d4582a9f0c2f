"""An office with cards, a run, a signal and a named table, for the pages of indicators."""

import pytest
from django.conf import settings

from hengjian.audit.actors import System
from hengjian.indicators.actions import named_tables, signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run, Signal
from hengjian.lib.bilingual import Text
from tests.cast import Cast
from tests.remembered import remembered


BY = System("test")


@pytest.fixture
def run(working: Cast) -> Run:
    """A run over the office's cards."""
    return remembered("run", lambda: run_now(by=BY), settings.HENGJIAN_HOME)


@pytest.fixture
def numbers(run: Run, working: Cast) -> dict[str, int]:
    """A signal of Jiangcheng and a named table of its counties."""
    return remembered("numbers", lambda: _numbers(run, working), settings.HENGJIAN_HOME)


def _numbers(run: Run, working: Cast) -> dict[str, int]:
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
