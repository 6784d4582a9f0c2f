"""The real permit cases as matters: imported, registered, limited by their own deadline.

By the commands of a user. The file is read once for each case; each case becomes a matter
whose only task has the case's deadline as its last day and is answered by what the file
says of the end. The limits board then shows what is open and late, and the matters' cards
give the published figures: those of one month in every run; in the soak all of them, the rates
by channel and the median among them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db.models import F

from hengjian.audit.actors import System
from hengjian.config.cli import main
from hengjian.indicators.asking import run_now
from hengjian.indicators.queries.values import RunValues
from hengjian.lib import clock
from hengjian.lib.keyring import Keyring
from hengjian.limits.queries import tasks as limits_of_tasks
from hengjian.limits.queries.tasks import WantedTasks
from hengjian.matters.models import Matter, MatterState, WorkItem
from hengjian.packs import actions as packs
from hengjian.warehouse.matter_cards import reconciling, taking
from tests.cast import Cast
from tests.factories import access
from tests.real.given import FILES, PACKS, along, answers, computed, figures
from tests.real.handled import counted_of_matters


moment = datetime.fromisoformat
THE_DAY_AFTER = date(2012, 1, 24)  # the log's last event took place the day before
MONTH = "2011-08"
INDICATORS = {
    "cases": "handled_permits",
    "closed": "handled_permits_closed",
    "on_time_rate": "handled_permits_on_time",
    "overdue": "handled_permits_overdue",
    "open_overdue": "handled_permits_open_overdue",
    "days_median": "handled_permits_days_median",
}


@pytest.fixture
def installation(settings, db: None, tmp_path: Path, cast: Cast) -> Iterator[Cast]:
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home" / "keys"
    settings.KEYRING = Keyring(settings.HENGJIAN_KEYS)
    with clock.moved_to(date(2026, 10, 26)):
        by = System("test")
        folders = [PACKS / "permit", PACKS / "permit_handling"]
        packs.release(prepared=packs.prepare(folders), by=by)
        access.grant(cast.wang, "clerk", cast.jiangcheng)
        yield cast


@dataclass(frozen=True)
class Handled:
    """What became of the cases: as registered, on the board, in the indicators' run."""

    told: dict[str, object]
    board: dict[str, int]
    values: RunValues

    def value(self, what: str, unit: str, kind: str, period: str) -> float:
        cell = self.values.of_unit(unit, kind)[INDICATORS[what], period]
        assert cell.value is not None
        return float(cell.value)


def handled(cast: Cast, capsys: pytest.CaptureFixture[str], *narrowed: str) -> Handled:
    unit = cast.jiangcheng.code
    signed_in = ("--as", "wang", "--json")
    wanted = ("permit_handling", "permit", "--unit", unit, *narrowed)
    permit = ("import", str(FILES["permit_event"]), "--card", "permit")
    assert main([*permit, "--procuratorate", unit, *signed_in]) == 0
    capsys.readouterr()
    assert main(["matters", "register-from", *wanted, *signed_in]) == 0
    told = json.loads(capsys.readouterr().out)
    board = limits_of_tasks.counts(cast.wang, WantedTasks(kind="permit_handling"))
    late = limits_of_tasks.in_span("late", THE_DAY_AFTER)
    board["late then"] = WorkItem.objects.filter(late, done_at__isnull=True).count()
    taking.take_all()
    assert reconciling.reconcile("permit_handling").agrees
    with clock.moved_to(THE_DAY_AFTER):
        run = run_now(by=System("test"))
    return Handled(told, board, RunValues(run))


def late_tasks() -> tuple[int, int]:
    """Tasks answered after their last day, and on it but after the deadline's hour."""
    done = WorkItem.objects.filter(done_at__isnull=False)
    late = done.filter(answered_on__gt=F("due_on")).count()
    same_day = [
        item.matter.values
        for item in done.filter(answered_on=F("due_on")).select_related("matter")
    ]
    return late, sum(moment(v["ended_at"]) > moment(v["deadline_at"]) for v in same_day)


def test_cases_of_a_month_run_as_matters_to_the_figures_of_their_events(
    installation: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    unit = installation.jiangcheng.code
    options = ("--period", "month", "--from", MONTH, "--to", MONTH)
    rows = computed("permit_event", tmp_path, *options, "--as-of", "2012-01-24")
    days = ("--from", f"{MONTH}-01", "--to", f"{MONTH}-31")

    found = handled(installation, capsys, *days)

    events = {name: along(rows, f"permit_{name}", 1).get(MONTH) for name in INDICATORS}
    assert found.told["registered"] == events["cases"]
    assert found.told["refused"] == []
    assert Matter.objects.filter(state=MatterState.CLOSED).count() == events["closed"]
    for name in INDICATORS:
        assert found.value(name, unit, "month", MONTH) == events[name], name
    assert found.board["late then"] == events["open_overdue"]
    assert sum(late_tasks()) == events["overdue"]


@pytest.mark.soak
def test_all_cases_run_as_matters_to_the_published_figures(
    installation: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    key = answers(FILES["permit_event"])

    found = handled(installation, capsys)

    cases, _ = key["cases / events"]
    closed, running = key["closed / open cases"]
    assert (found.told["registered"], found.told["refused"]) == (cases, [])
    assert Matter.objects.filter(state=MatterState.CLOSED).count() == closed
    assert found.board[""] == found.board["late"] == running  # years have passed
    past = next(v for name, v in key.items() if name.startswith("open cases past"))
    assert found.board["late then"] == past
    assert sum(late_tasks()) == key["overdue closed"]

    overall = figures(counted_of_matters("permit_handling"))
    published = {
        "cases": cases,
        "closed": closed,
        "on_time_rate": key["on_time_rate_pct (closed)"],
        "overdue": key["overdue closed"],
        "days_median": key["median_days start->end (closed)"],
    }
    assert {what: overall[INDICATORS[what]] for what in published} == published
    channels = counted_of_matters("permit_handling", by="channel")
    assert along(channels, INDICATORS["cases"], 2) == key["cases by channel"]
    on_time = along(channels, INDICATORS["on_time_rate"], 2)
    assert on_time == key["on_time_rate_pct by channel"]
