"""Finds the account behind a token."""

import hashlib

from hengjian.access.faults import NotAllowed, TokenRefused
from hengjian.access.models import Token
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


# what a token may be used for, besides what its account may do
SCOPES = ("read", "write", "command")


def digest(text: str) -> str:
    """What is kept of a token; its 32 random bytes need no salt."""
    return hashlib.sha256(text.encode()).hexdigest()


def token_for(text: str, *, scope: str) -> Token:
    """The living token with this text. Raises ``TokenRefused`` or ``NotAllowed``."""
    token = (
        Token.objects.select_related("account__person")
        .filter(
            digest=digest(text),
            revoked_at__isnull=True,
            expires_at__gt=clock.machine_now(),
            account__is_active=True,
        )
        .first()
    )
    if token is None:
        raise TokenRefused
    if scope not in token.scopes:
        raise NotAllowed(
            Text(f"令牌不含“{scope}”范围。", f"The token lacks the scope “{scope}”.")
        )
    return token
