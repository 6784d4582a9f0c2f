"""What happens at which time: each due time fires once, however many servers look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol

from hengjian.audit.actors import System
from hengjian.jobs import actions
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import resolve


SCHEDULE = "hengjian.config.schedule.SCHEDULE"


class Times(Protocol):
    """When something is due."""

    def last_due(self, now: datetime) -> datetime:
        """The latest due moment that is not after ``now``."""
        ...


@dataclass(frozen=True)
class Every:
    """Every so many minutes, counted from midnight in Shanghai."""

    minutes: int

    def last_due(self, now: datetime) -> datetime:
        midnight = _at(now, time())
        steps = (now - midnight) // timedelta(minutes=self.minutes)
        return midnight + steps * timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Daily:
    """Every day at a time in Shanghai."""

    at: time

    def last_due(self, now: datetime) -> datetime:
        due = _at(now, self.at)
        return due if due <= now else due - timedelta(days=1)


@dataclass(frozen=True)
class Monthly:
    """On a day of every month (1 to 28) at a time in Shanghai."""

    day: int
    at: time

    def last_due(self, now: datetime) -> datetime:
        due = _at(now, self.at).replace(day=self.day)
        if due > now:
            due = (due.replace(day=1) - timedelta(days=1)).replace(day=self.day)
        return due


@dataclass(frozen=True)
class Scheduled:
    """A task that is enqueued at its times."""

    name: str
    task: str
    times: Times
    title: Text
    payload: dict[str, Any] = field(default_factory=dict)


def fire_due(entries: Iterable[Scheduled] | None = None) -> list[Job]:
    """Enqueue what is due and was not enqueued yet; returns the new jobs.

    After a pause only the latest due time of each entry fires: nobody wants yesterday's
    twenty-four hourly runs at once.
    """
    now = clock.now()
    fired = []
    for entry in resolve(SCHEDULE) if entries is None else entries:
        due = entry.times.last_due(now)
        key = f"schedule:{entry.name}:{due.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
        if Job.objects.filter(key=key).exists():
            continue
        # the key is unique: of two servers that look at once, one enqueues
        fired.append(
            actions.enqueue(
                task=entry.task, payload=entry.payload, key=key, by=System("schedule")
            )
        )
    return fired


def _at(now: datetime, when: time) -> datetime:
    return datetime.combine(now.astimezone(clock.SHANGHAI), when, clock.SHANGHAI)
