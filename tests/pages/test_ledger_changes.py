"""Proposals, rules, branches and awards: what is entered, what is refused and why."""

from datetime import date
from http import HTTPStatus

import pytest

from hengjian.access.models import Account
from hengjian.ledger.actions import paying
from hengjian.ledger.models import EntryProposal, LedgerEntry
from hengjian.ledger.queries.branches import membership_on
from tests.cast import Cast
from tests.factories import access, organisation
from tests.factories import ledger as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import signed_in, text_of
from tests.pages.ledger_office import (
    AWARD,
    BRANCH,
    CIRCLE,
    JOINS,
    NEW_RULE,
    PROPOSED,
    World,
    world,
)


__all__ = ["world"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"person": "LIN"}, HTTPStatus.FORBIDDEN),
        ({"amount": "9"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"amount": "viel"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"rule": "nothing"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"day": "2199-01-01"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"evidence": ""}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"person": "ZHAO"}, HTTPStatus.CONFLICT),
    ],
)
def test_proposal_that_does_not_fit_is_refused(
    change: dict[str, str], status: HTTPStatus, world: World
) -> None:
    before = EntryProposal.objects.count()

    answer = signed_in(world.cast.lin).post("/ledger/proposals/new/", PROPOSED | change)

    assert answer.status_code == status
    assert EntryProposal.objects.count() == before


def test_second_person_confirms_and_only_then_it_is_entered(world: World) -> None:
    before = LedgerEntry.objects.count()
    client = signed_in(world.cast.wang)

    client.post(world.filled("/ledger/proposals/{proposal}/"), {})
    again = client.post(world.filled("/ledger/proposals/{proposal}/"), {})

    world.proposal.refresh_from_db()
    assert LedgerEntry.objects.count() == before + 1
    assert again.status_code == HTTPStatus.CONFLICT
    assert world.proposal.entry is not None
    assert world.proposal.entry.by == world.cast.lin.journal_name
    assert world.proposal.entry.confirmed_by == world.cast.wang.journal_name


@pytest.mark.parametrize(
    ("address", "given", "shown"),
    [
        ("/ledger/rules/new/", NEW_RULE, ("牵头专题研讨", "确认新规则？", "1.5")),
        (
            "/ledger/rules/new/",
            {**NEW_RULE, "kind": "adoption", "multiples": "市级：2；省级: 5"},
            ("市级×2", "省级×5"),
        ),
        (
            "/ledger/rules/{rule}/",
            {"amount": "3", "from": "2025-05-01"},
            ("确认新版本？", "<b>3</b>", "2025-05-01", "已记入的 2 笔"),
        ),
        (
            "/ledger/rules/circle/",
            CIRCLE,
            ("确认公开范围？", "只有本人", "<b>本支部、本部门</b>"),
        ),
        ("/ledger/branches/set/", BRANCH, ("确认登记支部？", "第二党支部")),
        ("/ledger/branches/member/", JOINS, ("确认登记党员？", "第一党支部")),
    ],
)
def test_change_is_shown_and_asked_about_before_anything_is_stored(
    address: str, given: dict[str, str], shown: tuple[str, ...], world: World
) -> None:
    before = everything_but_the_journal()

    answer = signed_in(world.cast.wang).post(world.filled(address), given)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    for each in shown:
        assert each in page, each
    assert 'name="step" value="sure"' in page
    assert everything_but_the_journal() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "task"}, "已有代码为 task 的规则"),
        ({"code": "Übung"}, "小写字母"),
        ({"amount": "1.234"}, "至多两位小数"),
        ({"most": "1"}, "不能少于每次"),
        ({"kind": "adoption"}, "要写各级倍数"),
        ({"multiples": "city"}, "应写成 层级: 倍数"),
        ({"mark": ""}, "确定程度"),
        ({"purpose": "prestige"}, "用途和类别"),
    ],
)
def test_new_rule_that_does_not_fit_says_why_and_keeps_what_was_typed(
    change: dict[str, str], told: str, world: World
) -> None:
    answer = signed_in(world.cast.wang).post(
        "/ledger/rules/new/", {**NEW_RULE, **change}
    )

    page = answer.content.decode()
    assert told in page
    assert 'value="牵头专题研讨"' in page


def test_member_leaves_a_branch_and_has_no_base_points_from_then_on(
    world: World,
) -> None:
    given = {"unit": "429900", "person": "ZHOU", "act": "leave", "day": "2025-04-20"}
    client = signed_in(world.cast.wang)

    asked = client.post("/ledger/branches/member/", given).content.decode()
    client.post("/ledger/branches/member/", {**given, "step": "sure"})

    assert "确认转出？" in asked
    zhou = world.cast.person(world.cast.zhou)
    assert membership_on(zhou, date(2025, 4, 21)) is None
    assert membership_on(zhou, date(2025, 4, 20)) is not None


def test_department_award_is_proposed_confirmed_shown_to_it_and_paid(
    world: World,
) -> None:
    cast = world.cast
    signed_in(cast.liu).post("/ledger/proposals/award/", AWARD)
    proposal = EntryProposal.objects.get(department__isnull=False)
    signed_in(cast.wang).post(f"/ledger/proposals/{proposal.pk}/", {})
    paying.withdraw(payment_list=world.drawn, reason="重编", by=cast.wang)
    drawn = paying.draw(unit=cast.jiangcheng, month_on=make.DAY, by=cast.wang)
    entry = LedgerEntry.objects.get(account__department=cast.first_department)

    page = text_of(cast.wang, f"/ledger/payments/{drawn.pk}/")
    address = f"/ledger/entries/{entry.pk}/"
    own = text_of(cast.zhou, address)
    listed = text_of(cast.zhou, "/ledger/?purpose=awards&from=2025-01-01")
    other = signed_in(colleague_elsewhere(cast)).get(address)

    assert (entry.hundredths, entry.by, entry.confirmed_by) == (
        80_000,
        cast.liu.journal_name,
        cast.wang.journal_name,
    )
    assert "第一检察部" in page
    assert "900.5" in page
    assert "专项任务完成" in own
    assert f'href="{address}"' in listed
    assert other.status_code == HTTPStatus.NOT_FOUND


def test_own_department_is_awarded_by_others_alone(world: World) -> None:
    cast = world.cast
    access.grant(cast.lin, "appraisal_office", cast.jiangcheng)
    own = signed_in(cast.lin).post("/ledger/proposals/award/", AWARD)
    signed_in(cast.liu).post("/ledger/proposals/award/", AWARD)
    proposal = EntryProposal.objects.get(department__isnull=False)

    confirming = signed_in(cast.lin).post(f"/ledger/proposals/{proposal.pk}/", {})

    assert own.status_code == confirming.status_code == HTTPStatus.FORBIDDEN
    assert not LedgerEntry.objects.filter(account__department__isnull=False).exists()


def test_secretary_cannot_propose_money_for_a_member(world: World) -> None:
    given = {**PROPOSED, "rule": "department_task", "amount": "800"}

    answer = signed_in(world.cast.lin).post("/ledger/proposals/new/", given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert EntryProposal.objects.count() == 1


def colleague_elsewhere(cast: Cast) -> Account:
    """Somebody of case management who keeps no ledger."""
    person = organisation.person(name="欧阳")
    organisation.appointment(
        person=person,
        post=organisation.post(),
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2024, 1, 1),
    )
    account = access.account(person=person)
    access.grant(account, "clerk", cast.jiangcheng)
    return account
