"""From what a statistic says to what is shown: the clearest window, as plain numbers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from hengjian.engines.statistics.gaming.signal import AT_MOST, Signal
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.windows import LENGTHS, Window
from hengjian.lib.bilingual import Text


# several windows are looked at, so each must be rarer
AT_MOST_EACH = AT_MOST / len(LENGTHS)

Found = tuple[Window, Signal]


def clearest(found: Iterable[tuple[Window, Signal | None]]) -> Found | None:
    """The window whose signal honest work would give most rarely."""
    known = [(window, signal) for window, signal in found if signal is not None]
    return min(known, key=lambda pair: float(pair[1].evidence["chance"]), default=None)


def seen(
    found: Found | None, indicator: str, unit: str, sentence: Text | None = None
) -> Iterable[Seen]:
    """The prompt about one place and indicator, if there is any."""
    if found is None:
        return ()
    window, signal = found
    return (
        Seen(
            kind=signal.kind.value,
            indicator=indicator,
            period=window.period,
            unit=unit,
            sentence=sentence or signal.sentence,
            evidence=plain({**signal.evidence, "strength": signal.strength}),
        ),
    )


def plain(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers as JSON keeps them: fractions as texts, exact."""
    return {
        name: str(value) if isinstance(value, Fraction) else value
        for name, value in evidence.items()
    }
