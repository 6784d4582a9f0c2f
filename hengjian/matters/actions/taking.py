"""What the warehouse did with matters that changed: taken, or to be taken all anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.matters import timeline
from hengjian.matters.models import ChangedMatter, Matter


_TOGETHER = 500  # keys in one statement


@dataclass(frozen=True)
class Change:
    """A change as it was taken: the matter's version, and its moment in microseconds."""

    version: int
    at: int

    @classmethod
    def of(cls, changed: ChangedMatter) -> "Change":
        """As its row says it."""
        return cls(changed.version, round(changed.changed_at.timestamp() * 1_000_000))


def forget_taken(changes: Mapping[int, Change]) -> None:
    """Forget the changes of matters (key → change), inside the action that took them.

    A matter that changed again meanwhile stays to be taken.
    """
    matters = sorted(changes)
    for first in range(0, len(matters), _TOGETHER):
        together = matters[first : first + _TOGETHER]
        rows = ChangedMatter.objects.select_for_update().filter(matter__in=together)
        done = [r.pk for r in rows if Change.of(r) == changes[r.matter_id]]
        ChangedMatter.objects.filter(pk__in=done).delete()


@journal.action
def take_anew(*, matters: Sequence[int], by: Actor) -> None:
    """Have these matters' cards written once more: a file wrote over them."""
    now = clock.now()
    found = Matter.objects.filter(pk__in=matters).order_by("pk")
    rows = found.values_list("pk", "kind", "version")
    ChangedMatter.objects.bulk_create(
        (
            ChangedMatter(matter_id=pk, kind=kind, version=version, changed_at=now)
            for pk, kind, version in rows
        ),
        batch_size=_TOGETHER,
        ignore_conflicts=True,
    )
    timeline.tell_of_change()
    journal.enter(
        "matters.cards_written_anew",
        subject="matters.cards",
        detail={"matters": len(rows)},
    )


@journal.action
def take_all_anew(*, kind: str, by: Actor) -> int:
    """Have every matter of a kind taken once more; returns how many there are."""
    now = clock.now()
    matters = Matter.objects.filter(kind=kind).order_by("pk")
    ChangedMatter.objects.bulk_create(
        (
            ChangedMatter(matter_id=pk, kind=kind, version=version, changed_at=now)
            for pk, version in matters.values_list("pk", "version").iterator()
        ),
        batch_size=_TOGETHER,
        ignore_conflicts=True,
    )
    number = int(ChangedMatter.objects.filter(kind=kind).count())
    journal.enter(
        "matters.cards_asked_anew", subject=f"pack:{kind}", new={"matters": number}
    )
    return number
