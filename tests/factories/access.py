"""Accounts and grants for tests."""

from datetime import date
from itertools import count
from typing import Any

import pyotp

from hengjian.access import second_factors
from hengjian.access.actions import accounts, grants, second_factor
from hengjian.access.models import Account, RoleGrant, SecondFactor
from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate


BY = System("test")
PASSWORD = "hua-dong-7-shan-lu"
_next = count(1)


def account(**values: Any) -> Account:
    wanted = {
        "username": f"account{next(_next)}",
        "password": PASSWORD,
        "must_change_password": False,
        **values,
    }
    return accounts.add(**wanted, by=BY)


def grant(
    account: Account, role: str, unit: Procuratorate | None = None, **values: Any
) -> RoleGrant:
    wanted = {"from_on": date(2020, 1, 1), **values}
    return grants.grant(account=account, role=role, unit=unit, **wanted, by=BY)


def with_second_factor(account: Account) -> list[str]:
    """Set up the account's second factor; returns its recovery codes."""
    second_factor.begin(account=account, by=account)
    codes: list[str] = second_factor.confirm(
        account=account, code=code_of(account), by=account
    )
    return codes


def code_of(account: Account, *, later: int = 0) -> str:
    """What the telephone shows now, or so many steps of thirty seconds later."""
    factor = SecondFactor.objects.get(account=account)
    codes = pyotp.TOTP(second_factors.secret_of(factor))
    return codes.at(clock.machine_now(), counter_offset=later)
