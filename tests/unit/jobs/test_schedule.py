"""Each due time fires once."""

import threading
from datetime import datetime, time

import pytest
from django.db import connection

from hengjian.audit.models import JournalEntry
from hengjian.config.schedule import SCHEDULE
from hengjian.jobs import registry
from hengjian.jobs.models import Job
from hengjian.jobs.schedule import Daily, Every, Monthly, Scheduled, Times, fire_due
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize(
    ("times", "now", "due"),
    [
        (Every(15), "2026-10-26T09:44", "2026-10-26T09:30"),
        (Every(15), "2026-10-26T09:45", "2026-10-26T09:45"),
        (Every(60), "2026-10-26T00:10", "2026-10-26T00:00"),
        (Daily(time(3, 30)), "2026-10-26T03:30", "2026-10-26T03:30"),
        (Daily(time(3, 30)), "2026-10-26T03:29", "2026-10-25T03:30"),
        (Monthly(25, time(8)), "2026-10-26T09:00", "2026-10-25T08:00"),
        (Monthly(28, time(8)), "2026-03-01T09:00", "2026-02-28T08:00"),
        (Monthly(5, time(8)), "2026-01-04T09:00", "2025-12-05T08:00"),
    ],
)
def test_last_due_moment(times: Times, now: str, due: str) -> None:
    assert times.last_due(at(now)) == at(due)


def test_every_scheduled_task_is_registered_under_a_name_of_its_own() -> None:
    tasks = [registry.find(entry.task) for entry in SCHEDULE]

    assert len(tasks) == len({entry.name for entry in SCHEDULE})


@pytest.mark.django_db
def test_due_time_fires_once() -> None:
    entry = Scheduled(
        "hourly",
        "hengjian.jobs.tasks.checkpoint_journal",
        Every(60),
        Text.same("hourly"),
    )

    fired = []
    for moment in ("09:01", "09:02", "09:59", "10:00", "13:30"):
        with clock.moved_to(at(f"2026-10-26T{moment}")):
            fired.append(len(fire_due([entry])))

    assert fired == [1, 0, 0, 1, 1]
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_schedule_of_the_installation_fires() -> None:
    with clock.moved_to(at("2026-10-26T09:00")):
        assert len(fire_due()) == len(SCHEDULE)
        assert fire_due() == []


@pytest.mark.django_db(transaction=True)
def test_due_time_fires_once_although_many_servers_look_at_once() -> None:
    servers = 4
    start = threading.Barrier(servers)
    failed: list[BaseException] = []

    def look() -> None:
        try:
            with clock.moved_to(at("2026-10-26T09:00")):
                start.wait(20)
                fire_due()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(servers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert failed == []
    keys = list(Job.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == len(SCHEDULE)
    entered = JournalEntry.objects.filter(event="jobs.job_enqueued").count()
    assert entered == len(SCHEDULE)
