"""A matter or a task, locked and as it stands now, at the beginning of an action."""

from collections.abc import Iterable

from django.db.models import QuerySet

from hengjian.audit.composed import Composed
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import ChangedMeanwhile, MatterFault
from hengjian.matters.models import Matter, MatterState, WorkItem


def _of_matter(pk: int) -> QuerySet[Matter]:
    # an archive is a hundred times the rest, and nobody reads it here
    return (
        Matter.objects.select_related("procuratorate", "department", "release")
        .defer("release__archive")
        .filter(pk=pk)
        .order_by()
    )


_LOCKED = Composed(lambda pk: _of_matter(pk).select_for_update(of=("self",)))
# asked for with its version so that it is joined in full: an outer row cannot be locked
_LOCKED_WITH_PROCESS = Composed(
    lambda pk: (
        _of_matter(pk)
        .select_related("process")
        .filter(process__version__gt=0)
        .select_for_update(of=("self", "process"))
    )
)
_OPEN_ITEMS = Composed(
    lambda pk: WorkItem.objects.filter(matter=pk, done_at__isnull=True)
)


def _one(found: list[Matter]) -> Matter:
    if not found:
        raise Matter.DoesNotExist
    return found[0]


def locked(matter: Matter, *, version: int | None = None) -> Matter:
    """The matter under its lock. Raises ``ChangedMeanwhile`` for another version."""
    return _as_seen(_one(_LOCKED(matter.pk)), version)


def _as_seen(found: Matter, version: int | None) -> Matter:
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def under_way(matter: Matter, *, version: int | None = None) -> Matter:
    """A matter that is open. Raises ``MatterFault`` for one suspended or closed."""
    return _open(locked(matter, version=version))


def under_way_with_process(matter: Matter, *, version: int | None = None) -> Matter:
    """A matter that is open, its process held too: first the matter, then the process.

    Raises ``MatterFault``, and so for a matter without a process.
    """
    found = _LOCKED_WITH_PROCESS(matter.pk)
    if not found:
        raise MatterFault(Text("事项没有流程", "the matter has no process"))
    held = _open(_as_seen(found[0], version))
    if held.process is not None and held.process.release_id == held.release_id:
        held.process.release = held.release
    return held


def _open(found: Matter) -> Matter:
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
    found = _OPEN_ITEMS(matter.pk)
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
