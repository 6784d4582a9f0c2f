"""Who runs a command: ``--as ACCOUNT``, with a token or from the keys' own account.

A token (``HENGJIAN_TOKEN``, scope ``command``) is needed, except for the operating
system's account that owns the folder of keys: who holds the keys could write the journal
by hand, so a token would prove nothing more. Either way the account's permissions hold
and the journal says which way it was and who sat at the machine.
"""

import argparse
import getpass
import os

from django.conf import settings

from hengjian.access.actions import refusals
from hengjian.access.faults import NotAllowed
from hengjian.access.models import Account
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import account_named, may
from hengjian.access.token_check import token_for
from hengjian.audit.actions import coming_from
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


def acting_account(
    arguments: argparse.Namespace,
    permission: Permission,
    *,
    unit: Procuratorate | None = None,
) -> Account:
    """The account of ``--as`` after every check.

    Raises ``AccountFault``, ``TokenRefused`` or ``NotAllowed``.
    """
    account = account_named(str(arguments.account))
    name = account.username
    _require_proof(account)
    if not may(account, permission, unit=unit):
        _note(arguments, account, permission)
        label = LABELS[permission]
        raise NotAllowed(
            Text(
                f"账号“{name}”没有“{label.zh}”的权限。",
                f"The account “{name}” may not: {label.en}.",
            )
        )
    return account


def _note(
    arguments: argparse.Namespace, account: Account, permission: Permission
) -> None:
    words = (getattr(arguments, name, None) for name in ("group", "act"))
    name = " ".join(["hengjian", *(word for word in words if word)])
    with coming_from(command_origin()):
        refusals.note(door=name, asked=name, why=permission.value, by=account)


def command_origin() -> str:
    """From where the journal says a command comes."""
    way = "token" if os.environ.get("HENGJIAN_TOKEN") else "local"
    return f"command {way} {_user()}"


def is_key_owner() -> bool:
    """Whether this process runs under the account that owns the folder of keys."""
    folder = settings.HENGJIAN_KEYS
    return bool(folder.exists() and folder.stat().st_uid == os.geteuid())


def require_key_owner() -> None:
    """Raise ``NotAllowed`` unless run under the account that owns the keys."""
    if not is_key_owner():
        raise NotAllowed(
            Text(
                "只能由密钥目录的属主运行。", "Only the owner of the keys may run this."
            )
        )


def _require_proof(account: Account) -> None:
    text = os.environ.get("HENGJIAN_TOKEN", "")
    if text:
        if token_for(text, scope="command").account_id != account.pk:
            raise NotAllowed(
                Text("令牌属于另一个账号。", "The token is another account's.")
            )
    elif not is_key_owner():
        raise NotAllowed(
            Text(
                "请设置 HENGJIAN_TOKEN(含 command 范围的令牌)。",
                "Set HENGJIAN_TOKEN to a token with the scope “command”.",
            )
        )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.geteuid())
