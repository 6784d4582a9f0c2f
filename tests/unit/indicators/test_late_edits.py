"""Cards of closed months that are counted otherwise than when the month had ended."""

from datetime import date, timedelta

import pytest

from hengjian.audit.actors import System
from hengjian.indicators import run_inputs
from hengjian.indicators.asking import run_now
from hengjian.indicators.signalling.late_edits import edited_after_cut_off
from hengjian.lib import clock
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import card, import_cards


BY = System("test")
CLOSED = date(2026, 10, 2)  # September has just ended
LATER = CLOSED + timedelta(days=20)
SLOW = {"accepted_on": "2026-09-01", "concluded_on": "2026-09-12"}
QUICK = {"accepted_on": "2026-09-01", "concluded_on": "2026-09-04"}


def cards(numbers: range, course: dict[str, str]) -> list[dict[str, str]]:
    return [card(f"A{number}", **course) for number in numbers]


def seen_after(*edits: dict[str, str]) -> list[tuple]:
    """What the second run sees, once these cards have come."""
    with clock.moved_to(LATER):
        import_cards(*edits)
        run = run_now(by=BY)
        found = list(edited_after_cut_off(run, run_inputs.packs_of(run)))
    return [(s.kind, s.indicator, s.period, s.unit, s.evidence) for s in found]


@pytest.fixture
def closed(office: Cast) -> Cast:
    """Thirty slow cards and ten quick ones, and the run after the month's end."""
    with clock.moved_to(CLOSED):
        import_cards(*cards(range(30), SLOW), *cards(range(30, 40), QUICK))
        run_now(by=BY)
    return office


def test_edits_that_all_help_are_seen(closed: Cast):
    [(kind, indicator, period, unit, evidence)] = seen_after(*cards(range(14), QUICK))

    assert (kind, indicator, period, unit) == (
        "late_edits",
        "quick_rate",
        "2026-09",
        "429900",
    )
    assert (evidence["helping"], evidence["harming"]) == (14, 0)
    assert evidence["cards"] == 40


def test_corrections_both_ways_are_no_signal(closed: Cast):
    help_and_harm = [*cards(range(8), QUICK), *cards(range(30, 36), SLOW)]

    assert seen_after(*help_and_harm) == []


def test_cards_that_came_late_are_no_edits(closed: Cast):
    assert seen_after(*cards(range(100, 130), QUICK)) == []


def test_first_run_after_the_month_has_nothing_to_compare_with(closed: Cast):
    with clock.moved_to(CLOSED):
        run = run_now(by=BY)

        assert list(edited_after_cut_off(run, run_inputs.packs_of(run))) == []
