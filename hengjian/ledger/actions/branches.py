"""Party branches and who belongs to them."""

import re
from datetime import date, timedelta

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import BranchMember, PartyBranch
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


CODE = re.compile(r"[A-Za-z0-9_-]{1,30}")


@journal.action
def set_branch(
    *,
    unit: Procuratorate,
    code: str,
    name: str,
    name_en: str = "",
    secretary: Person | None,
    by: Actor,
) -> PartyBranch:
    """Enter a branch, or change its name and secretary. Raises ``LedgerFault``."""
    code, name = code.strip()[:30], name.strip()[:100]
    if code and not CODE.fullmatch(code):
        raise LedgerFault(
            Text(
                "代码由字母、数字和 - _ 组成",
                "a code has letters, digits, - and _",
            ),
            status=422,
        )
    if not (code and name):
        raise LedgerFault(Text("写明代码和名称", "say its code and name"), status=422)
    found = PartyBranch.objects.select_for_update().filter(
        procuratorate=unit, code=code
    )
    branch = found.first() or PartyBranch(procuratorate=unit, code=code)
    old = _says(branch) if branch.pk else None
    branch.name, branch.name_en = name, name_en.strip()[:200]
    branch.secretary = secretary
    if old == _says(branch):
        journal.nothing_changed()
        return branch
    branch.save()
    journal.enter("ledger.branch_set", subject=branch, old=old, new=_says(branch))
    return branch


@journal.action
def set_member(
    *,
    branch: PartyBranch,
    person: Person,
    from_on: date,
    group: str = "",
    by: Actor,
) -> BranchMember:
    """Somebody belongs to a branch from a day on; a branch before ends the day before.

    Raises ``LedgerFault`` for a day not after the one on which the present one began.
    """
    held: BranchMember | None = (
        BranchMember.objects.select_for_update()
        .filter(person=person, until_on__isnull=True)
        .first()
    )
    if held is not None and (held.branch_id, held.group) == (branch.pk, group):
        journal.nothing_changed()
        return held
    if held is not None:
        if from_on <= held.from_on:
            raise LedgerFault(
                Text(f"应晚于 {held.from_on}", f"that is to be after {held.from_on}")
            )
        held.until_on = from_on - timedelta(days=1)
        held.save()
    member = BranchMember(branch=branch, person=person, from_on=from_on, group=group)
    member.save()
    journal.enter(
        "ledger.member_set",
        subject=member,
        new={"branch": branch.pk, "person": person.pk, "from_on": from_on},
        detail={"group": group} if group else None,
    )
    return member


@journal.action
def end_membership(*, member: BranchMember, until_on: date, by: Actor) -> BranchMember:
    """Somebody leaves a branch with a last day. Raises ``LedgerFault``."""
    held: BranchMember = BranchMember.objects.select_for_update().get(pk=member.pk)
    if held.until_on is not None or until_on < held.from_on:
        raise LedgerFault(
            Text("已经转出，或早于转入日", "left already, or before it began")
        )
    held.until_on = until_on
    held.save()
    journal.enter(
        "ledger.member_left", subject=held, new={"until_on": until_on.isoformat()}
    )
    return held


def _says(branch: PartyBranch) -> dict[str, object]:
    return {
        "code": branch.code,
        "name": branch.name,
        "name_en": branch.name_en,
        "secretary": branch.secretary_id,
    }
