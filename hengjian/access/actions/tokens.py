"""Make tokens and revoke them."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from hengjian.access.faults import AccountFault
from hengjian.access.models import Account, Token
from hengjian.access.token_check import SCOPES, digest
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


LONGEST_DAYS = 366


@journal.action
def make(
    *,
    account: Account,
    name: str,
    by: Actor,
    scopes: Collection[str] = ("read",),
    days: int = 90,
) -> tuple[Token, str]:
    """Make a token; the text is returned once and never kept.

    ``scopes`` of ``read``, ``write`` and ``command``. Raises ``AccountFault``.
    """
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise AccountFault(
            Text(
                f"范围须取自 {'、'.join(SCOPES)}",
                f"scopes are some of {', '.join(SCOPES)}",
            )
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise AccountFault(
            Text(f"有效期为 1 至 {LONGEST_DAYS} 天", f"1 to {LONGEST_DAYS} days")
        )
    text = f"hj_{secrets.token_urlsafe(32)}"
    token = Token(
        account=account,
        name=name,
        prefix=text[:9],
        digest=digest(text),
        scopes=sorted(set(scopes)),
        created_at=clock.now(),
        expires_at=clock.machine_now() + timedelta(days=days),
    )
    token.save()
    journal.enter(
        "access.token_made",
        subject=token,
        new={"account": account.username, "scopes": token.scopes, "days": days},
    )
    return token, text


@journal.action
def revoke(*, token: Token, by: Actor) -> Token:
    """Revoke a token at once."""
    if token.revoked_at is not None:
        journal.nothing_changed()
        return token
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    journal.enter("access.token_revoked", subject=token)
    return token
