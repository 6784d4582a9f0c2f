"""A year of points and one payment list in the demo's county, with one reversal."""

from datetime import date
from random import Random

from hengjian.access.models import Account
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.demo.city.generating import TODAY
from hengjian.engines.points.spans import month_of
from hengjian.ledger.actions import paying, proposing, questions
from hengjian.ledger.actions.adopting import settle
from hengjian.ledger.actions.base_points import enter_base
from hengjian.ledger.actions.branches import set_branch, set_member
from hengjian.ledger.actions.entering import reverse
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.actions.rules import set_circle, set_rule
from hengjian.ledger.evidence import of_words
from hengjian.ledger.models import (
    Circle,
    EntryProposal,
    LedgerEntry,
    LedgerRule,
    PartyBranch,
    Purpose,
)
from hengjian.ledger.queries.branches import members_on
from hengjian.ledger.queries.payable import payable
from hengjian.ledger.queries.rules import rule_on
from hengjian.ledger.queries.unsettled import unsettled
from hengjian.ledger.rules_file import WORKING_RULES, read_rules
from hengjian.ledger.tasks import BY as LEDGER
from hengjian.lib.clock import moved_to
from hengjian.matters.people import colleagues
from hengjian.organisation.models import Procuratorate


YEAR_BEGAN = date(2026, 1, 1)
BRANCHES = (("first", "第一党支部", "head"), ("second", "第二党支部", "committee"))
# rule, hundredths, what for, what it rests on
DEEDS = (
    ("urgent_task", 200, "参加防汛值守三天", "值班安排表"),
    ("urgent_task", 300, "抽调专案组工作", "抽调通知"),
    ("mentoring", 200, "带教新任检察官助理", "带教登记表"),
    ("volunteering", 50, "社区志愿服务", "社区活动记录"),
    ("volunteering", 50, "法治进校园宣讲", "宣讲签到表"),
    ("absent_without_leave", 100, "无故缺席支部党员大会", "会议签到表"),
)


def keep_ledger(seed: int) -> None:
    """Rules, branches, a year of proposals, adopted items, a list that was paid.

    Nothing happens where rules stand already.
    """
    unit = Procuratorate.objects.get(code=COUNTY_CODE)
    if LedgerRule.objects.filter(procuratorate=unit).exists():
        return
    office = Account.objects.get(username="appraisal")
    with moved_to(date(2026, 1, 5)):
        for said in read_rules(WORKING_RULES):
            set_rule(unit=unit, said=said, by=office)
        _show(unit, office)
        branches = _branches(unit, office)
    _propose(branches, office, Random(seed))  # noqa: S311 (an invented year)
    _award(unit, office)
    _settle()
    _pay(unit, office)
    _question(office)


def _show(unit: Procuratorate, office: Account) -> None:
    for purpose, circle in (
        (Purpose.MEMBER_POINTS, Circle.BRANCH),
        (Purpose.INFORMATION_POINTS, Circle.OFFICE),
    ):
        set_circle(
            unit=unit,
            purpose=purpose,
            circle=circle,
            from_on=YEAR_BEGAN,
            source="院党组会议决定（试行）",
            by=office,
        )


def _branches(unit: Procuratorate, office: Account) -> list[PartyBranch]:
    made = [
        set_branch(
            unit=unit,
            code=code,
            name=name,
            secretary=Account.objects.get(username=secretary).person,
            by=office,
        )
        for code, name, secretary in BRANCHES
    ]
    people = colleagues(unit, YEAR_BEGAN).order_by("number")
    led = {branch.secretary_id: branch for branch in made}
    for number, person in enumerate(people):
        branch = led.get(person.pk, made[number % len(made)])
        group = f"第{'一二三'[number // 2 % 3]}党小组"
        set_member(
            branch=branch, person=person, from_on=YEAR_BEGAN, group=group, by=office
        )
    for branch in made:
        enter_base(branch=branch, day=date(2026, 1, 5), by=LEDGER)
    return made


def _propose(branches: list[PartyBranch], office: Account, chance: Random) -> None:
    """Some deeds of each month, confirmed; the newest still wait, one was reversed."""
    for month in range(2, TODAY.month + 1):
        for branch in branches:
            day = date(2026, month, 3 + chance.randrange(10))
            with moved_to(day):
                made = _deed(branch, day, chance)
                if month == TODAY.month:
                    continue
                if month == 5 and branch == branches[1]:
                    reason = "活动由单位安排，不属于志愿服务"
                    proposing.refuse(proposal=made, reason=reason, by=office)
                    continue
                proposing.confirm(proposal=made, by=office)
    fourth = LedgerEntry.objects.filter(proposal__isnull=False).order_by("id")[3]
    deputy = Account.objects.get(username="deputy")  # who confirmed does not reverse
    with moved_to(date(2026, 7, 2)):
        reverse(entry=fourth, reason="与另一笔为同一件事，重复申报", by=deputy)


def _deed(branch: PartyBranch, day: date, chance: Random) -> EntryProposal:
    secretary = Account.objects.get(person=branch.secretary)
    members = [
        m.person for m in members_on(branch, day) if m.person_id != branch.secretary_id
    ]
    code, points, words, paper = chance.choice(DEEDS)
    rule = rule_on(branch.procuratorate, code, day)
    assert rule is not None  # noqa: S101 (the working rules have them all)
    proposed = Proposed(
        rule=rule,
        hundredths=points,
        happened_on=day,
        words=words,
        evidence=[of_words(f"{paper}（{day:%Y-%m-%d}）")],
    )
    person = members[chance.randrange(len(members))]
    return proposing.propose(person=person, proposed=proposed, by=secretary)


def _award(unit: Procuratorate, office: Account) -> None:
    """A department's award for a major task, by the office and the chief."""
    chief = Account.objects.get(username="county-chief")
    department = unit.departments.order_by("code").first()
    day = date(2026, 6, 12)
    rule = rule_on(unit, "department_task", day)
    if department is None or rule is None:
        return
    proposed = Proposed(
        rule=rule,
        hundredths=120_000,
        happened_on=day,
        words="专项检察任务按期办结，经院务会认定",
        evidence=[of_words("院务会纪要（2026-06-12，示例）")],
    )
    with moved_to(date(2026, 6, 15)):
        made = proposing.propose_award(
            department=department, proposed=proposed, by=office
        )
        proposing.confirm(proposal=made, by=chief)


def _settle() -> None:
    with moved_to(TODAY):
        for matter in unsettled():
            settle(matter=matter, by=LEDGER)


def _pay(unit: Procuratorate, office: Account) -> None:
    """The list of the month before: drawn, checked, approved and paid by four."""
    with moved_to(TODAY):
        first = month_of(TODAY)
        month = date(first.year, first.month - 1, 1)
        if not any(each.fen > 0 for each in payable(unit, month)):
            return
        staff, deputy = (
            Account.objects.get(username=name) for name in ("office", "county-chief")
        )
        drawn = paying.draw(unit=unit, month_on=month, by=office)
        paying.check(payment_list=drawn, by=staff)
        paying.approve(payment_list=drawn, by=deputy)
        paying.pay(payment_list=drawn, by=office)


def _question(office: Account) -> None:
    """Somebody asks about the own base points, and is answered."""
    asker = Account.objects.get(username="procurator")
    own = (
        LedgerEntry.objects.filter(account__person=asker.person).order_by("id").first()
    )
    if own is None:
        return
    with moved_to(date(2026, 1, 8)):
        asked = questions.ask(
            entry=own, words="基础分是按全年还是按到岗月份计算？", by=asker
        )
    with moved_to(date(2026, 1, 12)):
        questions.answer(
            question=asked,
            words="按全年计算，年中转入的自转入当期计。",
            takes_back=False,
            by=office,
        )
