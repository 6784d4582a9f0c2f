"""Until when a finding is to be answered."""

from datetime import date

import numpy as np
from django.conf import settings

from hengjian.engines.deadlines.counting import due_many


def finding_due_on(raised_on: date) -> date:
    """Some working days (a setting) after the day a finding is raised."""
    length = f"{settings.FINDING_LIMIT_DAYS} working_days"
    due = due_many(np.array([raised_on], dtype="datetime64[D]"), length)[0]
    day: date = due.item()
    return day
