"""Matters that belong together: linked, merged, handed to another office."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import advancing, timeline
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.kinds import NUMBER, kind_of
from hengjian.matters.locking import locked, under_way
from hengjian.matters.models import LinkKind, Matter, MatterLink
from hengjian.matters.models.matter_link import LINK_KINDS
from hengjian.matters.numbering import next_serial
from hengjian.organisation.models import Procuratorate


@journal.action
def link(
    *, matter: Matter, to: Matter, kind: LinkKind = LinkKind.RELATED, by: Actor
) -> MatterLink:
    """Link two matters; the same link again changes nothing. Raises ``MatterFault``."""
    if matter.pk == to.pk:
        raise MatterFault(Text("不能关联自己", "a matter is not linked to itself"))
    found = MatterLink.objects.filter(of=matter, to=to, kind=kind).first()
    if found is not None:
        journal.nothing_changed()
        return found
    made = MatterLink(
        of=matter, to=to, kind=kind, by=by.journal_name, linked_on=clock.today()
    )
    made.save()
    words = LINK_KINDS[kind]
    timeline.enter(
        matter,
        "matters.linked",
        Text(
            f"{words.zh}：{to.number} {to.title}", f"{words.en} {to.number} {to.title}"
        ),
        by=by,
        new={"to": to.pk, "kind": kind.value},
    )
    return made


@journal.action
def merge(*, matter: Matter, into: Matter, reason: str, by: Actor) -> Matter:
    """Merge a duplicate into the matter that goes on for both, with a reason.

    It is never done by likeness alone: somebody says so. Raises ``ReasonMissing``;
    ``MatterFault`` for another kind, another office, or one that is closed.
    """
    reason = reason_given(reason)
    into = locked(into)
    matter = under_way(matter)
    if matter.pk == into.pk or into.merged_into_id is not None:
        raise MatterFault(Text("不能并入这件事项", "it cannot be merged into this one"))
    if (matter.kind, matter.procuratorate_id) != (into.kind, into.procuratorate_id):
        raise MatterFault(
            Text("只能合并同一单位的同类事项", "only of one kind and one office")
        )
    link(matter=matter, to=into, kind=LinkKind.SAME_THING, by=by)
    matter.merged_into = into
    matter.save(update_fields=["merged_into"])
    timeline.enter(
        matter,
        "matters.merged",
        Text(f"并入 {into.number}", f"merged into {into.number}"),
        by=by,
        reason=reason,
        new={"into": into.pk},
    )
    advancing.close(matter, kind_of(matter.release), by=by, reason=reason)
    timeline.changed(matter)
    return matter


@journal.action
def transfer(*, matter: Matter, to: Procuratorate, reason: str, by: Actor) -> Matter:
    """Hand a matter to another office (移送), with a reason.

    It gets a number of that office's register; its people there are found anew. Raises
    ``ReasonMissing``, ``MatterFault``.
    """
    reason = reason_given(reason)
    matter = under_way(matter)
    if matter.procuratorate_id == to.pk:
        raise MatterFault(Text("事项就在该院", "the matter is there already"))
    old = {"procuratorate": matter.procuratorate.code, "number": matter.number}
    card = kind_of(matter.release).card
    matter.procuratorate, matter.department, matter.handler = to, None, None
    matter.year = clock.today().year
    matter.serial = next_serial(to, matter.kind, matter.year)
    values = {**matter.values}
    for item, value in ((card.unit, to.code), (NUMBER, matter.number)):
        if item and item in card.items:
            values[item] = value
    if card.department:
        values.pop(card.department, None)
    matter.values = values
    matter.save()
    matter.work_items.filter(done_at__isnull=True).update(
        procuratorate=to, department=None, person=None, claimed_at=None
    )
    timeline.enter(
        matter,
        "matters.transferred",
        Text(f"移送{to.name}", f"handed to {to.name_en or to.name}"),
        by=by,
        reason=reason,
        old=old,
        new={"procuratorate": to.code, "number": matter.number},
    )
    timeline.changed(matter)
    return matter
