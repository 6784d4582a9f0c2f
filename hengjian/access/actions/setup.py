"""The first accounts of a new installation."""

import secrets
from collections.abc import Mapping

from hengjian.access.actions import accounts, grants
from hengjian.access.faults import AccountFault
from hengjian.access.models import Account
from hengjian.access.passwords import hashed
from hengjian.access.roles import ROLES
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


def open_administrators(*, by: Actor) -> list[tuple[Account, str]]:
    """Open one account for each of the three administrators, with a first password.

    Only where there is no account yet. Raises ``AccountFault``.
    """
    roles = [role.name for role in ROLES.values() if role.is_administrator]
    passwords = {name: secrets.token_urlsafe(12) for name in roles}
    hashes = {
        name: hashed(password, Account(username=name))
        for name, password in passwords.items()
    }
    opened = open_first_accounts(hashes=hashes, by=by)
    return [(account, passwords[account.username]) for account in opened]


@journal.action
def open_first_accounts(*, hashes: Mapping[str, str], by: Actor) -> list[Account]:
    """Open accounts named like the administrators' roles. Raises ``AccountFault``."""
    if Account.objects.exists():
        raise AccountFault(
            Text("系统已有账号", "there are accounts already"), status=409
        )
    opened = []
    for name, password_hash in hashes.items():
        account = accounts.open_account(
            username=name, password_hash=password_hash, by=by
        )
        grants.grant(account=account, role=name, from_on=clock.today(), by=by)
        opened.append(account)
    return opened
