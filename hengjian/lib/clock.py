"""The only source of the present: a setting or a test can move it.

``HENGJIAN_TODAY=2026-10-26`` fixes the day (the demo city's today); ``moved_to``
moves it for a block of code.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


SHANGHAI = ZoneInfo("Asia/Shanghai")

_moved: ContextVar[datetime | None] = ContextVar("hengjian_clock", default=None)


def now() -> datetime:
    """The present moment in UTC, or the moment to which the clock was moved."""
    moved = _moved.get()
    if moved is not None:
        return moved
    fixed_day = os.environ.get("HENGJIAN_TODAY")
    if fixed_day:
        real = datetime.now(SHANGHAI)
        return datetime.combine(
            date.fromisoformat(fixed_day), real.timetz().replace(tzinfo=None), SHANGHAI
        ).astimezone(UTC)
    return datetime.now(UTC)


def machine_now() -> datetime:
    """The machine's own time in UTC, never moved: for leases and retries alone.

    A lease measures seconds between processes, not the office's day.
    """
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Asia/Shanghai."""
    return now().astimezone(SHANGHAI).date()


@contextmanager
def moved_to(when: datetime | date) -> Iterator[None]:
    """Move the clock for a block; a bare date means its noon in Shanghai."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(12), SHANGHAI)
    token = _moved.set(when.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
