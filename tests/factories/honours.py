"""Party groups with points, and rounds of honours."""

from datetime import date
from decimal import Decimal

from hengjian.audit.actors import System
from hengjian.honours.actions import vetoing
from hengjian.honours.actions.vetoing import Cited
from hengjian.honours.models import Veto
from hengjian.ledger.actions import branches, entering, rules
from hengjian.ledger.actions.entering import Booking
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.models import (
    LedgerEntry,
    LedgerRule,
    PartyBranch,
    Purpose,
    RuleKind,
)
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


BY = System("test")
SINCE = date(2024, 1, 1)
BASIS = Cited(
    basis="本院考核办法",
    article="第十二条",
    reference="院发〔2026〕3号",
    facts="评查为不合格案件一件，经案件质量评查认定",
)


def branch(unit: Procuratorate, name: str = "第一党支部") -> PartyBranch:
    return branches.set_branch(unit=unit, code="one", name=name, secretary=None, by=BY)


def member(of: PartyBranch, person: Person, group: str = "一组") -> None:
    branches.set_member(branch=of, person=person, from_on=SINCE, group=group, by=BY)


def rule(unit: Procuratorate, *, deducts: bool = False) -> LedgerRule:
    kind = RuleKind.DEDUCTED if deducts else RuleKind.ADDED
    return rules.set_rule(
        unit=unit,
        said=Said(
            code="deducted" if deducts else "added",
            purpose=Purpose.MEMBER_POINTS,
            kind=kind,
            title=Text("扣分" if deducts else "加分", kind.value),
            hundredths=100,
            from_on=SINCE,
            source=Text("测试", "test"),
            mark="I",
        ),
        by=BY,
    )


def points(
    unit: Procuratorate,
    person: Person,
    amount: str,
    day: date = date(2026, 8, 3),
    *,
    deducts: bool = False,
) -> LedgerEntry:
    """Points of a member of the third quarter of 2026."""
    return entering.enter(
        person=person,
        booking=Booking(
            rule=rule(unit, deducts=deducts),
            hundredths=int(Decimal(amount) * 100),
            happened_on=day,
        ),
        by=BY,
    )


def proposed(person: Person, unit: Procuratorate, by: object = BY) -> Veto:
    """A veto proposed against somebody for the year 2026."""
    return vetoing.propose(
        person=person,
        unit=unit,
        cited=BASIS,
        from_on=date(2026, 1, 1),
        until_on=date(2026, 12, 31),
        by=by,  # type: ignore[arg-type]
    )
