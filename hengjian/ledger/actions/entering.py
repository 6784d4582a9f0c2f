"""Enter by a rule, and reverse: the only two ways in which an account changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.capping import Cap, Capped, capped
from hengjian.engines.points.spans import span_of
from hengjian.jobs import actions as jobs
from hengjian.ledger.accounts import account_of, locked
from hengjian.ledger.evidence import Evidence
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import How, LedgerAccount, LedgerEntry, LedgerRule, Purpose
from hengjian.ledger.queries.rules import caps_over
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import reason_given
from hengjian.matters.people import place_of
from hengjian.organisation.models import Department, Person, Procuratorate


ENTERED, REVERSED = "ledger.entered", "ledger.reversed"


@dataclass(frozen=True)
class Booking:
    """What is entered: by which rule, how much it asks for, for which day, on what ground.

    ``hundredths`` is what the rule gives before caps and before its sign. ``key`` names
    the thing, so that it is entered once.
    """

    rule: LedgerRule
    hundredths: int
    happened_on: date
    words: str = ""
    evidence: Sequence[Evidence] = ()
    key: str = ""
    confirmed_by: str = ""


@journal.action
def enter(
    *,
    person: Person | None = None,
    department: Department | None = None,
    booking: Booking,
    by: Actor,
) -> LedgerEntry:
    """Enter points or an award of a person, or a department's award, cut by the caps in
    force on that day.

    What is asked for under a key that stands in the ledger is not entered again: the
    entry that stands is given back. Raises ``LedgerFault`` for a day to come or before
    the rule, ``NotAnother`` where somebody enters for themselves or the own department.
    """
    rule = booking.rule
    refuse_concerned(person, department, by)
    _refuse_whose(rule, person, department)
    _refuse_day(rule, booking.happened_on)
    unit = rule.procuratorate
    account = locked(
        account_of(unit, Purpose(rule.purpose), person=person, department=department)
    )
    counter = account_of(unit, Purpose(rule.purpose))
    standing = standing_entry(booking.key)
    if standing is not None:
        journal.nothing_changed()
        return standing
    room = _capped(account, booking)
    entry = LedgerEntry(
        account=account,
        counter=counter,
        hundredths=rule.sign * room.given,
        asked=rule.sign * room.asked,
        cut=_told_cut(room),
        how=How.ENTERED,
        rule=rule,
        key=booking.key,
        attempt=LedgerEntry.objects.filter(key=booking.key, how=How.ENTERED).count()
        if booking.key
        else 0,
        happened_on=booking.happened_on,
        department=department or _department(person, unit, booking.happened_on),
        words=booking.words.strip()[:500],
        evidence=[each.stored() for each in booking.evidence],
        by=by.journal_name,
        confirmed_by=booking.confirmed_by,
    )
    return write(entry, ENTERED, by)


@journal.action
def reverse(*, entry: LedgerEntry, reason: str, by: Actor) -> LedgerEntry:
    """Take an entry back by another of the opposite amount, for the same day.

    What was cut by a cap in the meantime is not entered by itself: the page of the entry
    says which. Raises ``ReasonMissing``, ``LedgerFault`` for a reversal, a payment or
    what was reversed already, ``NotAnother`` on the own account and for who entered or
    confirmed it.
    """
    reason = reason_given(reason)
    account = locked(entry.account)
    refuse_concerned(account.person, account.department, by)
    if isinstance(by, Account) and by.journal_name in {entry.by, entry.confirmed_by}:
        raise NotAnother(
            Text(
                "记入、确认的人不能冲正，须由另一人办理",
                "who entered or confirmed it does not reverse it: another person does",
            )
        )
    if entry.how != How.ENTERED:
        raise LedgerFault(
            Text("冲正和发放不能再冲正", "a reversal or a payment is not reversed")
        )
    if LedgerEntry.objects.filter(reverses=entry).exists():
        raise LedgerFault(Text("这笔已经冲正", "this entry is reversed already"))
    made = LedgerEntry(
        account=account,
        counter=entry.counter,
        hundredths=-entry.hundredths,
        asked=-entry.asked,
        how=How.REVERSED,
        rule=entry.rule,
        key=entry.key,
        attempt=entry.attempt,
        happened_on=entry.happened_on,
        department=entry.department,
        words=reason[:500],
        evidence=entry.evidence,
        reverses=entry,
        by=by.journal_name,
    )
    return write(made, REVERSED, by)


def write(entry: LedgerEntry, event: str, by: Actor) -> LedgerEntry:
    """Inside an act: store an entry with its digest, in the journal and told to whom."""
    entry.entered_at = clock.now()
    entry.digest = entry.counted_digest()
    entry.save()
    journal.enter(
        event,
        subject=entry,
        new={
            "digest": entry.digest,
            "account": entry.account.identity,
            "hundredths": entry.hundredths,
            "rule": str(entry.rule) if entry.rule is not None else "",
        },
        detail={"reverses": entry.reverses_id} if entry.reverses_id else None,
    )
    if entry.account.person_id is not None and entry.how != How.PAID:
        jobs.tell(
            event=event, event_id=str(entry.pk), payload={"entry": entry.pk}, by=by
        )
    return entry


def standing_entry(key: str) -> LedgerEntry | None:
    """The entry of a key that nobody has reversed."""
    if not key:
        return None
    found: LedgerEntry | None = LedgerEntry.objects.filter(
        key=key, how=How.ENTERED, reversed_by__isnull=True
    ).first()
    return found


def refuse_oneself(person: Person, by: Actor) -> None:
    """Nobody acts on the own account. Raises ``NotAnother``."""
    if isinstance(by, Account) and person.pk in {by.person_id, by.duty_person_id}:
        raise NotAnother(
            Text("不能给自己记分、冲正", "nobody enters or reverses for oneself")
        )


def refuse_concerned(
    person: Person | None, department: Department | None, by: Actor
) -> None:
    """Nobody acts on the own account, nor on that of the own department.

    Raises ``NotAnother``.
    """
    if person is not None:
        refuse_oneself(person, by)
    if department is None or not isinstance(by, Account) or by.person is None:
        return
    place = place_of(by.person, clock.today())
    if place is not None and place[1] == department:
        raise NotAnother(
            Text(
                "不能给自己所在部门记奖、冲正",
                "nobody enters or reverses for the own department",
            )
        )


def _refuse_whose(
    rule: LedgerRule, person: Person | None, department: Department | None
) -> None:
    if (person is None) == (department is None):
        raise LedgerFault(
            Text(
                "写明记给谁：一个人或一个部门", "say for whom: a person or a department"
            )
        )
    if department is not None and (
        rule.purpose != Purpose.AWARDS
        or department.procuratorate_id != rule.procuratorate_id
    ):
        raise LedgerFault(
            Text(
                "部门只记本院的奖励，不记积分",
                "a department has awards of its own office, no points",
            ),
            status=422,
        )


def _refuse_day(rule: LedgerRule, day: date) -> None:
    if day > clock.today():
        raise LedgerFault(Text("日期还没有到", "that day is still to come"))
    if day < rule.from_on:
        raise LedgerFault(
            Text(
                f"这条规则自 {rule.from_on} 起施行，不溯及以前",
                f"this rule holds from {rule.from_on} on and does not reach back",
            )
        )


def _capped(account: LedgerAccount, booking: Booking) -> Capped:
    caps = []
    for rule in caps_over(booking.rule, booking.happened_on):
        first, last = span_of(booking.happened_on, rule.cap_span)
        found = account.entries.filter(
            happened_on__range=(first, last),
            rule__kind=booking.rule.kind,
        ).exclude(how=How.PAID)
        if not rule.caps_kind:
            found = found.filter(rule__code=rule.code)
        stands = found.aggregate(sum=Sum("hundredths"))["sum"] or 0
        caps.append(Cap(str(rule.pk), rule.cap or 0, rule.sign * int(stands)))
    return capped(booking.hundredths, caps)


def _told_cut(room: Capped) -> dict[str, object]:
    """Which cap cut it, in words that last."""
    if room.cut_by is None:
        return {}
    rule = LedgerRule.objects.get(pk=int(room.cut_by.name))
    return {
        "rule": str(rule),
        "zh": rule.title_zh,
        "en": rule.title_en,
        "span": rule.cap_span,
        "cap": room.cut_by.most,
        "before": room.cut_by.stands,
    }


def _department(
    person: Person | None, unit: Procuratorate, day: date
) -> Department | None:
    place = place_of(person, day) if person is not None else None
    return place[1] if place is not None and place[0] == unit else None
