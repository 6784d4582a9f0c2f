"""End sessions: one's own, or another's by the security administrator."""

from hengjian.access.models import Account, Session
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor


@journal.action
def end(*, session: Session, by: Actor) -> None:
    """End one session; its browser is signed out at the next request."""
    account = session.account
    session.delete()
    journal.enter(
        "access.session_ended",
        subject=account or "access.account:",
        old={"address": session.address, "browser": session.browser},
    )


@journal.action
def end_all(*, account: Account, by: Actor, besides: str = "") -> int:
    """End every session of an account but the one with a key; returns how many."""
    ended = account.sessions.exclude(session_key=besides).delete()[0]
    if not ended:
        journal.nothing_changed()
        return 0
    journal.enter("access.sessions_ended", subject=account, new={"sessions": ended})
    return int(ended)
