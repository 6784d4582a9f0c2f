"""Upkeep of signing in, run by the schedule."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings

from hengjian.access.models import Session
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock


@task
def forget_sessions(context: JobContext) -> dict[str, Any]:
    """Remove sessions that have ended by themselves, and failures that count no more."""
    now = clock.machine_now()
    sessions = Session.objects.filter(expire_date__lt=now).delete()[0]
    past = now - settings.AXES_COOLOFF_TIME
    failures = AccessAttempt.objects.filter(attempt_time__lt=past).delete()[0]
    return {"sessions": sessions, "failures": failures}
