"""Signals as they may be told: a sentence says numbers, also those of sealed cards."""

from collections.abc import Iterable

from hengjian.indicators.models import Signal
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.values import RunValues
from hengjian.lib.bilingual import Text


INSTEAD = Text(
    "数字很小且可能含已封存的案卡,不予显示。",
    "The number is small and may hold a sealed card: not shown.",
)


def told(signals: Iterable[Signal]) -> list[Signal]:
    """The signals, without sentence and evidence where these would tell too much.

    What the signal's own run no longer says of its cell is judged on the safe side.
    """
    listed = list(signals)
    known: dict[int, RunValues] = {}
    for signal in listed:
        values = known.setdefault(signal.run_id, RunValues(signal.run))
        if values.withheld.is_idle or not _is_withheld(signal, values):
            continue
        signal.sentence_zh, signal.sentence_en = INSTEAD.zh, INSTEAD.en
        signal.evidence = {}
    return listed


def _is_withheld(signal: Signal, values: RunValues) -> bool:
    if not values.withheld.may_hold(signal.indicator, signal.unit, signal.period):
        return False
    found = [
        value
        for level in ("procuratorate", "city")
        for value in values.series(
            signal.indicator, signal.unit, kind_of(signal.period), level=level
        )
        if value.period == signal.period
    ]
    return not found or any(value.is_withheld for value in found)
