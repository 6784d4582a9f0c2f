"""Base points of members: by the rule alone, once in each of its periods."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.spans import span_of
from hengjian.ledger.actions.entering import Booking, enter, standing_entry
from hengjian.ledger.evidence import Evidence, digest_of
from hengjian.ledger.models import LedgerRule, PartyBranch, Purpose, RuleKind, Span
from hengjian.ledger.queries.branches import members_on
from hengjian.ledger.queries.rules import rules_in_force
from hengjian.lib.bilingual import Text


@journal.action
def enter_base(*, branch: PartyBranch, day: date, by: Actor) -> int:
    """Enter what every member of a branch has by rule in the period of a day.

    Returns how many were entered; who has them already in this period is passed over.
    """
    journal.nothing_changed()
    rules = rules_in_force(branch.procuratorate, day, purpose=Purpose.MEMBER_POINTS)
    entered = 0
    for rule in rules:
        if rule.kind != RuleKind.BASE:
            continue
        first, _ = span_of(day, rule.cap_span or Span.YEAR)
        evidence = _evidence(rule)
        for member in members_on(branch, day):
            key = f"base:{rule.procuratorate_id}:{rule.code}:{first}:{member.person_id}"
            if standing_entry(key) is not None:
                continue
            booking = Booking(
                rule=rule,
                hundredths=rule.hundredths,
                happened_on=day,
                words=f"{branch.name} {first:%Y-%m}",
                evidence=[evidence],
                key=key,
            )
            enter(person=member.person, booking=booking, by=by)
            entered += 1
    return entered


def _evidence(rule: LedgerRule) -> Evidence:
    return Evidence(
        "words", str(rule), Text(rule.title_zh, rule.title_en), digest_of(str(rule))
    )
