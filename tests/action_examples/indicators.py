"""Examples of the actions on runs, signals, refusals and named tables."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from hengjian.audit.actors import System
from hengjian.indicators.actions import (
    citing,
    cut_offs,
    named_tables,
    refusals,
    runs,
    signals,
)
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import CutOffDay, Signal
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import indicators as make


BY = System("test")
SEEN = Seen(
    kind="run_rule",
    indicator="quick_rate",
    period="2026-09",
    unit="429900",
    sentence=Text("超出控制限", "beyond the limits"),
    evidence={},
)


def raised() -> Signal:
    """A signal that stands open."""
    signals.raise_signals(run=make.run([]), seen=[SEEN], by=BY)
    return Signal.objects.get()


def a_cut_off() -> CutOffDay:
    return cut_offs.set_day(
        from_month="2025-01", day=25, basis="案管〔2025〕1号", by=BY
    )


def a_named_table(cast: Cast) -> Callable[[], object]:
    run = make.run([make.value("quick_rate", "2026-09", 3, 4)])
    return partial(
        named_tables.make,
        run=run,
        indicator="quick_rate",
        period="2026-09",
        units=[cast.donghu, cast.xishan],
        purpose="分析研判会商",
        recipient="办公室",
        by=BY,
    )


def lapsing(cast: Cast) -> Callable[[], object]:
    raised()

    def later() -> object:
        with clock.moved_to(clock.now() + timedelta(days=91)):
            return signals.let_lapse(by=BY)

    return later


def ask(cast: Cast) -> Callable[[], object]:
    return partial(
        runs.ask,
        first_month="2026-01",
        last_month="2026-09",
        as_of=make.AS_OF,
        pins=make.PINS,
        packs={},
        cutoff=[],
        organisation_digest="",
        policy_digest="",
        by=BY,
    )


ACTIONS = "hengjian.indicators.actions"
EXAMPLES: dict[str, Example] = {
    f"{ACTIONS}.runs.ask": ask,
    f"{ACTIONS}.runs.finish": lambda cast: partial(
        runs.finish, run=make.asked(), result=make.result([]), by=BY
    ),
    f"{ACTIONS}.runs.fail": lambda cast: partial(
        runs.fail, run=make.asked(), fault=Text("坏了", "broken"), by=BY
    ),
    f"{ACTIONS}.cut_offs.set_day": lambda cast: partial(
        cut_offs.set_day, from_month="2026-01", day=25, basis="案管〔2026〕1号", by=BY
    ),
    f"{ACTIONS}.cut_offs.withdraw": lambda cast: partial(
        cut_offs.withdraw, cut_off=a_cut_off(), by=BY
    ),
    f"{ACTIONS}.signals.raise_signals": lambda cast: partial(
        signals.raise_signals, run=make.run([]), seen=[SEEN], by=BY
    ),
    f"{ACTIONS}.signals.explain": lambda cast: partial(
        signals.explain, signal=raised(), explanation="案件集中审结", by=BY
    ),
    f"{ACTIONS}.signals.let_lapse": lapsing,
    f"{ACTIONS}.refusals.refused": lambda cast: partial(
        refusals.refused,
        use="rank_places",
        period="2026-09",
        channel="page",
        reason=Text("不排名", "no ranking"),
        by=BY,
    ),
    f"{ACTIONS}.named_tables.make": a_named_table,
    f"{ACTIONS}.citing.cite": lambda cast: partial(
        citing.cite,
        run=make.run([]),
        citing="analysis_report:1",
        values=[Cited("overall-1", "quick_rate", "2026-09", "procuratorate", "429900")],
        by=BY,
    ),
}
