"""Signals as they may be told: a sentence says numbers, also those of sealed cards."""

from collections.abc import Iterable

from hengjian.indicators.models import Signal
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text


INSTEAD = Text(
    "数字很小且可能含已封存的案卡，不予显示。",
    "The number is small and may hold a sealed card: not shown.",
)


def told(signals: Iterable[Signal]) -> list[Signal]:
    """The signals, without sentence and evidence where these would tell too much.

    A sentence compares with numbers before it: one of those kept back withholds it too.
    """
    listed = list(signals)
    known: dict[int, Withheld] = {}
    for signal in listed:
        withheld = known.setdefault(signal.run_id, Withheld(signal.run))
        if withheld.hides_near(signal.indicator, signal.unit, signal.period):
            signal.sentence_zh, signal.sentence_en = INSTEAD.zh, INSTEAD.en
            signal.evidence = {}
    return listed
