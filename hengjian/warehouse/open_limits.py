"""The limits of findings that wait for an answer, for a calendar that changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.urls import reverse

from hengjian.calendars.open_limits import Moving
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.lib.bilingual import Text
from hengjian.warehouse.importing.time_limit import finding_ends
from hengjian.warehouse.models import AWAITING, Finding


SUBJECT = Finding._meta.label_lower
# days back in which the day a finding was asked anew is looked for
LONGEST_LIMIT = 120


class OpenFindings:
    """Findings that are open or asked anew."""

    kind = "finding"
    title = Text("案卡问题答复", "Answers to findings")

    def moving(self, before: WorkCalendar, after: WorkCalendar) -> Iterator[Moving]:
        """The findings whose answer is due on another day."""
        rows = list(
            Finding.bookkeeping.filter(state__in=AWAITING)
            .order_by("pk")
            .values_list(
                "pk", "raised_on", "due_on", "times_reopened", "unit_code", "person"
            )
        )
        if not rows:
            return
        due = np.array([row[2] for row in rows], dtype="datetime64[D]")
        first_time = np.array([row[3] == 0 for row in rows])
        raised = np.array([row[1] for row in rows], dtype="datetime64[D]")
        # asked anew on a day that is not kept: the last one that gives the stored limit
        asked = np.where(first_time, raised, _asked_on(due, before))
        ends = finding_ends(asked, after)
        page = reverse("warehouse:finding", args=[0])  # looked up once, not for each
        for index in np.flatnonzero(~np.isnat(ends) & (ends != due)):
            yield _moving(rows[index], ends[index].item(), page)

    def move(self, moving: Sequence[Moving]) -> list[Moving]:
        """Store the new days of findings that still wait for what they waited for."""
        wanted = {_number(each): each for each in moving}
        held = (
            Finding.bookkeeping.select_for_update()
            .filter(pk__in=list(wanted), state__in=AWAITING)
            .values_list("pk", "due_on")
        )
        moved = [wanted[pk] for pk, due in held if due == wanted[pk].due_before]
        together: dict[date, list[int]] = defaultdict(list)
        for each in moved:
            together[each.due_after].append(_number(each))
        for due_after, numbers in together.items():
            Finding.bookkeeping.filter(pk__in=numbers).update(due_on=due_after)
        return moved


FINDINGS = OpenFindings()


def _asked_on(due: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    """For each last day the latest day whose limit ends there; NaT where none does."""
    distinct, places = np.unique(due, return_inverse=True)
    back = np.arange(LONGEST_LIMIT)[:, None].astype("timedelta64[D]")
    days = distinct[None, :] - back
    fits = finding_ends(days.ravel(), calendar).reshape(days.shape) == distinct
    found = days[fits.argmax(axis=0), np.arange(len(distinct))]
    return np.where(fits.any(axis=0), found, np.datetime64("NaT"))[places]


def _moving(row: Any, due_after: date, page: str) -> Moving:
    number, _, due_before, _, unit_code, person = row
    return Moving(
        subject=f"{SUBJECT}:{number}",
        due_before=due_before,
        due_after=due_after,
        address=page.replace("/0/", f"/{number}/"),
        unit_code=unit_code,
        person=person,
    )


def _number(moving: Moving) -> int:
    return int(moving.subject.rpartition(":")[2])
