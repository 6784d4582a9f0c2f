"""Acts on days not worked: entered with their basis, granted by another, withdrawn."""

from datetime import date

from hengjian.appraisal.actions.oneself import is_about
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import AbsenceKind, GrantedAbsence
from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


@journal.action
def enter(
    *,
    procuratorate: Procuratorate,
    person: Person,
    kind: str,
    from_on: date,
    until_on: date,
    basis: str,
    by: Actor,
) -> GrantedAbsence:
    """Enter days that somebody did not work; they count once another granted them.

    Raises ``AppraisalFault`` without a basis, for days the wrong way round, or one's own.
    """
    if kind not in AbsenceKind.values or from_on > until_on:
        raise AppraisalFault(
            Text(
                "事由或起止日期不对",
                "no such kind, or the days are the wrong way round",
            ),
            where="from_on",
        )
    if not basis.strip():
        raise AppraisalFault(Text("写明依据", "say what it rests on"), where="basis")
    _require_another(person.pk, by)
    found = GrantedAbsence(
        procuratorate=procuratorate,
        person=person,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        basis=basis.strip()[:500],
        entered_by=by.journal_name,
        entered_at=clock.now(),
    )
    found.save()
    # why somebody was away is nobody's to read in the journal
    journal.enter(
        "appraisal.absence_entered",
        subject=found,
        new={"person": person.number, "from": from_on, "until": until_on},
        detail={"kind": Personal(kind), "basis": Personal(found.basis)},
    )
    return found


@journal.action
def decide(
    *, absence: GrantedAbsence, granted: bool, reason: str = "", by: Actor
) -> GrantedAbsence:
    """Grant or refuse what another entered; a refusal has a reason. Raises ``AppraisalFault``."""
    held = GrantedAbsence.objects.select_for_update().get(pk=absence.pk)
    if held.state != GrantedAbsence.State.ENTERED:
        raise AppraisalFault(Text("已经处理过", "it is decided already"))
    if held.entered_by == by.journal_name:
        raise AppraisalFault(
            Text("不能批准自己登记的", "one does not grant what one entered")
        )
    _require_another(held.person_id, by)
    if not granted and not reason.strip():
        raise AppraisalFault(Text("写明理由", "say why"), where="reason")
    states = GrantedAbsence.State
    held.state = states.GRANTED if granted else states.REFUSED
    held.decided_by, held.decided_at = by.journal_name, clock.now()
    held.reason = reason.strip()[:500]
    held.save()
    journal.enter(
        "appraisal.absence_decided",
        subject=held,
        new={"state": held.state},
        detail={"reason": Personal(held.reason)},
    )
    return held


@journal.action
def withdraw(*, absence: GrantedAbsence, reason: str, by: Actor) -> GrantedAbsence:
    """Take it back with the reason; closed sheets stay as they were. Raises ``AppraisalFault``."""
    held = GrantedAbsence.objects.select_for_update().get(pk=absence.pk)
    standing = (GrantedAbsence.State.ENTERED, GrantedAbsence.State.GRANTED)
    if held.state not in standing or not reason.strip():
        raise AppraisalFault(
            Text(
                "已经不在，或没有写明理由", "it does not stand, or no reason was given"
            ),
            where="reason",
        )
    _require_another(held.person_id, by)
    held.state, held.reason = GrantedAbsence.State.WITHDRAWN, reason.strip()[:500]
    held.save(update_fields=["state", "reason"])
    journal.enter(
        "appraisal.absence_withdrawn",
        subject=held,
        detail={"reason": Personal(held.reason)},
    )
    return held


def _require_another(person: int, by: Actor) -> None:
    if is_about(person, by):
        raise AppraisalFault(
            Text("不能办理自己的", "nobody does this for themself"), status=403
        )
