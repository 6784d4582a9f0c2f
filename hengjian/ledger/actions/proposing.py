"""Points of members and awards of departments: one proposes with evidence, another decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.amounts import written
from hengjian.ledger.actions.entering import (
    Booking,
    enter,
    refuse_concerned,
    refuse_oneself,
)
from hengjian.ledger.evidence import Evidence
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import (
    MEASURES,
    PURPOSES,
    EntryProposal,
    LedgerRule,
    ProposalState,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.branches import membership_on
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import reason_given
from hengjian.organisation.models import Department, Person


@dataclass(frozen=True)
class Proposed:
    """What is proposed: the rule, how many hundredths, for which day, on what ground."""

    rule: LedgerRule
    hundredths: int
    happened_on: date
    words: str
    evidence: Sequence[Evidence]


@journal.action
def propose(*, person: Person, proposed: Proposed, by: Actor) -> EntryProposal:
    """Propose points for a member of one's own branch; nothing is entered yet.

    Raises ``NotAnother`` for oneself or a member of another branch, ``LedgerFault`` where
    the rule does not give this, or evidence is lacking.
    """
    refuse_oneself(person, by)
    member = membership_on(person, proposed.happened_on)
    if (
        member is None
        or member.branch.procuratorate_id != proposed.rule.procuratorate_id
    ):
        raise LedgerFault(
            Text("这一天不是本院支部的党员", "no member of a branch here on that day")
        )
    if isinstance(by, Account) and member.branch.secretary_id != by.duty_person_id:
        raise NotAnother(
            Text(
                "只能由该党员所在支部的书记提出",
                "only the secretary of the member's own branch proposes",
            )
        )
    _refuse(proposed, Purpose.MEMBER_POINTS)
    return _kept(EntryProposal(person=person), proposed, by)


@journal.action
def propose_award(
    *, department: Department, proposed: Proposed, by: Actor
) -> EntryProposal:
    """Propose an award of a department by a rule; nothing is entered yet.

    Raises ``NotAnother`` for the own department, ``LedgerFault`` for one of another
    office or a closed one, and where the rule does not give this or evidence is lacking.
    """
    refuse_concerned(None, department, by)
    unit = proposed.rule.procuratorate_id
    if department.procuratorate_id != unit or department.closed_on is not None:
        raise LedgerFault(Text("不是本院的部门", "no department of this office"))
    _refuse(proposed, Purpose.AWARDS)
    return _kept(EntryProposal(department=department), proposed, by)


@journal.action
def confirm(*, proposal: EntryProposal, by: Actor) -> EntryProposal:
    """Confirm as the second person: only by this the points stand in the ledger.

    Raises ``NotAnother`` for who proposed it or whose points they are, ``LedgerFault``
    where it was decided already.
    """
    proposal = _open(proposal, by)
    proposal.entry = enter(
        person=proposal.person,
        department=proposal.department,
        booking=Booking(
            rule=proposal.rule,
            hundredths=proposal.hundredths,
            happened_on=proposal.happened_on,
            words=proposal.words,
            evidence=[_evidence(each) for each in proposal.evidence],
            key=f"proposal:{proposal.pk}",
            confirmed_by=by.journal_name,
        ),
        by=_Proposer(proposal.proposed_by),
    )
    _decided(proposal, ProposalState.CONFIRMED, by)
    journal.enter(
        "ledger.points_confirmed", subject=proposal, new={"entry": proposal.entry.pk}
    )
    return proposal


@journal.action
def refuse(*, proposal: EntryProposal, reason: str, by: Actor) -> EntryProposal:
    """Refuse as the second person, with a reason; nothing is entered.

    Raises ``ReasonMissing``, ``NotAnother``, ``LedgerFault``.
    """
    reason = reason_given(reason)
    proposal = _open(proposal, by)
    proposal.reason = reason[:500]
    _decided(proposal, ProposalState.REFUSED, by)
    journal.enter(
        "ledger.points_refused", subject=proposal, detail={"reason": proposal.reason}
    )
    return proposal


@dataclass(frozen=True)
class _Proposer:
    """The first person, as whom the entry is written once the second has confirmed."""

    journal_name: str


def _open(proposal: EntryProposal, by: Actor) -> EntryProposal:
    held: EntryProposal = (
        EntryProposal.objects.select_for_update(of=("self",))
        .select_related("person", "department", "rule__procuratorate")
        .get(pk=proposal.pk)
    )
    if held.state != ProposalState.OPEN:
        raise LedgerFault(Text("已经有人办理", "somebody has decided on it already"))
    if held.proposed_by == by.journal_name:
        raise NotAnother(Text("须由另一人确认", "another person confirms"))
    refuse_concerned(held.person, held.department, by)
    return held


def _kept(proposal: EntryProposal, proposed: Proposed, by: Actor) -> EntryProposal:
    proposal.rule, proposal.hundredths = proposed.rule, proposed.hundredths
    proposal.happened_on = proposed.happened_on
    proposal.words = proposed.words.strip()[:500]
    proposal.evidence = [each.stored() for each in proposed.evidence]
    proposal.proposed_by, proposal.proposed_at = by.journal_name, clock.now()
    proposal.save()
    journal.enter(
        "ledger.points_proposed",
        subject=proposal,
        new={
            "person": proposal.person_id,
            "department": proposal.department_id,
            "rule": str(proposed.rule),
            "hundredths": proposed.hundredths,
            "happened_on": proposed.happened_on,
        },
    )
    return proposal


def _decided(proposal: EntryProposal, state: ProposalState, by: Actor) -> None:
    proposal.state = state
    proposal.decided_by, proposal.decided_at = by.journal_name, clock.now()
    proposal.save()


def _refuse(proposed: Proposed, purpose: Purpose) -> None:
    rule = proposed.rule
    if rule.purpose != purpose:
        raise LedgerFault(
            Text(
                f"这条规则记的不是{PURPOSES[purpose].zh}",
                f"this rule gives no {PURPOSES[purpose].en}",
            ),
            status=422,
        )
    if rule.kind not in {RuleKind.ADDED, RuleKind.DEDUCTED}:
        raise LedgerFault(
            Text("这条规则自动记分", "this rule enters by itself"), status=422
        )
    most = rule.hundredths if rule.most is None else rule.most
    if not rule.hundredths <= proposed.hundredths <= most:
        raise LedgerFault(
            Text(
                f"规则给 {written(rule.hundredths)} 至 {written(most)}"
                f"{MEASURES[purpose].zh}",
                f"the rule gives {written(rule.hundredths)} to {written(most)}",
            ),
            status=422,
        )
    if not proposed.evidence or not proposed.words.strip():
        raise LedgerFault(
            Text("写明事由并附依据", "say what for, and name the evidence"), status=422
        )
    if proposed.happened_on > clock.today():
        raise LedgerFault(Text("日期还没有到", "that day is still to come"), status=422)


def _evidence(stored: dict[str, str]) -> Evidence:
    return Evidence(
        stored["kind"],
        stored["reference"],
        Text(stored["zh"], stored["en"]),
        stored["digest"],
    )
