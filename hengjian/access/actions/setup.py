"""The first accounts of a new installation."""

import secrets

from hengjian.access.actions import accounts, grants
from hengjian.access.faults import AccountFault
from hengjian.access.models import Account
from hengjian.access.permissions import ROLES
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def open_administrators(*, by: Actor) -> list[tuple[Account, str]]:
    """Open one account for each of the three administrators, with a first password.

    Only where there is no account yet. Raises ``AccountFault``.
    """
    if Account.objects.exists():
        raise AccountFault(
            Text("系统已有账号", "there are accounts already"), status=409
        )
    opened = []
    for role in ROLES.values():
        if not role.is_administrator:
            continue
        password = secrets.token_urlsafe(12)
        account = accounts.add(username=role.name, password=password, by=by)
        grants.grant(account=account, role=role.name, from_on=clock.today(), by=by)
        opened.append((account, password))
    return opened
