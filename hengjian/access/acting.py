"""Acting for another: chosen in a session, or said in a header of the interface.

Whoever acts for another has that person's delegated roles instead of the own ones, for
this request; the journal names both.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from hengjian.access.faults import NotAllowed
from hengjian.access.held_roles import givers
from hengjian.access.models import Account
from hengjian.lib.bilingual import Text


CHOSEN = "acting_for"
HEADER = "Hengjian-Acting-For"


def put_on(account: Account, username: str) -> Account:
    """Let an account act for another, for this request. Raises ``NotAllowed``."""
    for giver in givers(account):
        if giver.username == username.strip().lower():
            account.acting_for = giver
            return account
    raise NotAllowed(
        Text(
            f"没有“{username}”今天有效的代理授权。",
            f"There is no delegation of “{username}” in force today.",
        )
    )


def put_on_from_header(request: HttpRequest, account: Account) -> None:
    """What the header of an interface's request says. Raises ``NotAllowed``."""
    wanted = request.headers.get(HEADER, "")
    if wanted:
        put_on(account, wanted)


def put_on_from_session(request: HttpRequest, account: Account) -> None:
    """What was chosen in the session; a delegation that has ended is dropped."""
    if request.path.startswith("/api/") and request.headers.get(HEADER):
        try:
            put_on_from_header(request, account)
        except NotAllowed:
            request.user = AnonymousUser()
        return
    chosen = request.session.get(CHOSEN)
    if not chosen:
        return
    try:
        put_on(account, chosen)
    except NotAllowed:
        del request.session[CHOSEN]
