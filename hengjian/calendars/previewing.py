"""What a notice would do, before it is released: days that change, limits that move."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.calendars import queries
from hengjian.calendars.open_limits import Moving, OpenLimits, every_kind
from hengjian.calendars.year_view import Day, changed_days
from hengjian.engines.deadlines.work_calendar import WorkCalendar, YearNotice
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Together:
    """Limits of one kind and place that move from a day to a day."""

    kind: str
    title: Text
    unit_code: str
    due_before: date
    due_after: date
    count: int


@dataclass(frozen=True)
class Effects:
    """What a notice would change. ``seen``: the newest release now, 0 for none."""

    before: WorkCalendar
    after: WorkCalendar
    days: Sequence[Day]
    counts: Sequence[tuple[Text, int]]  # every registered kind, also with none
    moving: Sequence[Together]
    seen: int

    @property
    def count(self) -> int:
        """How many limits move."""
        return sum(count for _, count in self.counts)


def effects_of(notice: YearNotice) -> Effects:
    """Ask every registered kind what would move; writes nothing."""
    newest = queries.releases().first()
    before, after = queries.calendar_in_force(), queries.calendar_with(notice)
    counts, together = [], []
    for limits in every_kind():
        moving = list(limits.moving(before, after))
        counts.append((limits.title, len(moving)))
        together += _together(limits, moving)
    years = {notice.year, *(day.year for day in notice.days_off | notice.make_up_days)}
    return Effects(
        before=before,
        after=after,
        days=changed_days(before, after, years),
        counts=counts,
        moving=together,
        seen=newest.pk if newest else 0,
    )


def _together(limits: OpenLimits, moving: Sequence[Moving]) -> list[Together]:
    counted = Counter(
        (each.unit_code, each.due_before, each.due_after) for each in moving
    )
    return [
        Together(limits.kind, limits.title, *key, count)
        for key, count in sorted(counted.items())
    ]
