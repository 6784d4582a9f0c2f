"""A payment list: drawn from the ledger, checked by another, approved, paid, frozen."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.spans import month_of, span_of
from hengjian.ledger.accounts import account_of, locked
from hengjian.ledger.actions.entering import write
from hengjian.ledger.evidence import LIST, Evidence
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import (
    How,
    LedgerEntry,
    PaymentLine,
    PaymentList,
    PaymentPart,
    PaymentState,
    Purpose,
)
from hengjian.ledger.queries.payable import (
    digest_of_list,
    in_lines,
    lines_with_entries,
    payable,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import reason_given
from hengjian.organisation.models import Procuratorate


@journal.action
def draw(*, unit: Procuratorate, month_on: date, by: Actor) -> PaymentList:
    """Draw the list of a month: every award until its end that no list has paid.

    An account whose reversals exceed its awards is carried over, not paid. Raises
    ``LedgerFault`` for a month to come, one that has a list, or nothing to pay.
    """
    month_on = month_of(month_on)
    if month_on > clock.today():
        raise LedgerFault(Text("这个月还没有到", "that month is still to come"))
    locked(account_of(unit, Purpose.AWARDS))
    standing = PaymentList.objects.filter(procuratorate=unit, month_on=month_on)
    if standing.exclude(state=PaymentState.WITHDRAWN).exists():
        raise LedgerFault(
            Text("这个月已有发放清单", "there is a list of this month already")
        )
    found = [each for each in payable(unit, month_on) if each.fen > 0]
    if not found:
        raise LedgerFault(
            Text("没有尚未发放的奖励", "there are no awards still to be paid")
        )
    drawn = PaymentList(
        procuratorate=unit,
        month_on=month_on,
        fen=sum(each.fen for each in found),
        drawn_by=by.journal_name,
        drawn_at=clock.now(),
    )
    drawn.save()
    for each in found:
        line = PaymentLine(payment_list=drawn, account_id=each.account, fen=each.fen)
        line.save()
        PaymentPart.objects.bulk_create(
            [PaymentPart(line=line, entry=entry) for entry in each.entries]
        )
    journal.enter(
        "ledger.payment_drawn",
        subject=drawn,
        new={"month": month_on, "fen": drawn.fen, "lines": len(found)},
    )
    return drawn


@journal.action
def check(*, payment_list: PaymentList, by: Actor) -> PaymentList:
    """Check a draft as another person: recounted from the ledger as it stands now.

    Raises ``NotAnother`` for who drew it, ``LedgerFault`` where the ledger has changed.
    """
    held = _held(payment_list, PaymentState.DRAFT)
    if held.drawn_by == by.journal_name:
        raise NotAnother(Text("须由另一人复核", "another person checks it"))
    _refuse_changed(held)
    held.state = PaymentState.CHECKED
    held.checked_by, held.checked_at = by.journal_name, clock.now()
    held.save()
    journal.enter("ledger.payment_checked", subject=held, new={"fen": held.fen})
    return held


@journal.action
def approve(*, payment_list: PaymentList, by: Actor) -> PaymentList:
    """Approve a checked list: from now on its digest holds it as it is.

    Raises ``NotAnother`` for who drew or checked it, ``LedgerFault``.
    """
    held = _held(payment_list, PaymentState.CHECKED)
    if by.journal_name in {held.drawn_by, held.checked_by}:
        raise NotAnother(
            Text("编制、复核的人不批准", "who drew or checked it does not approve it")
        )
    _refuse_changed(held)
    held.state, held.digest = PaymentState.APPROVED, digest_of_list(held)
    held.approved_by, held.approved_at = by.journal_name, clock.now()
    held.save()
    journal.enter(
        "ledger.payment_approved",
        subject=held,
        new={"fen": held.fen, "digest": held.digest},
    )
    return held


@journal.action
def pay(*, payment_list: PaymentList, by: Actor) -> PaymentList:
    """Enter that an approved list was paid: each line is booked off its account.

    Raises ``LedgerFault`` where the list is not as it was approved, ``NotAnother`` for
    who approved it.
    """
    held = _held(payment_list, PaymentState.APPROVED)
    if by.journal_name == held.approved_by:
        raise NotAnother(
            Text("批准的人不登记发放", "who approved it does not enter the payment")
        )
    if digest_of_list(held) != held.digest:
        raise LedgerFault(
            Text("清单与批准时不符", "the list is not as it was approved")
        )
    evidence = Evidence(
        LIST,
        str(held.pk),
        Text(f"{held.month_on:%Y-%m} 发放清单", f"payment list {held.month_on:%Y-%m}"),
        held.digest,
    ).stored()
    counter = account_of(held.procuratorate, Purpose.AWARDS)
    _, last = span_of(held.month_on, "month")
    for line in lines_with_entries(held):
        entry = LedgerEntry(
            account=line.account,
            counter=counter,
            hundredths=-line.fen,
            asked=-line.fen,
            how=How.PAID,
            happened_on=min(last, clock.today()),
            evidence=[evidence],
            by=by.journal_name,
        )
        line.paid_entry = write(entry, "ledger.entered", by)
        line.save()
    held.state = PaymentState.PAID
    held.paid_by, held.paid_at = by.journal_name, clock.now()
    held.save()
    journal.enter(
        "ledger.payment_paid",
        subject=held,
        new={"fen": held.fen, "digest": held.digest},
    )
    return held


@journal.action
def withdraw(*, payment_list: PaymentList, reason: str, by: Actor) -> PaymentList:
    """Withdraw a list that was not paid; its entries are free for another.

    Raises ``ReasonMissing``, ``LedgerFault`` for one that was paid or withdrawn.
    """
    reason = reason_given(reason)
    held = PaymentList.objects.select_for_update(of=("self",)).get(pk=payment_list.pk)
    if held.state in {PaymentState.PAID, PaymentState.WITHDRAWN}:
        raise LedgerFault(
            Text("已发放或已撤销的不能撤销", "it was paid or withdrawn already")
        )
    PaymentPart.objects.filter(line__payment_list=held).delete()
    held.state, held.reason = PaymentState.WITHDRAWN, reason[:500]
    held.save()
    journal.enter(
        "ledger.payment_withdrawn",
        subject=held,
        new={"fen": held.fen},
        detail={"reason": held.reason},
    )
    return held


def _held(payment_list: PaymentList, state: PaymentState) -> PaymentList:
    held: PaymentList = (
        PaymentList.objects.select_for_update(of=("self",))
        .select_related("procuratorate")
        .get(pk=payment_list.pk)
    )
    if held.state != state:
        raise LedgerFault(
            Text(
                f"清单现为“{held.state_text.zh}”，不能这样办",
                f"the list is {held.state_text.en}: this is not for it",
            )
        )
    return held


def _refuse_changed(held: PaymentList) -> None:
    """Something to be paid or taken back came after the list was drawn: draw it anew."""
    listed = in_lines(held)
    for each in payable(held.procuratorate, held.month_on):
        if each.account in listed or each.fen > 0:
            raise LedgerFault(
                Text(
                    "编制以后台账有新的记录，请撤销后重新编制",
                    "the ledger has changed since: withdraw the list and draw it anew",
                )
            )
