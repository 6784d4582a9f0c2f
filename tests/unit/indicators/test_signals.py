"""Signals: raised once, answered once, lapsed by time, about the own place only."""

from datetime import timedelta

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.indicators.actions import signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Run, Signal
from hengjian.indicators.signalling import raising
from hengjian.jobs import actions as jobs
from hengjian.jobs.models import JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from tests.cast import Cast
from tests.factories import indicators as make


BY = System("test")
MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(12, 33)]  # to 2026-09
HONEST = [(45, 100), (53, 100)]


def seen(period: str = "2026-09", **more: str) -> Seen:
    given = {"kind": "run_rule", "indicator": "quick_rate", "unit": "429900", **more}
    sentence = Text("超出控制限", "beyond the limits")
    return Seen(**given, period=period, sentence=sentence, evidence={"value": "20"})


def raised(*found: Seen) -> list[Signal]:
    signals.raise_signals(run=make.run([]), seen=found, by=BY)
    return list(Signal.objects.order_by("pk"))


def quick_rates(last: tuple[int, int], unit: str = "429900") -> list[dict]:
    counts = [HONEST[n % 2] for n in range(len(MONTHS) - 1)] + [last]
    return make.course("quick_rate", dict(zip(MONTHS, counts, strict=True)), unit=unit)


# Acts -----------------------------------------------------------------------------------


def test_signal_stands_with_its_words_and_its_last_day(office: Cast):
    [one] = raised(seen())

    assert (one.state, one.sentence_zh) == (Signal.State.OPEN, "超出控制限")
    assert one.lapses_on == clock.today() + timedelta(days=90)
    assert JournalEntry.objects.filter(event="indicators.signals_raised").count() == 1


def test_same_thing_is_raised_once(office: Cast):
    raised(seen(), seen())

    assert len(raised(seen(), seen(unit="429901"))) == 2


def test_what_goes_on_over_months_is_not_raised_while_its_prompt_stands(office: Cast):
    raised(seen("2026-03..2026-08", kind="ratchet"))

    assert len(raised(seen("2026-04..2026-09", kind="ratchet"))) == 1
    assert len(raised(seen("2026-04..2026-09", kind="bunching"))) == 2
    with clock.moved_to(clock.now() + timedelta(days=91)):
        assert len(raised(seen("2026-07..2026-12", kind="ratchet"))) == 3


def test_answer_is_kept_with_who_and_when(office: Cast):
    [one] = raised(seen())

    signals.explain(signal=one, explanation=" 案件集中审结 ", by=office.chen)

    assert (one.state, one.explanation) == (Signal.State.EXPLAINED, "案件集中审结")
    assert one.explained_by == office.chen.journal_name
    entry = JournalEntry.objects.get(event="indicators.signal_explained")
    assert "集中" not in str(entry.new)


def test_answer_without_words_or_twice_is_refused(office: Cast):
    [one] = raised(seen())

    with pytest.raises(UserFault, match="请写明"):
        signals.explain(signal=one, explanation="  ", by=office.chen)
    signals.explain(signal=one, explanation="属实", by=office.chen)
    with pytest.raises(UserFault, match="已说明"):
        signals.explain(signal=one, explanation="再说", by=office.chen)


def test_signal_lapses_answered_or_not(office: Cast):
    first, _ = raised(seen(), seen(unit="429901"))
    signals.explain(signal=first, explanation="属实", by=office.chen)

    with clock.moved_to(clock.now() + timedelta(days=89)):
        assert signals.let_lapse(by=BY) == 0
    with clock.moved_to(clock.now() + timedelta(days=90)):
        assert signals.let_lapse(by=BY) == 2

    assert set(Signal.objects.values_list("state", flat=True)) == {"lapsed"}
    kept = Signal.objects.get(pk=first.pk)
    assert kept.explanation == "属实"


# Raised after a run ---------------------------------------------------------------------


def run_with(rows: list[dict]) -> Run:
    return make.run(rows, pins={"arrest_review": {"file": _no_cards()}})


def _no_cards() -> str:
    import pyarrow as pa

    from hengjian.indicators import run_inputs

    table = pa.table({"case_number": pa.array([], pa.string())})
    return run_inputs._keep(run_inputs._parquet(table), "parquet")


def test_month_far_from_the_own_course_is_raised_for_its_place(office: Cast):
    run = run_with([*quick_rates((20, 100)), *quick_rates((52, 100), "429901")])

    count = raising.raise_for(run, by=BY)

    [one] = Signal.objects.all()
    assert count == 1
    assert (one.unit, one.period, one.kind) == ("429900", "2026-09", "run_rule")
    assert one.evidence["rules"] == ["beyond_limits"]
    assert one.evidence["value"] == "20.000000"


@pytest.mark.parametrize("flags", ["small", "provisional", "retired", "not_in_force"])
def test_month_that_cannot_be_judged_raises_nothing(office: Cast, flags: str):
    rows = quick_rates((20, 100))
    rows[-1]["flags"] = flags

    assert raising.raise_for(run_with(rows), by=BY) == 0


def test_month_under_way_raises_nothing(office: Cast):
    rows = [*quick_rates((50, 100)), make.value("quick_rate", "2026-10", 2, 100)]

    assert raising.raise_for(run_with(rows), by=BY) == 0


def test_run_that_goes_on_was_said_when_it_began(office: Cast):
    counts = [(50, 100), (54, 100)] * 6 + [(40, 100), (42, 100)] * 4 + [(41, 100)]
    rows = make.course("quick_rate", dict(zip(MONTHS, counts, strict=True)))

    raising.raise_for(run_with(rows), by=BY)

    rules = [rule for s in Signal.objects.all() for rule in s.evidence["rules"]]
    assert "run_of_eight" not in rules


def test_signals_of_a_run_are_raised_once(office: Cast):
    run = run_with(quick_rates((20, 100)))

    raising.raise_for(run, by=BY)

    assert raising.raise_for(run, by=BY) == 0


def test_run_that_is_not_done_raises_nothing(office: Cast):
    with pytest.raises(UserFault, match="还没有完成"):
        raising.raise_for(make.asked(), by=BY)


def test_finished_run_asks_for_its_signals(office: Cast):
    run = run_with(quick_rates((20, 100)))
    job = jobs.enqueue(
        task="hengjian.indicators.tasks.raise_signals",
        payload={"run_id": run.pk},
        key=f"signals:{run.pk}",
        by=BY,
    )

    Worker().run_one()

    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"run": run.pk, "signals": 1})
    assert Signal.objects.count() == 1
