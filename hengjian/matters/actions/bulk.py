"""Several tasks given to one person at once, all or none."""

from collections.abc import Iterable

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.matters.actions.allocating import allocate
from hengjian.matters.models import WorkItem
from hengjian.organisation.models import Person


@journal.action
def allocate_all(
    *, items: Iterable[WorkItem], person: Person, reason: str = "", by: Actor
) -> int:
    """Give each task to the person; returns how many changed hands.

    Each leaves its own entry, so that its history is whole. Raises ``MatterFault``.
    """
    journal.nothing_changed()
    changed = 0
    for item in items:
        before = item.person_id
        given = allocate(item=item, person=person, reason=reason, by=by)
        changed += given.person_id != before
    return changed
