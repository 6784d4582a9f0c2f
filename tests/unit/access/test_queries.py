"""Who may do what, and where."""

from datetime import date

import pytest

from hengjian.access import queries
from hengjian.access.actions import accounts, grants
from hengjian.access.faults import AccountFault
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.roles import ROLES
from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate
from tests.cast import Cast
from tests.factories import access as make


BY = System("test")
READ, RUN = Permission.CARD_READ, Permission.INDICATOR_RUN
CASE_CONTENT = {
    Permission.CARD_READ,
    Permission.CARD_IMPORT,
    Permission.PERSONAL_ITEM_UNMASK,
    Permission.FINDING_READ,
    Permission.FINDING_ANSWER,
    Permission.FINDING_ANSWER_FOR_OTHERS,
    Permission.FINDING_ASSIGN,
    Permission.CARDS_BEHIND_READ,
    Permission.INDICATOR_READ,
    Permission.REPORT_READ,
    Permission.EXPORT_MAKE,
}


def codes(units: "queries.QuerySet[Procuratorate]") -> list[str]:
    return [each.code for each in units.order_by("code")]


def test_grant_holds_in_the_whole_subtree(cast: Cast) -> None:
    for unit in (cast.jiangcheng, cast.donghu, cast.xishan):
        assert queries.may(cast.wang, READ, unit=unit)


def test_grant_below_does_not_hold_above_or_beside(cast: Cast) -> None:
    assert queries.may(cast.zhao, READ, unit=cast.donghu)
    assert not queries.may(cast.zhao, READ, unit=cast.jiangcheng)
    assert not queries.may(cast.zhao, READ, unit=cast.xishan)


def test_grant_in_a_department_holds_there_alone(cast: Cast) -> None:
    assert queries.may(cast.chen, READ, department=cast.first_department)
    assert not queries.may(cast.chen, READ, department=cast.case_management)
    assert not queries.may(cast.chen, READ, unit=cast.jiangcheng)
    assert queries.may(cast.chen, READ)


def test_grant_in_a_procuratorate_holds_in_its_departments(cast: Cast) -> None:
    assert queries.may(cast.wang, READ, department=cast.first_department)
    assert queries.may(cast.wang, READ, department=cast.donghu_department)
    assert not queries.may(cast.zhao, READ, department=cast.first_department)


def test_role_without_the_permission_gives_nothing(cast: Cast) -> None:
    assert not queries.may(cast.chen, RUN)
    assert not queries.may(cast.zhao, RUN, unit=cast.donghu)


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_grant_holds_from_its_first_to_its_last_day(
    cast: Cast, day: date, may: bool
) -> None:
    stand_in = make.account()
    make.grant(
        stand_in,
        "leader",
        cast.donghu,
        from_on=date(2026, 4, 1),
        until_on=date(2026, 6, 30),
    )

    with clock.moved_to(day):
        assert queries.may(stand_in, READ, unit=cast.donghu) is may


def test_ended_grant_holds_no_more(cast: Cast) -> None:
    grant = cast.wang.grants.get()

    grants.end(grant=grant, until_on=date(2025, 12, 31), by=BY)

    with clock.moved_to(date(2026, 1, 1)):
        assert not queries.may(cast.wang, READ)
    with clock.moved_to(date(2025, 12, 31)):
        assert queries.may(cast.wang, READ)


def test_closed_account_may_nothing(cast: Cast) -> None:
    accounts.close(account=cast.wang, by=BY)

    assert not queries.may(cast.wang, READ)
    assert queries.permissions_of(cast.wang) == frozenset()
    assert codes(queries.visible_units(cast.wang, READ)) == []


def test_visible_units_are_those_of_the_grants(cast: Cast) -> None:
    assert codes(queries.visible_units(cast.wang, READ)) == [
        "429900",
        "429901",
        "429902",
    ]
    assert codes(queries.visible_units(cast.zhao, READ)) == ["429901"]
    assert codes(queries.visible_units(cast.chen, READ)) == ["429900"]
    assert codes(queries.visible_units(cast.chen, RUN)) == []
    everywhere = Permission.ORGANISATION_CHANGE
    assert len(codes(queries.visible_units(cast.system_administrator, everywhere))) == 3


def test_visible_departments_are_those_of_the_grants(cast: Cast) -> None:
    def seen(account: object, permission: Permission = READ) -> list[str]:
        found = queries.visible_departments(account, permission)  # type: ignore[arg-type]
        return [f"{each.procuratorate.code}-{each.code}" for each in found]

    assert seen(cast.chen) == ["429900-01"]
    assert seen(cast.wang) == ["429900-01", "429900-08", "429901-01"]
    assert seen(cast.zhao) == ["429901-01"]
    assert len(seen(cast.system_administrator, Permission.ORGANISATION_READ)) == 3


def test_somebody_limited_to_departments_is_told_apart(cast: Cast) -> None:
    limited = queries.is_limited_to_departments

    assert limited(cast.chen, cast.jiangcheng, READ)
    assert not limited(cast.wang, cast.jiangcheng, READ)
    assert not limited(cast.zhao, cast.jiangcheng, READ)


def test_holders_are_those_who_may_in_the_whole_unit(cast: Cast) -> None:
    assert queries.holders(Permission.FINDING_ASSIGN, cast.donghu) == [cast.wang]
    assert queries.holders(Permission.FINDING_ANSWER, cast.donghu) == [
        cast.wang,
        cast.zhao,
    ]


def test_no_administrator_sees_case_content() -> None:
    for role in ROLES.values():
        if role.is_administrator:
            assert not role.permissions & CASE_CONTENT, role.name


def test_everybody_who_is_appraised_sees_the_own_sheet_targets_points_and_year() -> (
    None
):
    own = {
        Permission.SHEET_READ,
        Permission.TARGET_READ,
        Permission.LEDGER_READ,
        Permission.RATING_GIVE,
        Permission.YEAR_KEEP,
        Permission.HONOUR_READ,
    }

    without = {
        name
        for name, role in ROLES.items()
        if not role.is_administrator and not own <= role.permissions
    }

    assert without == set()


def test_three_administrators_share_no_power_to_change() -> None:
    changing = {
        role.name: {each for each in role.permissions if not each.endswith(".read")}
        - {Permission.TOKEN_MAKE}
        for role in ROLES.values()
        if role.is_administrator
    }

    assert len(changing) == 3
    seen: set[Permission] = set()
    for powers in changing.values():
        assert not powers & seen
        seen |= powers


def test_every_permission_is_held_by_a_role_and_described() -> None:
    held = set().union(*(role.permissions for role in ROLES.values()))

    assert set(Permission) == held == set(LABELS)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("system_administrator", "security_administrator"),
        ("audit_administrator", "system_administrator"),
        ("security_administrator", "case_manager"),
        ("case_manager", "audit_administrator"),
    ],
)
def test_administrators_roles_are_never_combined(
    cast: Cast, first: str, second: str
) -> None:
    account = make.account()
    make.grant(account, first, cast.jiangcheng)

    with pytest.raises(AccountFault, match="三员分立"):
        make.grant(account, second, cast.jiangcheng)


def test_administrators_roles_may_follow_each_other(cast: Cast) -> None:
    account = make.account()
    make.grant(account, "system_administrator", until_on=date(2025, 12, 31))

    later = make.grant(account, "audit_administrator", from_on=date(2026, 1, 1))

    assert later.pk


def test_working_role_needs_a_place(cast: Cast) -> None:
    with pytest.raises(AccountFault, match="单位"):
        make.grant(make.account(), "case_manager")
    with pytest.raises(AccountFault, match="角色"):
        make.grant(make.account(), "emperor", cast.donghu)
    with pytest.raises(AccountFault, match="终止日"):
        make.grant(make.account(), "leader", cast.donghu, until_on=date(2000, 1, 1))
    with pytest.raises(AccountFault, match="终止日"):
        grants.end(grant=cast.wang.grants.get(), until_on=date(2000, 1, 1), by=BY)
    with pytest.raises(AccountFault, match="没有账号"):
        queries.account_named("nobody")


def test_permissions_are_the_union_of_the_roles(cast: Cast) -> None:
    held = queries.permissions_of(cast.wang)

    assert held == ROLES["case_manager"].permissions


def test_working_role_beside_another_is_fine(cast: Cast) -> None:
    added = make.grant(cast.wang, "analyst", cast.donghu, until_on=date(2030, 1, 1))

    assert added.pk
