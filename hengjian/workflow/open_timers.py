"""The timers of running processes, for a calendar that changes."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hengjian.audit.actors import System
from hengjian.calendars.open_limits import Moving
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.process.recounting import Recounted, recounted
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.workflow.definitions import definition_of
from hengjian.workflow.models import Process, What
from hengjian.workflow.stepping import Told, locked, written
from hengjian.workflow.steps import open_tasks


logger = logging.getLogger(__name__)

SUBJECT = Process._meta.label_lower
BY = System("calendars")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingTimer(Moving):
    """A process of which timers move; the calendar by which they were set."""

    counted_by: WorkCalendar


class OpenTimers:
    """Timers that are set and have not rung."""

    kind = "timer"
    title = Text("流程定时", "Timers of processes")

    def moving(self, before: WorkCalendar, after: WorkCalendar) -> Iterator[Moving]:
        """Processes of which a timer rings on another day under ``after``."""
        waiting = Process.objects.filter(
            ended_at__isnull=True, wakes_at__isnull=False
        ).order_by("pk")
        found = waiting.select_related("release").defer("release__archive")
        for process in found.iterator(chunk_size=2_000):
            moved = _recounted(process, before, after)
            if moved is not None:
                yield MovingTimer(
                    subject=f"{SUBJECT}:{process.pk}",
                    due_before=_day(moved.due_before),
                    due_after=_day(moved.due_after),
                    counted_by=before,
                )

    def move(self, moving: Sequence[Moving]) -> list[Moving]:
        """Set the timers of processes that still wait for them; each a step of history."""
        after = calendar_in_force()
        moved: list[Moving] = []
        for each in moving:
            if not isinstance(each, MovingTimer):
                continue
            process = locked(Process(pk=int(each.subject.rpartition(":")[2])), None)
            found = _recounted(process, each.counted_by, after)
            if process.ended_at is not None or found is None:
                continue
            told = Told(What.RECOUNTED, "workflow.timers_recounted")
            definition = definition_of(process.release)
            is_open = open_tasks(found.advance)
            written(process, definition, found.advance, told, BY, before=is_open)
            moved.append(each)
        return moved


TIMERS = OpenTimers()


def _recounted(
    process: Process, before: WorkCalendar, after: WorkCalendar
) -> Recounted | None:
    """What moves; None also for a process that cannot go on: it holds up no other."""
    try:
        definition = definition_of(process.release)
        return recounted(definition, bytes(process.state), before, after)
    except UserFault:
        logger.exception("timers of process %s cannot be counted", process.pk)
        return None


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()
