"""An information item's adoption enters the ledger exactly once, and is taken back again.

What ought to stand for a matter is worked out from it as it is now and compared with what
stands: the same answer whatever was told, however often, in whatever order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.amounts import multiple, multiplied
from hengjian.ledger.actions.entering import Booking, enter, reverse
from hengjian.ledger.evidence import of_matter
from hengjian.ledger.models import (
    How,
    LedgerEntry,
    LedgerRule,
    RuleKind,
    SettledAdoption,
)
from hengjian.ledger.queries.rules import rules_in_force
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.matters.people import person_named
from hengjian.organisation.models import Person


NOTHING = Text("", "")
NOT_ADOPTED = "not_adopted"


@dataclass(frozen=True)
class _Owed:
    """What a matter gives as it stands: to whom, for which day, by which rules."""

    level: str
    person: Person | None = None
    day: date | None = None
    amounts: Mapping[str, tuple[LedgerRule, int]] | None = None
    why: Text = NOTHING
    # looked at again tomorrow, whatever else happens to the matter
    waits: bool = False


@journal.action
def settle(*, matter: Matter, by: Actor) -> SettledAdoption:
    """Bring the ledger in line with an information item as it stands.

    An adoption is entered once for each rule; one that was withdrawn or changed is
    reversed with that as its reason. Why nothing is entered is kept in words.
    """
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    owed = _owed(matter)
    standing = _standing(matter)
    kept = {code for code, entry in standing.items() if _is_as_owed(entry, code, owed)}
    for code, entry in standing.items():
        if code not in kept:
            reverse(entry=entry, reason=_reason(owed), by=by)
    for code, (rule, amount) in (owed.amounts or {}).items():
        if code not in kept and owed.person is not None and owed.day is not None:
            booking = Booking(
                rule=rule,
                hundredths=amount,
                happened_on=owed.day,
                words=str(matter.values.get("adoption_proof") or "")[:500],
                evidence=[of_matter(matter)],
                key=_key(matter, code),
            )
            enter(person=owed.person, booking=booking, by=by)
    settled = SettledAdoption.objects.filter(matter=matter).first()
    settled = settled or SettledAdoption(matter=matter)
    settled.version = 0 if owed.waits else matter.version
    settled.level = owed.level[:30]
    settled.why_zh, settled.why_en = owed.why.zh[:300], owed.why.en[:300]
    settled.settled_at = clock.now()
    settled.save()
    journal.enter(
        "ledger.adoption_settled",
        subject=matter,
        new={"version": matter.version, "level": owed.level},
        detail={"why": owed.why.zh} if owed.why.zh else None,
    )
    return settled


def _key(matter: Matter, code: str) -> str:
    return f"adoption:{matter.pk}:{code}"


def _owed(matter: Matter) -> _Owed:
    level = str(matter.values.get("adopted") or "")
    if level in {"", NOT_ADOPTED}:
        return _Owed(level)
    told = matter.values.get("adopted_on")
    if not told:
        return _Owed(
            level, why=Text("没有采用日期", "the day of the adoption is missing")
        )
    day = date.fromisoformat(str(told))
    if day > clock.today():
        why = Text("采用日期还没有到", "adopted on a day to come")
        return _Owed(level, why=why, waits=True)
    writer = str(matter.values.get("applicant") or "")
    person = person_named(writer, matter.procuratorate, day)
    if person is None:
        return _Owed(
            level,
            why=Text(
                f"撰写人“{writer}”不是本院人员", f"no such person here: “{writer}”"
            ),
        )
    amounts = {
        rule.code: (rule, multiplied(rule.hundredths, multiple(rule.multiples[level])))
        for rule in rules_in_force(matter.procuratorate, day)
        if rule.kind == RuleKind.ADOPTION and level in rule.multiples
    }
    given = {code: each for code, each in amounts.items() if each[1]}
    if not given:
        return _Owed(
            level,
            why=Text("当日没有这一级的规则", "no rule for this level on that day"),
        )
    return _Owed(level, person, day, given)


def _standing(matter: Matter) -> dict[str, LedgerEntry]:
    entries = LedgerEntry.objects.filter(
        key__startswith=_key(matter, ""), how=How.ENTERED, reversed_by__isnull=True
    ).select_related("account__person", "counter", "rule")
    return {entry.key.rpartition(":")[2]: entry for entry in entries.order_by("id")}


def _is_as_owed(entry: LedgerEntry, code: str, owed: _Owed) -> bool:
    """Whether what stands is what is owed; by the rule of its day, never a later one."""
    wanted = (owed.amounts or {}).get(code)
    return (
        wanted is not None
        and owed.person is not None
        and entry.account.person_id == owed.person.pk
        and entry.happened_on == owed.day
        and entry.rule_id == wanted[0].pk
        and entry.asked == wanted[1]
    )


def _reason(owed: _Owed) -> str:
    if owed.level in {"", NOT_ADOPTED}:
        return "采用已撤销"
    return "采用登记已更改"
