"""Rules in versions that never reach back, base points, questions, who is told."""

from datetime import date

import pytest

from hengjian.engines.points.amounts import AmountFault
from hengjian.jobs.context import JobContext
from hengjian.ledger.actions import base_points, questions
from hengjian.ledger.actions.branches import set_branch, set_member
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import LedgerEntry, LedgerRule, Purpose, RuleKind
from hengjian.ledger.queries.rules import rule_on, rules_in_force
from hengjian.ledger.rules_file import WORKING_RULES, read_rules
from hengjian.ledger.telling.listening import tell_of_entry
from hengjian.notices.models import Notice
from tests.cast import Cast
from tests.factories import ledger as make


def test_new_version_holds_from_its_day_and_what_stands_keeps_its_own(
    cast: Cast,
) -> None:
    first = make.rule(cast.jiangcheng)
    entry = make.entry(cast.person(cast.chen), first)

    second = make.rule(cast.jiangcheng, hundredths=300, from_on=date(2025, 4, 1))

    assert rule_on(cast.jiangcheng, "task", date(2025, 3, 31)) == first
    assert rule_on(cast.jiangcheng, "task", date(2025, 4, 1)) == second
    assert LedgerEntry.objects.get(pk=entry.pk).rule == first
    assert (second.version, LedgerRule.objects.count()) == (2, 2)


def test_version_does_not_reach_back_over_what_was_entered(cast: Cast) -> None:
    make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))

    with pytest.raises(LedgerFault):
        make.rule(cast.jiangcheng, hundredths=300, from_on=make.DAY)


def test_saying_the_same_again_makes_no_version(cast: Cast) -> None:
    make.rule(cast.jiangcheng)
    make.rule(cast.jiangcheng)

    assert LedgerRule.objects.count() == 1


def test_ended_rule_is_in_force_no_more(cast: Cast) -> None:
    make.rule(cast.jiangcheng)
    make.rule(cast.jiangcheng, from_on=date(2025, 4, 1), is_ended=True)

    assert rule_on(cast.jiangcheng, "task", date(2025, 4, 1)) is None
    assert rules_in_force(cast.jiangcheng, date(2025, 4, 1)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": make.Text("", "")},
        {"mark": ""},
        {"kind": RuleKind.ADOPTION, "multiples": {}},
    ],
)
def test_rule_without_title_mark_or_multiples_is_refused(
    cast: Cast, wrong: dict[str, object]
) -> None:
    with pytest.raises(LedgerFault):
        make.rule(cast.jiangcheng, **wrong)


def test_multiple_that_gives_no_whole_hundredth_is_refused(cast: Cast) -> None:
    with pytest.raises(AmountFault):
        make.item_points(cast.jiangcheng, multiples={"city": "1/3"})


def test_working_rules_are_marked_as_such_and_can_all_be_set(cast: Cast) -> None:
    said = read_rules(WORKING_RULES)

    made = [make.rules.set_rule(unit=cast.jiangcheng, said=s, by=make.BY) for s in said]

    assert {rule.mark for rule in made} == {"I"}
    assert {rule.purpose for rule in made} == set(Purpose.values)


def test_base_points_are_entered_once_in_each_period(cast: Cast) -> None:
    make.rule(cast.jiangcheng, "base", kind=RuleKind.BASE, most=None, cap_span="year")
    people = [cast.person(who) for who in (cast.lin, cast.chen)]
    branch = make.branch(cast.jiangcheng, people[0], *people)

    counts = [
        base_points.enter_base(branch=branch, day=day, by=make.BY)
        for day in (make.DAY, date(2025, 4, 1))
    ]

    assert counts == [2, 0]


def test_member_of_another_branch_ends_in_the_first(cast: Cast) -> None:
    chen = cast.person(cast.chen)
    first = make.branch(cast.jiangcheng, None, chen)
    second = set_branch(
        unit=cast.jiangcheng,
        code="second",
        name="第二党支部",
        secretary=None,
        by=make.BY,
    )

    set_member(branch=second, person=chen, from_on=date(2025, 3, 1), by=make.BY)

    assert first.members.get().until_on == date(2025, 2, 28)
    with pytest.raises(LedgerFault):
        set_member(branch=first, person=chen, from_on=date(2025, 3, 1), by=make.BY)


def test_only_the_person_asks_and_only_somebody_else_answers(cast: Cast) -> None:
    entry = make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))

    with pytest.raises(NotAnother):
        questions.ask(entry=entry, words="不对", by=cast.zhou)
    asked = questions.ask(entry=entry, words="日期不对", by=cast.chen)
    with pytest.raises(LedgerFault):
        questions.ask(entry=entry, words="再问", by=cast.chen)
    for who in (make.BY, cast.chen):
        with pytest.raises(NotAnother):
            questions.answer(question=asked, words="不改", takes_back=False, by=who)
    questions.answer(question=asked, words="不改", takes_back=False, by=cast.liu)

    asked.refresh_from_db()
    assert asked.due_on == date(2025, 4, 25)
    assert asked.reversal is None
    with pytest.raises(LedgerFault):
        questions.answer(question=asked, words="又改", takes_back=True, by=cast.liu)


def test_question_that_is_right_reverses_the_entry(cast: Cast) -> None:
    entry = make.entry(cast.person(cast.chen), make.rule(cast.jiangcheng))
    asked = questions.ask(entry=entry, words="重复了", by=cast.chen)

    answered = questions.answer(
        question=asked, words="属实", takes_back=True, by=cast.liu
    )

    assert answered.reversal is not None
    assert answered.reversal.reverses == entry


def test_person_is_told_of_the_amount_and_of_its_cut(cast: Cast) -> None:
    rule = make.rule(cast.jiangcheng, cap=100)
    entry = make.entry(cast.person(cast.chen), rule, 200)

    context: JobContext = None  # type: ignore[assignment]
    tell_of_entry(context, "ledger.entered", str(entry.pk), entry=entry.pk)

    told = Notice.objects.get(account=cast.chen)
    assert "由 2 减为 1" in told.sentence_zh
    assert told.address == f"/ledger/entries/{entry.pk}/"
