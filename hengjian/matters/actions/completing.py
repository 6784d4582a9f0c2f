"""Complete a task: what was filled becomes the matter's, and its process goes on."""

from collections.abc import Iterable, Mapping

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.engines.forms.bound import BoundForm
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered
from hengjian.matters import (
    course,
    likeness,
    papers,
    personal_vault,
    recording,
    timeline,
)
from hengjian.matters.advancing import bring_in_line, end
from hengjian.matters.faults import MatterFault, NotFilled, reason_given
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.gates import passing
from hengjian.matters.kinds import LEADER, Kind, kind_of
from hengjian.matters.locking import locked, one_of, open_items, under_way_with_process
from hengjian.matters.models import Draft, Matter, Outcome, WorkItem, WorkKind
from hengjian.matters.people import person_named


MAY_COMPLETE = "matters.complete"
"""The gate that an app above may hold before a task of a matter: ``gate(item=, by=)``."""


@journal.action
def complete(
    *,
    item: WorkItem,
    bound: BoundForm | None,
    version: int,
    reason: str = "",
    answers: Mapping[str, str] | None = None,
    by: Actor,
) -> Matter:
    """Complete a task with what was filled on its form.

    ``version`` is the matter's when the form was opened: raises ``ChangedMeanwhile`` where
    somebody changed it since, ``NotFilled`` where the form may not stand, ``MatterFault``
    for a task that is done or waits for countersignatures. ``answers`` are those to the
    pack's integrity gates: raises ``Stopped`` and ``MustAnswer``.
    """
    matter = under_way_with_process(item.matter, version=version)
    items = open_items(matter)
    item = one_of(items, item)
    _refuse_unsigned(item, items)
    for gate in registered("GATES", MAY_COMPLETE):
        gate(item=item, by=by)
    kind = kind_of(matter.release)
    papers.refuse_without(matter, item, kind)
    if bound is not None:
        if not bound.is_valid:
            raise NotFilled(bound)
        if bound.form.name != item.form:
            raise MatterFault(
                Text("表单与任务不符", "the form is not that of the task")
            )
    old = _fill(matter, kind, bound)
    row = row_of(kind, values_of(matter, kind))
    passed = passing.pass_gates(
        kind, item.element, row, matter.procuratorate, answers, matter=matter, by=by
    )
    end(item, Outcome.COMPLETED, by, items=items)
    advance = course.step_held(matter, item.task, row, reason=reason, by=by)
    timeline.enter(
        matter,
        "matters.completed",
        Text(f"办完“{item.label_zh}”", f"“{item.label_en}” done"),
        by=by,
        reason=reason.strip(),
        subject=item,
        old=old,
        new=_kept(kind, bound),
    )
    passing.enter(matter, passed, item=item, by=by)
    papers.draft_after(matter, item, kind, row, by=by)
    bring_in_line(matter, kind, advance, row, items=items, by=by)
    timeline.changed(matter)
    if isinstance(by, Account):
        later.delete(Draft, account=by.pk, matter=matter.pk, form=item.form)
    return matter


@journal.action
def correct(
    *, matter: Matter, bound: BoundForm, version: int, reason: str, by: Actor
) -> Matter:
    """Correct values that were filled before, with a reason; no task moves.

    Raises ``ChangedMeanwhile``, ``NotFilled``, ``ReasonMissing``.
    """
    reason = reason_given(reason)
    matter = locked(matter, version=version)
    if not bound.is_valid:
        raise NotFilled(bound)
    kind = kind_of(matter.release)
    old = _fill(matter, kind, bound)
    row = row_of(kind, values_of(matter, kind))
    advance = course.changed(matter, row, by=by)
    timeline.enter(
        matter,
        "matters.corrected",
        Text(f"更正“{bound.form.title.zh}”", f"“{bound.form.title.en}” corrected"),
        by=by,
        reason=reason,
        old=old,
        new=_kept(kind, bound),
    )
    if advance is not None:
        bring_in_line(matter, kind, advance, row, by=by)
    timeline.changed(matter)
    return matter


def _refuse_unsigned(item: WorkItem, items: Iterable[WorkItem]) -> None:
    waiting = sum(
        each.kind == WorkKind.COUNTERSIGN and each.parent_id == item.pk
        for each in items
    )
    if waiting:
        raise MatterFault(
            Text(
                f"还有 {waiting} 人没有会签",
                f"{waiting} people have not countersigned yet",
            )
        )


def _fill(matter: Matter, kind: Kind, bound: BoundForm | None) -> dict[str, object]:
    """Take over what was filled; returns the plain values that were there before."""
    if bound is None:
        return {}
    personal = kind.personal_items
    filled = {n: v for n, v in bound.filled.items() if n not in personal}
    old = {name: matter.values.get(name) for name in filled}
    before = _filled_fields(matter)
    values = {**matter.values, **filled}
    matter.values = {name: value for name, value in values.items() if value is not None}
    sealed = {n: v for n, v in bound.filled.items() if n in personal}
    if sealed:
        personal_vault.keep(matter, {**personal_vault.opened(matter), **sealed})
    today = clock.today()
    people = {"handler": kind.card.handler or "", "leader_in_charge": LEADER}
    for field, name in people.items():
        if filled.get(name):
            found = person_named(str(filled[name]), matter.procuratorate, today)
            setattr(matter, field, found or getattr(matter, field))
    if matter.is_national:
        matter.national_number = recording.national_number(kind, matter.values)
        recording.refuse_taken(matter)
    now = _filled_fields(matter)
    later.update(matter, *(name for name in now if now[name] != before[name]))
    if likeness.has_any(kind):
        likeness.keep(matter, kind, values_of(matter, kind))
    passing = kind.transient_items
    return {n: v for n, v in old.items() if v is not None and n not in passing}


def _filled_fields(matter: Matter) -> dict[str, object]:
    """What a form can change of a matter; what stays need not be written again."""
    return {
        "values": matter.values,
        "handler": matter.handler_id,
        "leader_in_charge": matter.leader_in_charge_id,
        "national_number": matter.national_number,
    }


def _kept(kind: Kind, bound: BoundForm | None) -> dict[str, object]:
    """What the journal keeps of a filled form: personal items as digests."""
    if bound is None:
        return {}
    return {
        name: journal.Personal(str(value)) if name in kind.personal_items else value
        for name, value in bound.filled.items()
        if value is not None and name not in kind.transient_items
    }
