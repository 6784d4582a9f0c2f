"""Targets set low and results held at them, for targets that somebody keeps."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hengjian.engines.indicators.periods import CutOff
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues
from hengjian.indicators.run_inputs import RunInputs
from hengjian.indicators.signalling.collecting import Wanted, figures_of
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.targets import Target, low_and_held, targets_of
from tests.factories import indicators as make


pytestmark = pytest.mark.usefixtures("office")
MONTHS = [f"2025-{m:02}" for m in range(1, 13)] + [f"2026-{m:02}" for m in range(1, 10)]
TARGET = Target("quick_rate", "429900", Decimal(80), "2026-01", "2026-09")


def figures(counts: list[tuple[int, int]], name: str = "quick_rate") -> Figures:
    run = make.run(
        make.course(name, dict(zip(MONTHS, counts, strict=True))), pins={"x": {}}
    )
    return figures_of(_no_cards(run), RunValues(run), Wanted())


def _no_cards(run: Run) -> RunInputs:
    return RunInputs(
        packs=run_inputs.packs_of(run),
        sources={},
        organisation=run_inputs.organisation_of(run),
        first_month="2025-01",
        last_month="2026-10",
        cutoff=CutOff(),
        as_of=run.as_of,
    )


def kinds(found: Figures, target: Target = TARGET) -> list[tuple[str, str, str]]:
    return [(s.kind, s.period, s.unit) for s in low_and_held(found, [target])]


def test_target_that_every_month_reaches_is_low():
    found = figures([(90, 100), (93, 100), (91, 100)] * 7)

    assert ("low_target", "2026-01..2026-09", "429900") in kinds(found)


def test_target_within_the_own_course_is_not():
    found = figures([(78, 100), (83, 100), (80, 100)] * 7)

    assert kinds(found) == []


def test_results_that_never_leave_the_target_are_held():
    found = figures([(70, 100), (88, 100)] * 6 + [(80, 100)] * 9)

    assert kinds(found) == [("ratchet", "2026-01..2026-09", "429900")]


def test_indicator_without_a_direction_has_no_target_to_judge():
    found = figures([(90, 100), (93, 100), (91, 100)] * 7, "refusal_rate")

    assert kinds(found, replace(TARGET, indicator="refusal_rate")) == []


def test_nobody_keeps_targets_yet():
    assert targets_of(make.run([])) == []
