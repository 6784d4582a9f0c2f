"""Rules, branches and entries of the ledger for tests."""

from datetime import date
from typing import Any

from hengjian.audit.actors import System
from hengjian.ledger.actions import branches, rules
from hengjian.ledger.actions.entering import Booking, enter
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.evidence import of_words
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
SINCE = date(2025, 1, 1)
DAY = date(2025, 3, 10)


def rule(unit: Procuratorate, code: str = "task", **values: Any) -> LedgerRule:
    """A rule of points added, 2 to 5 for each, at most 8 in a quarter."""
    wanted = {
        "purpose": Purpose.MEMBER_POINTS,
        "kind": RuleKind.ADDED,
        "title": Text("完成急难任务", "urgent task done"),
        "hundredths": 200,
        "most": 500,
        "cap": 800,
        "cap_span": "quarter",
        "from_on": SINCE,
        "source": Text("本院试行办法", "the office's own working rule"),
        "mark": "I",
        **values,
    }
    return rules.set_rule(unit=unit, said=Said(code=code, **wanted), by=BY)


def award(unit: Procuratorate, **values: Any) -> LedgerRule:
    """A rule that gives 100 yuan for an item, times its level."""
    wanted = {
        "purpose": Purpose.AWARDS,
        "kind": RuleKind.ADOPTION,
        "title": Text("信息采用奖励", "award for an adopted item"),
        "hundredths": 10_000,
        "most": None,
        "multiples": {"city": "1", "province": "2.5", "supreme": "5"},
        "cap": None,
        "cap_span": "",
        **values,
    }
    return rule(unit, "item_award", **wanted)


def department_award(unit: Procuratorate, **values: Any) -> LedgerRule:
    """A rule that gives a department 500 to 3000 yuan for a major task."""
    wanted = {
        "purpose": Purpose.AWARDS,
        "title": Text("部门完成重点任务奖励", "award of a department"),
        "hundredths": 50_000,
        "most": 300_000,
        "cap": 600_000,
        "cap_span": "year",
        **values,
    }
    return rule(unit, "department_task", **wanted)


def item_points(unit: Procuratorate, **values: Any) -> LedgerRule:
    """A rule that gives a point for an item, times its level."""
    wanted = {
        "purpose": Purpose.INFORMATION_POINTS,
        "kind": RuleKind.ADOPTION,
        "title": Text("信息采用积分", "points for an adopted item"),
        "hundredths": 100,
        "most": None,
        "multiples": {"city": "2", "province": "5", "supreme": "10"},
        "cap": None,
        "cap_span": "",
        **values,
    }
    return rule(unit, "item_points", **wanted)


def branch(
    unit: Procuratorate, secretary: Person | None, *people: Person
) -> PartyBranch:
    """A branch with its secretary and members since the year began."""
    made = branches.set_branch(
        unit=unit, code="first", name="第一党支部", secretary=secretary, by=BY
    )
    for person in people:
        branches.set_member(branch=made, person=person, from_on=SINCE, by=BY)
    return made


def entry(
    person: Person, rule: LedgerRule, hundredths: int = 200, **values: Any
) -> LedgerEntry:
    """An entry by a rule for somebody."""
    wanted = {
        "happened_on": DAY,
        "words": "防汛值守",
        "evidence": [of_words("值班表 2025-03")],
        **values,
    }
    booking = Booking(rule=rule, hundredths=hundredths, **wanted)
    return enter(person=person, booking=booking, by=BY)
