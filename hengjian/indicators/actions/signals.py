"""Acts on signals: raised with a run, explained by the person asked, lapsed by time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.models import Run, Signal
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


SIGNALS_RAISED = "indicators.signals_raised"
LAPSES_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class Seen:
    """What was seen in a run's numbers, before it becomes a signal."""

    kind: str
    indicator: str
    period: str
    unit: str
    sentence: Text
    evidence: dict[str, Any]


@journal.action
def raise_signals(
    *, run: Run, seen: Iterable[Seen], by: Actor, context: JobContext | None = None
) -> int:
    """Raise what was not raised before for the same kind, indicator, period and place.

    What is seen over several months is not raised again while the prompt about it stands.
    Ends its job in the same transaction; returns the number of new signals.
    """
    fresh = _fresh(seen)
    if context is not None:
        context.complete({"run": run.pk, "signals": len(fresh)})
    if not fresh:
        journal.nothing_changed()
        return 0
    today = clock.today()
    Signal.objects.bulk_create(
        Signal(
            run=run,
            kind=each.kind,
            indicator=each.indicator,
            period=each.period,
            unit=each.unit,
            sentence_zh=each.sentence.zh,
            sentence_en=each.sentence.en,
            evidence=each.evidence,
            raised_at=clock.now(),
            lapses_on=today + LAPSES_AFTER,
        )
        for each in fresh
    )
    journal.enter(SIGNALS_RAISED, subject=run, new={"signals": len(fresh)})
    jobs.tell(event=SIGNALS_RAISED, event_id=str(run.pk), payload={}, by=by)
    return len(fresh)


def _fresh(seen: Iterable[Seen]) -> list[Seen]:
    known = set(Signal.objects.values_list("kind", "indicator", "period", "unit"))
    standing = set(
        Signal.objects.filter(period__contains="..", lapses_on__gt=clock.today())
        .exclude(state=Signal.State.LAPSED)
        .values_list("kind", "indicator", "unit")
    )
    fresh: dict[tuple[str, ...], Seen] = {}
    for each in seen:
        matter = (each.kind, each.indicator, each.unit)
        if ".." in each.period and matter in standing:
            continue
        if (each.kind, each.indicator, each.period, each.unit) not in known:
            fresh.setdefault((*matter, each.period), each)
    return list(fresh.values())


@journal.action
def explain(*, signal: Signal, explanation: str, by: Actor) -> Signal:
    """Keep what the person asked says. Raises ``UserFault`` without words or twice."""
    words = explanation.strip()
    if not words:
        raise UserFault(Text("请写明情况", "say what happened"))
    if signal.state != Signal.State.OPEN:
        raise UserFault(
            Text("这条提示已说明或已失效", "this signal is explained or has lapsed"),
            status=409,
        )
    signal.state = Signal.State.EXPLAINED
    signal.explanation = words[:2000]
    signal.explained_by = by.journal_name
    signal.explained_at = clock.now()
    signal.save()
    journal.enter(
        "indicators.signal_explained", subject=signal, new={"words": len(words)}
    )
    return signal


@journal.action
def let_lapse(*, by: Actor) -> int:
    """Let every signal whose day has come lapse, answered or not."""
    due = Signal.objects.filter(lapses_on__lte=clock.today()).exclude(
        state=Signal.State.LAPSED
    )
    count = due.update(state=Signal.State.LAPSED)
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "indicators.signals_lapsed", subject="signals:", new={"signals": count}
    )
    return count
