"""``hengjian doctor`` on what lies around an installation; every line says what to do."""

import errno
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from hengjian.administration import health_surroundings as health
from hengjian.administration.health import examine
from hengjian.administration.health_answers import State
from hengjian.audit.actors import System
from hengjian.jobs import actions
from hengjian.jobs.models import Job
from hengjian.lib import clock
from tests.factories.indicators import run, value


pytestmark = pytest.mark.django_db


def test_pinned_package_of_another_version_is_bad(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ["duckdb==0.0.1", "nowhere-package>=1", 'pyspark==4; extra == "spark"']
    monkeypatch.setattr(health.metadata, "requires", lambda name: asked)

    state, said = health.versions()

    assert state is State.BAD
    assert "(== 0.0.1)" in said.en
    assert "nowhere-package" in said.en
    assert "pyspark" not in said.en


def test_installed_versions_are_good() -> None:
    assert health.versions()[0] is State.GOOD


def test_full_disk_is_named_in_words(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.HENGJIAN_HOME = tmp_path
    monkeypatch.setattr(Path, "write_bytes", full)

    found = {each.name: each for each in examine()}["disk"]

    assert (found.state, found.message.zh) == (State.BAD, "服务器磁盘已满")
    assert list(tmp_path.glob(".doctor")) == []


def test_home_that_others_may_read_is_named(settings: Any, tmp_path: Path) -> None:
    home, keys = tmp_path / "home", tmp_path / "keys"
    home.mkdir(mode=0o755)
    keys.mkdir(mode=0o700)
    settings.HENGJIAN_HOME, settings.HENGJIAN_KEYS = home, keys

    state, said = health.modes()

    assert state is State.WARNING
    assert f"chmod go-rwx {home}" in said.en
    assert str(keys) not in said.en
    home.chmod(0o700)
    assert str(home) not in health.modes()[1].en


def test_keys_with_the_data_are_named(settings: Any, tmp_path: Path) -> None:
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home/keys"
    settings.JOURNAL_CHECKPOINTS = tmp_path / "elsewhere/journal.jsonl"

    state, said = health.keys_apart()

    assert state is State.WARNING
    assert "HENGJIAN_KEYS" in said.en
    assert "HENGJIAN_CHECKPOINTS" not in said.en
    settings.HENGJIAN_KEYS = tmp_path / "keys"
    assert health.keys_apart()[0] is State.GOOD


def test_clock_behind_the_journal_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HENGJIAN_TODAY", raising=False)
    actions.enqueue(task=TASK, payload={}, by=System("test"))
    assert health.time()[0] is State.GOOD

    earlier = clock.machine_now() - timedelta(days=9000)
    monkeypatch.setattr(health.clock, "machine_now", lambda: earlier)

    assert health.time()[0] is State.BAD


def test_held_day_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJIAN_TODAY", "2026-10-20")

    state, said = health.time()

    assert state is State.WARNING
    assert "HENGJIAN_TODAY" in said.en


TASK = "hengjian.jobs.tasks.checkpoint_journal"


def test_quiet_schedule_and_worker_are_named() -> None:
    assert health.schedule()[0] is State.WARNING
    assert "hengjian serve" in health.worker()[1].en

    actions.enqueue(task=TASK, payload={}, by=System("schedule"))
    Job.objects.update(ended_at=timezone.now())

    assert health.schedule()[0] is State.GOOD
    assert health.worker()[0] is State.GOOD
    before = clock.machine_now() - timedelta(hours=3)
    Job.objects.update(ended_at=before, enqueued_at=before)
    assert health.schedule()[0] is State.WARNING
    assert health.worker()[0] is State.WARNING


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2025, 3, 1), State.GOOD), (date(2090, 3, 1), State.WARNING)],
)
def test_year_without_a_notice_is_named(day: date, state: State) -> None:
    with clock.moved_to(day):
        assert health.calendars()[0] is state


def test_run_whose_numbers_are_gone_is_bad() -> None:
    assert health.pins()[0] is State.GOOD  # no run yet

    one = run([value("arrest_rate", "2026-10")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_run SET pins = '{}'")
    assert health.pins()[0] is State.GOOD
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_run SET result_file = 'gone.parquet'")

    state, said = health.pins()
    assert state is State.BAD
    assert f"run {one.pk}" in said.en
    assert "backup" in said.en
