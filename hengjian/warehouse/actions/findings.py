"""Acts on findings: answered by the filler, given to somebody else."""

from enum import StrEnum

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person
from hengjian.warehouse.models import Finding, FindingState


class Answer(StrEnum):
    """What a filler may say."""

    CORRECTED = "corrected"
    EXPLAINED = "explained"


_ANSWER = (
    "state",
    "reason",
    "answered_by",
    "answered_on",
    "confirmed_by",
    "confirmed_on",
)


class NotAnswerable(UserFault):
    """The finding is closed, or the answer lacks its reason."""

    status = 409


@journal.action
def answer(*, finding: Finding, answer: Answer, reason: str = "", by: Actor) -> Finding:
    """Say that a card was corrected at its source, or why it is right as it is.

    The next import that holds the card re-checks it: corrected and right closes the
    finding, corrected and still wrong reopens it. An explanation needs its reason.
    Raises ``NotAnswerable``.
    """
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.state == FindingState.CLOSED:
        raise NotAnswerable(Text("问题已经办结", "the finding is closed"))
    if answer is Answer.EXPLAINED and not reason.strip():
        raise NotAnswerable(Text("请写明说明的理由", "an explanation needs its reason"))
    old = {"state": finding.state}
    finding.state = FindingState(answer.value)
    finding.reason = reason.strip()
    finding.answered_by = by.journal_name
    finding.answered_on = clock.today()
    finding.confirmed_by, finding.confirmed_on = "", None
    finding.save(update_fields=_ANSWER)
    journal.enter(
        "warehouse.finding_answered",
        subject=finding,
        old=old,
        new={"state": finding.state},
        detail={"reason": finding.reason},
    )
    return finding


@journal.action
def assign(*, finding: Finding, person: Person, by: Actor) -> Finding:
    """Give a finding to the person who is to answer it.

    Raises ``NotAnswerable`` when it is closed.
    """
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.state == FindingState.CLOSED:
        raise NotAnswerable(Text("问题已经办结", "the finding is closed"))
    before = finding.person_id
    if before == person.pk:
        journal.nothing_changed()
        return finding
    finding.person = person
    finding.save(update_fields=["person"])
    journal.enter(
        "warehouse.finding_assigned",
        subject=finding,
        old={"person": before},
        new={"person": person.pk},
    )
    return finding
