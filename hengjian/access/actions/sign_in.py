"""Signing in and out, each entered in the journal; refusals too.

After the right password of an account with a second factor the session only waits: it
is nobody's until the code has come.
"""

from datetime import datetime, timedelta

from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from hengjian.access import second_factors
from hengjian.access.actions import accounts, second_factor
from hengjian.access.backend import plain_name
from hengjian.access.faults import SignInRefused
from hengjian.access.models import Account
from hengjian.access.passwords import is_kept_as_today
from hengjian.access.session_store import note_start
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.texts import Personal
from hengjian.lib import clock


DOOR = System("sign_in")
BACKEND = "hengjian.access.backend.AccountBackend"
WAITING = "waiting_for_code"
WAITS = timedelta(minutes=5)


def attempt(*, request: HttpRequest, username: str, password: str) -> Account:
    """Check the name and the password and sign in, or wait for the code.

    Raises ``SignInRefused``. The check itself stands outside every transaction: a
    failed attempt must count towards the pause although nothing else is written.
    """
    known = auth.authenticate(request, username=plain_name(username), password=password)
    if not isinstance(known, Account) or _is_past(known):
        refuse(username=username, by=DOOR)
        raise SignInRefused
    if not is_kept_as_today(known.password):
        anew = make_password(password)
        accounts.keep_password_anew(account=known, password_hash=anew, by=known)
    return begin(request=request, account=known, way="password")


def begin(*, request: HttpRequest, account: Account, way: str) -> Account:
    """Sign in somebody who was recognised, or wait for the code of the second factor."""
    if second_factors.confirmed_factor(account) is None:
        return accept(request=request, account=account, way=way, by=account)
    request.session.cycle_key()
    request.session[WAITING] = {
        "account": account.pk,
        "hash": account.get_session_auth_hash(),
        "until": (clock.machine_now() + WAITS).isoformat(),
        "way": way,
    }
    return account


def waiting_account(request: HttpRequest) -> Account | None:
    """Whose code this session waits for; nobody's after five minutes."""
    waiting = request.session.get(WAITING)
    if not waiting or clock.machine_now() > datetime.fromisoformat(waiting["until"]):
        return None
    account: Account | None = (
        Account.objects.select_related("person")
        .filter(pk=waiting["account"], is_active=True)
        .first()
    )
    if account is None:
        return None
    same = constant_time_compare(waiting["hash"], account.get_session_auth_hash())
    return account if same else None


def give_code(*, request: HttpRequest, code: str) -> Account:
    """Check the code of the session that waits, and sign in. Raises ``SignInRefused``."""
    waiting = waiting_account(request)
    if waiting is None:
        raise SignInRefused
    known = auth.authenticate(request, username=waiting.username, code=code)
    if not isinstance(known, Account):
        second_factor.refuse(account=waiting, by=DOOR)
        raise SignInRefused
    way = request.session[WAITING]["way"]
    try:
        return accept_code(request=request, account=known, code=code, way=way, by=known)
    except SignInRefused:
        second_factor.refuse(account=waiting, by=DOOR)
        raise


@journal.action
def accept_code(
    *, request: HttpRequest, account: Account, code: str, way: str, by: Actor
) -> Account:
    """Use the code up and start the session. Raises ``SignInRefused`` if it was used."""
    kind = second_factor.use_up(account, code)
    return accept(request=request, account=account, way=f"{way}, {kind}", by=by)


@journal.action
def accept(
    *, request: HttpRequest, account: Account, by: Actor, way: str = "password"
) -> Account:
    """Start the session of somebody who was recognised; its key is a new one."""
    request.session.pop(WAITING, None)
    auth.login(request, account, backend=BACKEND)
    note_start(request)
    journal.enter("access.signed_in", subject=account, detail={"way": way})
    return account


@journal.action
def refuse(*, username: str, by: Actor) -> None:
    """Enter a refused attempt; the name as a digest, for it may be a password."""
    known = Account.objects.filter(username=plain_name(username)).first()
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


def _is_past(account: Account) -> bool:
    """Whether a first password was left lying too long."""
    until = account.first_password_until
    return until is not None and clock.machine_now() > until
