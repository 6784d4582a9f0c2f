"""Acts of whoever oversees findings: an explanation confirmed, an answer returned."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.models import Finding, FindingState


class NotRecheckable(UserFault):
    """There is no answer to re-check, or the return lacks its reason."""

    status = 409


@journal.action
def confirm_explanation(*, finding: Finding, by: Actor) -> Finding:
    """Hold an explanation to be right: the finding stands, nobody is asked any more.

    It stays explained until its card changes. Raises ``NotRecheckable`` where it is not
    explained, or was explained by the same account.
    """
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.state != FindingState.ANSWERED_EXPLAINED:
        raise NotRecheckable(
            Text("没有待复核的说明", "there is no explanation to read")
        )
    if finding.answered_by == by.journal_name:
        raise NotRecheckable(
            Text("自己的说明要由别人复核", "somebody else reads one's own explanation")
        )
    if finding.confirmed_by:
        journal.nothing_changed()
        return finding
    finding.confirmed_by = by.journal_name
    finding.confirmed_on = clock.today()
    finding.save(update_fields=["confirmed_by", "confirmed_on"])
    journal.enter(
        "warehouse.explanation_confirmed",
        subject=finding,
        new={"confirmed_on": finding.confirmed_on},
    )
    return finding


@journal.action
def return_answer(*, finding: Finding, reason: str, by: Actor) -> Finding:
    """Ask again, with the reason; the limit runs anew. Raises ``NotRecheckable``."""
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    answered = {FindingState.ANSWERED_CORRECTED, FindingState.ANSWERED_EXPLAINED}
    if finding.state not in answered:
        raise NotRecheckable(Text("没有待复核的答复", "there is no answer to re-check"))
    if not reason.strip():
        raise NotRecheckable(
            Text("请写明退回的理由", "say why the answer is returned"), status=422
        )
    old = {"state": finding.state, "answered_by": finding.answered_by}
    finding.state = FindingState.REOPENED
    finding.due_on = finding_due_on(clock.today())
    finding.times_reopened += 1
    finding.answered_by, finding.answered_on = "", None
    finding.confirmed_by, finding.confirmed_on = "", None
    finding.save()
    journal.enter(
        "warehouse.answer_returned",
        subject=finding,
        old=old,
        new={"state": finding.state, "due_on": finding.due_on},
        detail={"reason": reason.strip()},
    )
    return finding
