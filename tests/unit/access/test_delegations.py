"""What may be delegated: one's own roles, for some days, never an administrator's."""

from datetime import date, timedelta
from typing import Any

import pytest

from hengjian.access.actions import accounts, delegations, grants
from hengjian.access.faults import AccountFault, NotAllowed
from hengjian.access.held_roles import delegations_on, givers, roles_held
from hengjian.access.models import Account, Delegation
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.audit.actors import System
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db

BY = System("test")


def delegate(giver: Account, receiver: Account, **changed: Any) -> Delegation:
    wanted = {
        "grants": list(giver.grants.all()),
        "receiver": receiver,
        "from_on": clock.today(),
        "until_on": clock.today() + timedelta(days=6),
        "reason": "年休假",
        "by": giver,
        **changed,
    }
    return delegations.delegate(**wanted)[0]


def acting(receiver: Account, giver: Account) -> Account:
    account: Account = Account.objects.get(pk=receiver.pk)
    account.acting_for = giver
    return account


def test_receiver_has_the_givers_role_there_and_no_own_one(cast: Cast) -> None:
    delegate(cast.liu, cast.wang)

    wang = acting(cast.wang, cast.liu)

    assert may(wang, Permission.REPORT_SIGN, unit=cast.donghu)
    assert not may(wang, Permission.CARD_IMPORT)
    assert may(cast.wang, Permission.CARD_IMPORT)
    assert not may(cast.wang, Permission.REPORT_SIGN)


def test_narrower_place_is_all_that_is_given(cast: Cast) -> None:
    delegate(cast.liu, cast.wang, unit=cast.donghu)

    wang = acting(cast.wang, cast.liu)

    assert list(visible_units(wang, Permission.REPORT_SIGN)) == [cast.donghu]
    assert not may(wang, Permission.REPORT_SIGN, unit=cast.jiangcheng)


def test_department_of_a_place_is_narrower_still(cast: Cast) -> None:
    delegate(cast.liu, cast.wang, department=cast.first_department)

    wang = acting(cast.wang, cast.liu)

    assert may(wang, Permission.CARD_READ, department=cast.first_department)
    assert not may(wang, Permission.CARD_READ, department=cast.case_management)


def test_place_beyond_the_role_is_refused(cast: Cast) -> None:
    with pytest.raises(AccountFault, match="不及于"):
        delegate(cast.zhao, cast.chen, unit=cast.xishan)
    with pytest.raises(AccountFault, match="不及于"):
        delegate(cast.lin, cast.chen, department=cast.case_management)


def test_acting_without_a_delegation_gives_nothing(cast: Cast) -> None:
    assert roles_held(acting(cast.chen, cast.liu), clock.today()) == []


def test_closed_givers_roles_are_nobodys(cast: Cast) -> None:
    delegate(cast.liu, cast.wang)
    accounts.close(account=cast.liu, by=BY)

    assert givers(cast.wang) == []
    assert roles_held(acting(cast.wang, cast.liu), clock.today()) == []


def test_days_count_from_the_first_to_the_last(cast: Cast) -> None:
    first = clock.today() + timedelta(days=1)
    delegate(cast.liu, cast.wang, from_on=first, until_on=first)

    counted = [
        len(delegations_on(cast.wang, first + timedelta(days=by))) for by in (-1, 0, 1)
    ]

    assert counted == [0, 1, 0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": "  "}, "理由"),
        ({"reason": "长" * 301}, "理由"),
        ({"grants": []}, "至少选择一个角色"),
        ({"from_on": date(2020, 1, 1)}, "起始日已过"),
        ({"until_on": date(2020, 1, 1)}, "终止日早于起始日"),
        ({"until_on": clock.today() + timedelta(days=92)}, "最长 92 天"),
    ],
)
def test_delegation_without_sense_is_refused(
    cast: Cast, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(AccountFault, match=said):
        delegate(cast.lin, cast.chen, **changed)

    assert not Delegation.objects.exists()


def test_role_that_ends_before_is_not_given_for_longer(cast: Cast) -> None:
    grants.end(grant=cast.lin.grants.get(), until_on=clock.today(), by=BY)

    with pytest.raises(AccountFault, match="全程"):
        delegate(cast.lin, cast.chen)


def test_roles_of_two_people_are_two_acts(cast: Cast) -> None:
    both = [cast.lin.grants.get(), cast.liu.grants.get()]

    with pytest.raises(AccountFault, match="一个人"):
        delegate(cast.lin, cast.chen, grants=both, by=BY)


def test_nobody_delegates_for_another_but_the_security_administrator(
    cast: Cast,
) -> None:
    with pytest.raises(NotAllowed):
        delegate(cast.lin, cast.chen, by=cast.chen)
    with pytest.raises(NotAllowed):
        delegate(cast.lin, cast.chen, by=cast.system_administrator)

    made = delegate(cast.lin, cast.chen, by=cast.security_administrator)

    with pytest.raises(NotAllowed):
        delegations.revoke(delegation=made, by=cast.zhou)


def test_receiver_may_hand_it_back(cast: Cast) -> None:
    made = delegate(cast.lin, cast.chen)

    delegations.revoke(delegation=made, by=cast.chen)

    assert givers(cast.chen) == []


def test_nobody_acts_for_themselves_or_in_a_closed_account(cast: Cast) -> None:
    with pytest.raises(AccountFault, match="自己"):
        delegate(cast.lin, cast.lin)
    accounts.close(account=cast.chen, by=BY)
    with pytest.raises(AccountFault, match="停用"):
        delegate(cast.lin, cast.chen)


def test_administrators_neither_give_nor_receive(cast: Cast) -> None:
    for giver, receiver in (
        (cast.security_administrator, cast.chen),
        (cast.security_administrator, cast.audit_administrator),
        (cast.lin, cast.audit_administrator),
    ):
        with pytest.raises(AccountFault, match="三员分立"):
            delegate(giver, receiver, by=BY)

    assert not Delegation.objects.exists()


def test_who_acts_for_others_does_not_become_an_administrator(cast: Cast) -> None:
    helper = make.account(username="sun")
    made = delegate(cast.lin, helper)

    with pytest.raises(AccountFault, match="代理他人"):
        make.grant(helper, "audit_administrator", from_on=clock.today())
    delegations.revoke(delegation=made, by=cast.lin)

    make.grant(helper, "audit_administrator", from_on=clock.today())
