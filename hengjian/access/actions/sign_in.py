"""Signing in and out, each entered in the journal; refusals too."""

from django.contrib import auth
from django.http import HttpRequest

from hengjian.access.faults import SignInRefused
from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.texts import Personal


DOOR = System("sign_in")


def attempt(*, request: HttpRequest, username: str, password: str) -> Account:
    """Check the name and the password and sign in. Raises ``SignInRefused``.

    The check itself stands outside every transaction: a failed attempt must count
    towards the pause although nothing else is written.
    """
    known = auth.authenticate(request, username=username, password=password)
    if not isinstance(known, Account):
        refuse(username=username, by=DOOR)
        raise SignInRefused
    return accept(request=request, account=known, by=known)


@journal.action
def accept(*, request: HttpRequest, account: Account, by: Actor) -> Account:
    """Start the session of somebody whose password was checked."""
    auth.login(request, account, backend="hengjian.access.backend.AccountBackend")
    journal.enter("access.signed_in", subject=account)
    return account


@journal.action
def refuse(*, username: str, by: Actor) -> None:
    """Enter a refused attempt; the name as a digest, for it may be a password."""
    known = Account.objects.filter(username=username.strip().lower()).first()
    if known is not None:
        journal.enter("access.sign_in_refused", subject=known)
    else:
        journal.enter(
            "access.sign_in_refused",
            subject="access.account:",
            detail={"unknown": Personal(username)},
        )


@journal.action
def leave(*, request: HttpRequest, account: Account, by: Actor) -> None:
    """End the session."""
    auth.logout(request)
    journal.enter("access.signed_out", subject=account)
