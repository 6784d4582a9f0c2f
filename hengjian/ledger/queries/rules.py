"""The rules in force on a day, and every version of them."""

from collections.abc import Sequence
from datetime import date

from hengjian.ledger.models import LedgerRule, Purpose, RuleKind
from hengjian.organisation.models import Procuratorate


def rules_in_force(
    unit: Procuratorate, day: date, *, purpose: Purpose | None = None
) -> list[LedgerRule]:
    """The version of each rule that holds on a day, by purpose and code."""
    found = LedgerRule.objects.filter(procuratorate=unit, from_on__lte=day)
    if purpose is not None:
        found = found.filter(purpose=purpose)
    newest: dict[str, LedgerRule] = {}
    for rule in found.order_by("code", "version"):
        newest[rule.code] = rule
    standing = [rule for rule in newest.values() if not rule.is_ended]
    return sorted(standing, key=lambda rule: (rule.purpose, rule.kind, rule.code))


def rule_on(unit: Procuratorate, code: str, day: date) -> LedgerRule | None:
    """The version of one rule on a day."""
    found: LedgerRule | None = (
        LedgerRule.objects.filter(procuratorate=unit, code=code, from_on__lte=day)
        .order_by("-version")
        .first()
    )
    return None if found is None or found.is_ended else found


def caps_over(rule: LedgerRule, day: date) -> Sequence[LedgerRule]:
    """The rules whose caps an entry of this rule must keep: its own, then its kind's."""
    kinds = [
        other
        for other in rules_in_force(
            rule.procuratorate, day, purpose=Purpose(rule.purpose)
        )
        if other.cap is not None
        and other.kind == RuleKind(rule.kind)
        and (other.caps_kind or other.code == rule.code)
    ]
    return sorted(kinds, key=lambda other: (other.code != rule.code, other.code))


def versions(unit: Procuratorate) -> list[LedgerRule]:
    """Every version of every rule of an office, each rule's newest first."""
    return list(
        LedgerRule.objects.filter(procuratorate=unit).order_by(
            "purpose", "code", "-version"
        )
    )
