"""A matter or a task, locked and as it stands now, at the beginning of an action."""

from collections.abc import Iterable

from hengjian.lib.bilingual import Text
from hengjian.matters.faults import ChangedMeanwhile, MatterFault
from hengjian.matters.models import Matter, MatterState, WorkItem


def locked(matter: Matter, *, version: int | None = None) -> Matter:
    """The matter under its lock. Raises ``ChangedMeanwhile`` for another version."""
    found: Matter = (
        Matter.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "department", "release")
        .get(pk=matter.pk)
    )
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def under_way(matter: Matter, *, version: int | None = None) -> Matter:
    """A matter that is open. Raises ``MatterFault`` for one suspended or closed."""
    found = locked(matter, version=version)
    if found.state == MatterState.SUSPENDED:
        raise MatterFault(
            Text("事项已中止，恢复后再办", "the matter is suspended: resume it first")
        )
    if found.state != MatterState.OPEN:
        raise MatterFault(Text("事项已办结", "the matter is closed"))
    return found


def open_item(item: WorkItem, matter: Matter) -> WorkItem:
    """An open task of a locked matter. Raises ``MatterFault``."""
    found = (
        WorkItem.objects.select_related("person", "procuratorate", "department")
        .filter(pk=item.pk, matter=matter)
        .first()
    )
    if found is None or not found.is_open:
        raise _done_already()
    found.matter = matter
    return found


def open_items(matter: Matter) -> list[WorkItem]:
    """Everything that is open of a locked matter, what was asked beside too."""
    found = list(WorkItem.objects.filter(matter=matter, done_at__isnull=True))
    for each in found:
        each.matter = matter
    return found


def one_of(items: Iterable[WorkItem], item: WorkItem) -> WorkItem:
    """A task as it stands among the open ones. Raises ``MatterFault``."""
    for each in items:
        if each.pk == item.pk:
            return each
    raise _done_already()


def _done_already() -> MatterFault:
    return MatterFault(Text("这项任务已经办完或撤回", "the task is done or withdrawn"))
