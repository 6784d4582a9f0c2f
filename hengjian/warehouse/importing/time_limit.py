"""Until when a finding is to be answered."""

from datetime import date

import numpy as np
from django.conf import settings

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.work_calendar import WorkCalendar


def finding_due_on(raised_on: date) -> date:
    """Some working days (a setting) after the day a finding is raised."""
    due = finding_ends(np.array([raised_on], dtype="datetime64[D]"))[0]
    day: date = due.item()
    return day


def finding_ends(
    asked_on: np.ndarray, calendar: WorkCalendar | None = None
) -> np.ndarray:
    """The last days for findings asked on ``datetime64[D]`` days; today's calendar."""
    length = f"{settings.FINDING_LIMIT_DAYS} working_days"
    return due_many(asked_on, length, calendar or calendar_in_force())
