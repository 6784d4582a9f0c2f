"""Rows of the board as they are shown: names, days left, state and its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.work_calendar import WorkCalendar, first_day
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.models import CardLimit, Standing
from hengjian.limits.wording import State, state_of
from hengjian.packs import queries as packs


@dataclass(frozen=True)
class Told:
    """One limit as a list shows it."""

    limit: CardLimit
    label: Text
    state: State
    days_left: int | None
    working_days_left: int | None

    @property
    def person(self) -> str:
        """Who is to act, as matched or as the card names them."""
        return self.limit.person.name if self.limit.person else self.limit.handler


def labels() -> dict[tuple[str, str], Text]:
    """What each deadline of each card in force is called."""
    loaded = packs.current().loaded
    return {
        (pack.name, deadline.name): deadline.label
        or loaded.limits[deadline.limit].label
        for pack in loaded.packs.values()
        for deadline in pack.deadlines.values()
        if deadline.limit in loaded.limits
    }


def limit_labels() -> dict[str, Text]:
    """T01 → its number and what it limits, for those that some card shows."""
    loaded = packs.current().loaded
    used = {d.limit for p in loaded.packs.values() for d in p.deadlines.values()}
    return {
        name: Text(f"{name} {law.label.zh}", f"{name} {law.label.en}")
        for name, law in loaded.limits.items()
        if name in used
    }


def told(limits: Iterable[CardLimit]) -> list[Told]:
    """The rows with their days left as of today."""
    rows = list(limits)
    names = labels()
    today = clock.today()
    left = working_days_left([row.due_on for row in rows], today, calendar_in_force())
    return [
        Told(
            limit=row,
            label=names.get((row.table.name, row.deadline), Text.same(row.limit)),
            state=state_of(row, today, left[i]),
            days_left=(row.due_on - today).days if _runs(row) and row.due_on else None,
            working_days_left=left[i] if _runs(row) else None,
        )
        for i, row in enumerate(rows)
    ]


def _runs(row: CardLimit) -> bool:
    return row.standing == Standing.RUNNING


def working_days_left(
    days: list[date | None], today: date, calendar: WorkCalendar
) -> list[int | None]:
    """Days worked after today up to and including each day; negative once it is past."""
    until = np.concatenate([[0], np.cumsum(calendar.worked())])
    start = int((np.datetime64(today, "D") - first_day()).astype(int)) + 1
    found: list[int | None] = []
    for day in days:
        if day is None:
            found.append(None)
            continue
        end = int((np.datetime64(day, "D") - first_day()).astype(int)) + 1
        found.append(int(until[end] - until[start]))
    return found
