"""Who does it: allocated, claimed, delegated; and who keeps away."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max, Q

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import locked, open_item, under_way
from hengjian.matters.models import Matter, Recusal, WorkItem
from hengjian.matters.people import HANDLER, candidates
from hengjian.organisation.models import Person


class Method(StrEnum):
    """How the person is found."""

    NAMED = "named"
    ROTATION = "rotation"
    LOAD = "load"


METHODS = {
    Method.NAMED: Text("指定", "named"),
    Method.ROTATION: Text("轮流", "by rotation"),
    Method.LOAD: Text("按在办数量", "by load"),
}


@journal.action
def allocate(
    *,
    item: WorkItem,
    method: Method = Method.NAMED,
    person: Person | None = None,
    reason: str = "",
    by: Actor,
) -> WorkItem:
    """Give a task to somebody: named, the next in rotation, or the least loaded.

    Naming somebody needs a reason where rotation or load would have found another: it is
    the discretion that others ask about. Raises ``MatterFault`` for nobody to give it to
    and for people who keep away.
    """
    item = open_item(item, under_way(item.matter))
    people = candidates(item)
    if method is Method.NAMED:
        chosen = _named(item, person)
    else:
        chosen = next_of(people, item, method)
    before = item.person_id
    if before == chosen.pk:
        journal.nothing_changed()
        return item
    _give(item, chosen)
    timeline.enter(
        item.matter,
        "matters.allocated",
        Text(
            f"“{item.label_zh}”分派给{chosen.name}({METHODS[method].zh})",
            f"“{item.label_en}” allocated to {chosen.name} ({METHODS[method].en})",
        ),
        by=by,
        reason=reason.strip(),
        subject=item,
        old={"person": before},
        new={"person": chosen.pk, "method": method.value},
    )
    return item


def next_of(people: Sequence[Person], item: WorkItem, method: Method) -> Person:
    """Whose turn it is, or who has least to do; by staff number where they are equal.

    Raises ``MatterFault`` where nobody is there.
    """
    if not people:
        raise MatterFault(
            Text("没有可以分派的人", "there is nobody to whom it could be given")
        )
    counted: dict[int, dict[str, Any]] = {
        row["person"]: dict(row)
        for row in WorkItem.objects.filter(person__in=people)
        .order_by()
        .values("person")
        .annotate(
            waiting=Count("id", filter=Q(done_at__isnull=True)),
            last=Max("id", filter=Q(role=item.role, matter_kind=item.matter_kind)),
        )
    }
    key = "waiting" if method is Method.LOAD else "last"

    def rank(person: Person) -> tuple[int, str]:
        row = counted.get(person.pk, {})
        return (int(row.get(key) or 0), person.number)

    return min(people, key=rank)


def _named(item: WorkItem, person: Person | None) -> Person:
    if person is None:
        raise MatterFault(Text("请指定人员", "say to whom"))
    _refuse_recused(item.matter, person)
    return person


def _refuse_recused(matter: Matter, person: Person) -> None:
    if matter.recusals.filter(person=person).exists():
        raise MatterFault(
            Text(f"{person.name}已回避这件事项", f"{person.name} keeps away from it")
        )


def _give(item: WorkItem, person: Person) -> None:
    item.person, item.claimed_at = person, clock.now()
    item.save(update_fields=["person", "claimed_at"])
    if item.role == HANDLER:
        item.matter.handler = person
        item.matter.save(update_fields=["handler"])
        timeline.card_changed(item.matter)


@journal.action
def claim(*, item: WorkItem, person: Person, by: Actor) -> WorkItem:
    """Take a task that anybody of its role may take.

    Raises ``MatterFault`` where somebody has it already or the person keeps away.
    """
    item = open_item(item, under_way(item.matter))
    if item.person_id == person.pk:
        journal.nothing_changed()
        return item
    if item.person is not None:
        raise MatterFault(
            Text(f"{item.person.name}已经领办", f"{item.person.name} has taken it")
        )
    _refuse_recused(item.matter, person)
    _give(item, person)
    timeline.enter(
        item.matter,
        "matters.claimed",
        Text(
            f"{person.name}领办“{item.label_zh}”",
            f"{person.name} took “{item.label_en}”",
        ),
        by=by,
        subject=item,
        new={"person": person.pk},
    )
    return item


@journal.action
def delegate(*, item: WorkItem, person: Person, reason: str, by: Actor) -> WorkItem:
    """Hand a task on to somebody else (转办), with a reason; its limit runs on.

    Raises ``ReasonMissing``; ``MatterFault`` for who has it already or keeps away.
    """
    reason = reason_given(reason)
    item = open_item(item, under_way(item.matter))
    if item.person_id == person.pk:
        raise MatterFault(
            Text(f"任务已在{person.name}处", f"{person.name} has it already")
        )
    _refuse_recused(item.matter, person)
    before = item.person_id
    _give(item, person)
    timeline.enter(
        item.matter,
        "matters.delegated",
        Text(
            f"“{item.label_zh}”转由{person.name}办理",
            f"“{item.label_en}” handed on to {person.name}",
        ),
        by=by,
        reason=reason,
        subject=item,
        old={"person": before},
        new={"person": person.pk},
    )
    return item


@journal.action
def recuse(*, matter: Matter, person: Person, reason: str, by: Actor) -> Recusal:
    """Keep somebody away from a matter; open tasks in their hands are given up.

    Raises ``ReasonMissing``; ``MatterFault`` where they keep away already.
    """
    reason = reason_given(reason)
    matter = locked(matter)
    if matter.recusals.filter(person=person).exists():
        raise MatterFault(Text(f"{person.name}已回避", f"{person.name} keeps away"))
    recusal = Recusal(
        matter=matter,
        person=person,
        reason=reason,
        by=by.journal_name,
        recused_on=clock.today(),
    )
    recusal.save()
    given_up = matter.work_items.filter(person=person, done_at__isnull=True)
    count = given_up.update(person=None, claimed_at=None)
    if matter.handler_id == person.pk:
        matter.handler = None
        matter.save(update_fields=["handler"])
        timeline.card_changed(matter)
    timeline.enter(
        matter,
        "matters.recused",
        Text(f"{person.name}回避", f"{person.name} keeps away"),
        by=by,
        reason=reason,
        new={"person": person.pk, "given_up": count},
    )
    return recusal
