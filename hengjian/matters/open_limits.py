"""The limits of open tasks, for a calendar that changes."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from hengjian.audit import later
from hengjian.calendars.open_limits import Moving
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.lib.bilingual import Text
from hengjian.matters import limits
from hengjian.matters.advancing import stretches
from hengjian.matters.models import ExtensionState, MatterState, WorkItem


SUBJECT = WorkItem._meta.label_lower


class OpenTasks:
    """Open tasks of matters that are under way."""

    kind = "task"
    title = Text("事项任务", "Tasks of matters")

    def moving(self, before: WorkCalendar, after: WorkCalendar) -> Iterator[Moving]:
        """The tasks whose last day is another one."""
        found = (
            WorkItem.objects.filter(
                done_at__isnull=True,
                due_on__isnull=False,
                matter__state__in=(MatterState.OPEN, MatterState.SUSPENDED),
            )
            .exclude(limit={})
            .select_related("matter", "procuratorate")
            .prefetch_related("matter__suspensions", "extensions")
            .order_by("pk")
        )
        for item in found.iterator(chunk_size=2000):
            due = limits.due_on(
                item.limit,
                suspensions=stretches(item),
                extensions=[
                    each.length
                    for each in item.extensions.all()
                    if each.state == ExtensionState.GRANTED
                ],
                calendar=after,
            )
            if due is not None and item.due_on is not None and due != item.due_on:
                yield Moving(
                    subject=f"{SUBJECT}:{item.pk}",
                    due_before=item.due_on,
                    due_after=due,
                    address=reverse("matters:matter", args=[item.matter_id]),
                    unit_code=item.procuratorate.code,
                    person=item.person_id,
                )

    def move(self, moving: Sequence[Moving]) -> list[Moving]:
        """Store the new days of tasks that are still open and still due as they were."""
        wanted = {int(each.subject.rpartition(":")[2]): each for each in moving}
        held = WorkItem.objects.select_for_update().filter(
            pk__in=list(wanted), done_at__isnull=True
        )
        moved = []
        for item in held:
            each = wanted[item.pk]
            if item.due_on == each.due_before:
                item.due_on = each.due_after
                later.update(item, "due_on")
                moved.append(each)
        return moved


TASKS = OpenTasks()
