"""Examples of the actions of the ledger."""

from datetime import date
from functools import partial

from hengjian.ledger.actions import (
    adopting,
    base_points,
    branches,
    entering,
    paying,
    proposing,
    questions,
    rules,
    shortfalls,
)
from hengjian.ledger.actions.entering import Booking
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.actions.shortfalls import Asked
from hengjian.ledger.evidence import of_words
from hengjian.ledger.models import (
    Circle,
    EntryProposal,
    EntryQuestion,
    PaymentList,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.quantities import quantities
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import ledger as make
from tests.factories import matters


BY = make.BY
HERE = "hengjian.ledger.actions"


def _enter(cast: Cast) -> partial[object]:
    rule = make.rule(cast.jiangcheng)
    booking = Booking(rule=rule, hundredths=200, happened_on=make.DAY)
    return partial(
        entering.enter, person=cast.person(cast.chen), booking=booking, by=BY
    )


def _reverse(cast: Cast) -> partial[object]:
    entry = make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))
    return partial(entering.reverse, entry=entry, reason="重复记入", by=BY)


def _set_rule(cast: Cast) -> partial[object]:
    said = rules.Said(
        code="task",
        purpose=Purpose.MEMBER_POINTS,
        kind=RuleKind.ADDED,
        title=Text("急难任务", "urgent task"),
        hundredths=200,
        from_on=make.SINCE,
        source=Text("试行办法", "working rule"),
        mark="I",
    )
    return partial(rules.set_rule, unit=cast.jiangcheng, said=said, by=BY)


def _set_circle(cast: Cast) -> partial[object]:
    return partial(
        rules.set_circle,
        unit=cast.jiangcheng,
        purpose=Purpose.MEMBER_POINTS,
        circle=Circle.BRANCH,
        from_on=make.SINCE,
        source="党组会议决定",
        by=BY,
    )


def _set_branch(cast: Cast) -> partial[object]:
    return partial(
        branches.set_branch,
        unit=cast.jiangcheng,
        code="first",
        name="第一党支部",
        secretary=None,
        by=BY,
    )


def _set_member(cast: Cast) -> partial[object]:
    branch = make.branch(cast.jiangcheng, None)
    person = cast.person(cast.chen)
    return partial(
        branches.set_member, branch=branch, person=person, from_on=make.SINCE, by=BY
    )


def _enter_base(cast: Cast) -> partial[object]:
    make.rule(cast.jiangcheng, "base", kind=RuleKind.BASE, most=None)
    branch = make.branch(cast.jiangcheng, None, cast.person(cast.chen))
    return partial(base_points.enter_base, branch=branch, day=make.DAY, by=BY)


def proposed(cast: Cast) -> EntryProposal:
    """What the secretary Lin proposes for Chen."""
    people = (cast.person(cast.lin), cast.person(cast.chen))
    make.branch(cast.jiangcheng, people[0], *people)
    return proposing.propose(**_proposal(cast), by=cast.lin)


def _proposal(cast: Cast) -> dict[str, object]:
    told = Proposed(
        rule=make.rule(cast.jiangcheng),
        hundredths=200,
        happened_on=make.DAY,
        words="防汛值守",
        evidence=[of_words("值班表")],
    )
    return {"person": cast.person(cast.chen), "proposed": told}


def _propose(cast: Cast) -> partial[object]:
    people = (cast.person(cast.lin), cast.person(cast.chen))
    make.branch(cast.jiangcheng, people[0], *people)
    return partial(proposing.propose, **_proposal(cast), by=cast.lin)


def _propose_award(cast: Cast) -> partial[object]:
    told = Proposed(
        rule=make.department_award(cast.jiangcheng),
        hundredths=80_000,
        happened_on=make.DAY,
        words="专项任务完成",
        evidence=[of_words("考核通报")],
    )
    return partial(
        proposing.propose_award,
        department=cast.first_department,
        proposed=told,
        by=cast.liu,
    )


def _end_membership(cast: Cast) -> partial[object]:
    branch = make.branch(cast.jiangcheng, None, cast.person(cast.chen))
    return partial(
        branches.end_membership,
        member=branch.members.get(),
        until_on=make.DAY,
        by=BY,
    )


def _confirm(cast: Cast) -> partial[object]:
    return partial(proposing.confirm, proposal=proposed(cast), by=cast.liu)


def _refuse(cast: Cast) -> partial[object]:
    return partial(
        proposing.refuse, proposal=proposed(cast), reason="依据不足", by=cast.liu
    )


def _settle(cast: Cast) -> partial[object]:
    make.item_points(cast.jiangcheng)
    matter = matters.matter("supply_request", cast.chen)
    return partial(adopting.settle, matter=matter, by=BY)


def asked(cast: Cast) -> EntryQuestion:
    """Chen asks about an entry of the own account."""
    entry = make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))
    return questions.ask(entry=entry, words="日期不对", by=cast.chen)


def _ask(cast: Cast) -> partial[object]:
    entry = make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))
    return partial(questions.ask, entry=entry, words="日期不对", by=cast.chen)


def _answer(cast: Cast) -> partial[object]:
    return partial(
        questions.answer,
        question=asked(cast),
        words="属实",
        takes_back=True,
        by=cast.liu,
    )


def drawn(cast: Cast) -> PaymentList:
    """The list of March, drawn by Zhou."""
    make.entry(cast.person(cast.chen), make.award(cast.jiangcheng), 10_000)
    return paying.draw(unit=cast.jiangcheng, month_on=make.DAY, by=cast.zhou)


def _draw(cast: Cast) -> partial[object]:
    make.entry(cast.person(cast.chen), make.award(cast.jiangcheng), 10_000)
    return partial(paying.draw, unit=cast.jiangcheng, month_on=make.DAY, by=cast.zhou)


def _check(cast: Cast) -> partial[object]:
    return partial(paying.check, payment_list=drawn(cast), by=cast.lin)


def _approve(cast: Cast) -> partial[object]:
    checked = paying.check(payment_list=drawn(cast), by=cast.lin)
    return partial(paying.approve, payment_list=checked, by=cast.liu)


def _pay(cast: Cast) -> partial[object]:
    checked = paying.check(payment_list=drawn(cast), by=cast.lin)
    approved = paying.approve(payment_list=checked, by=cast.liu)
    return partial(paying.pay, payment_list=approved, by=cast.zhou)


def _withdraw(cast: Cast) -> partial[object]:
    return partial(
        paying.withdraw, payment_list=drawn(cast), reason="漏列一笔", by=cast.zhou
    )


def _ask_to_explain(cast: Cast) -> partial[object]:
    matters.release_kinds(("task_follow_up",))
    make.rule(
        cast.jiangcheng,
        "items",
        purpose=Purpose.INFORMATION_POINTS,
        kind=RuleKind.QUANTITY,
        hundredths=100,
        most=None,
        cap=None,
        cap_span="",
    )
    today = clock.today()
    month = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    told = Asked(
        responsible=cast.person(cast.lin),
        leader=cast.person(cast.liu),
        due_on=date(today.year + 1, 1, 10),
    )
    return partial(
        shortfalls.ask_to_explain,
        quantity=quantities(cast.jiangcheng, month)[0],
        asked=told,
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    f"{HERE}.entering.enter": _enter,
    f"{HERE}.entering.reverse": _reverse,
    f"{HERE}.rules.set_rule": _set_rule,
    f"{HERE}.rules.set_circle": _set_circle,
    f"{HERE}.branches.set_branch": _set_branch,
    f"{HERE}.branches.set_member": _set_member,
    f"{HERE}.base_points.enter_base": _enter_base,
    f"{HERE}.proposing.propose": _propose,
    f"{HERE}.proposing.propose_award": _propose_award,
    f"{HERE}.branches.end_membership": _end_membership,
    f"{HERE}.proposing.confirm": _confirm,
    f"{HERE}.proposing.refuse": _refuse,
    f"{HERE}.adopting.settle": _settle,
    f"{HERE}.questions.ask": _ask,
    f"{HERE}.questions.answer": _answer,
    f"{HERE}.paying.draw": _draw,
    f"{HERE}.paying.check": _check,
    f"{HERE}.paying.approve": _approve,
    f"{HERE}.paying.pay": _pay,
    f"{HERE}.paying.withdraw": _withdraw,
    f"{HERE}.shortfalls.ask_to_explain": _ask_to_explain,
}
