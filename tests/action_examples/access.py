"""Examples of the actions on accounts, roles, tokens and sign-in."""

from datetime import date
from functools import partial

from django.http import HttpRequest
from django.test import RequestFactory

from hengjian.access.actions import (
    accounts,
    column_choices,
    delegations,
    exports,
    grants,
    second_factor,
    sessions,
    setup,
    sign_in,
    tokens,
)
from hengjian.access.models import Account, Session
from hengjian.access.session_store import SessionStore
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.lib import clock
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories.access import code_of


BY = System("test")
MODULE = "hengjian.access.actions"
HASH = "md5$salt$0123456789abcdef0123456789abcdef"


def _request(account: Account) -> HttpRequest:
    request = RequestFactory().post("/sign-in/")
    request.session = SessionStore()
    request.user = account
    return request


def _closed(cast: Cast) -> partial[object]:
    accounts.close(account=cast.chen, by=BY)
    return partial(accounts.reopen, account=cast.chen, by=BY)


def _token(cast: Cast) -> partial[object]:
    token, _ = tokens.make(account=cast.chen, name="旧", by=BY)
    return partial(tokens.revoke, token=token, by=BY)


@journal.action
def _forget_accounts(*, by: Actor) -> None:
    for account in Account.objects.all():
        account.grants.all().delete()
        account.delete()
    journal.nothing_changed()


def _nobody(cast: Cast) -> partial[object]:
    _forget_accounts(by=BY)
    hashes = {"system_administrator": HASH}
    return partial(setup.open_first_accounts, hashes=hashes, by=BY)


def _factor(cast: Cast, *, confirmed: bool = True) -> str:
    """Chen has a second factor; returns the code that fits next."""
    second_factor.begin(account=cast.chen, by=cast.chen)
    if confirmed:
        first = code_of(cast.chen)
        second_factor.confirm(account=cast.chen, code=first, by=cast.chen)
    return code_of(cast.chen, later=1 if confirmed else 0)


def _session(cast: Cast) -> Session:
    request = _request(cast.chen)
    sign_in.accept(request=request, account=cast.chen, by=cast.chen)
    request.session.save()
    found: Session = Session.objects.get(account=cast.chen)
    return found


def _columns(cast: Cast) -> partial[object]:
    chosen = {"account": cast.chen, "table": "findings", "by": cast.chen}
    column_choices.keep(columns=["finding"], **chosen)
    return partial(column_choices.forget, **chosen)


def _after(made: object, call: partial[object]) -> partial[object]:
    return call


def _delegation(cast: Cast) -> partial[object]:
    return partial(
        delegations.delegate,
        grants=[cast.lin.grants.get()],
        receiver=cast.chen,
        from_on=clock.today(),
        until_on=clock.today(),
        reason="出差",
        by=cast.lin,
    )


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.accounts.open_account": lambda cast: partial(
        accounts.open_account, username="sun", password_hash=HASH, by=BY
    ),
    f"{MODULE}.accounts.replace_password": lambda cast: partial(
        accounts.replace_password, account=cast.chen, password_hash=HASH, by=BY
    ),
    f"{MODULE}.accounts.refuse_present_password": lambda cast: partial(
        accounts.refuse_present_password, account=cast.chen, by=cast.chen
    ),
    f"{MODULE}.accounts.renew_password": lambda cast: partial(
        accounts.renew_password, account=cast.chen, password_hash=HASH, by=cast.chen
    ),
    f"{MODULE}.accounts.set_language": lambda cast: partial(
        accounts.set_language, account=cast.chen, language="en", by=cast.chen
    ),
    f"{MODULE}.column_choices.keep": lambda cast: partial(
        column_choices.keep,
        account=cast.chen,
        table="findings",
        columns=["due", "finding"],
        by=cast.chen,
    ),
    f"{MODULE}.column_choices.forget": _columns,
    f"{MODULE}.accounts.close": lambda cast: partial(
        accounts.close, account=cast.chen, by=BY
    ),
    f"{MODULE}.accounts.reopen": _closed,
    f"{MODULE}.accounts.keep_password_anew": lambda cast: partial(
        accounts.keep_password_anew,
        account=cast.chen,
        password_hash="argon2$kept-anew",
        by=cast.chen,
    ),
    f"{MODULE}.grants.grant": lambda cast: partial(
        grants.grant,
        account=cast.chen,
        role="analyst",
        unit=cast.donghu,
        from_on=date(2026, 1, 1),
        by=BY,
    ),
    f"{MODULE}.grants.end": lambda cast: partial(
        grants.end, grant=cast.chen.grants.get(), until_on=date(2026, 1, 1), by=BY
    ),
    f"{MODULE}.setup.open_first_accounts": _nobody,
    f"{MODULE}.tokens.make": lambda cast: partial(
        tokens.make, account=cast.chen, name="报表", by=cast.chen
    ),
    f"{MODULE}.tokens.revoke": _token,
    f"{MODULE}.sign_in.accept": lambda cast: partial(
        sign_in.accept, request=_request(cast.chen), account=cast.chen, by=cast.chen
    ),
    f"{MODULE}.sign_in.refuse": lambda cast: partial(
        sign_in.refuse, username="chen", by=BY
    ),
    f"{MODULE}.sign_in.accept_code": lambda cast: partial(
        sign_in.accept_code,
        request=_request(cast.chen),
        account=cast.chen,
        code=_factor(cast),
        way="password",
        by=cast.chen,
    ),
    f"{MODULE}.second_factor.begin": lambda cast: partial(
        second_factor.begin, account=cast.chen, by=cast.chen
    ),
    f"{MODULE}.second_factor.confirm": lambda cast: partial(
        second_factor.confirm,
        account=cast.chen,
        code=_factor(cast, confirmed=False),
        by=cast.chen,
    ),
    f"{MODULE}.second_factor.renew_recovery_codes": lambda cast: partial(
        second_factor.renew_recovery_codes,
        account=cast.chen,
        code=_factor(cast),
        by=cast.chen,
    ),
    f"{MODULE}.second_factor.remove": lambda cast: partial(
        second_factor.remove, account=cast.chen, code=_factor(cast), by=cast.chen
    ),
    f"{MODULE}.second_factor.reset": lambda cast: _after(
        _factor(cast), partial(second_factor.reset, account=cast.chen, by=BY)
    ),
    f"{MODULE}.second_factor.refuse": lambda cast: _after(
        _factor(cast), partial(second_factor.refuse, account=cast.chen, by=BY)
    ),
    f"{MODULE}.sessions.end": lambda cast: partial(
        sessions.end, session=_session(cast), by=cast.chen
    ),
    f"{MODULE}.sessions.end_all": lambda cast: _after(
        _session(cast), partial(sessions.end_all, account=cast.chen, by=cast.chen)
    ),
    f"{MODULE}.exports.note": lambda cast: partial(
        exports.note, table="findings", asked={"card": "trial"}, rows=3, by=cast.chen
    ),
    f"{MODULE}.delegations.delegate": _delegation,
    f"{MODULE}.delegations.revoke": lambda cast: partial(
        delegations.revoke, delegation=_delegation(cast)()[0], by=cast.lin
    ),
    f"{MODULE}.delegations.begin_acting": lambda cast: partial(
        delegations.begin_acting, giver=cast.lin, by=cast.chen
    ),
    f"{MODULE}.delegations.end_acting": lambda cast: partial(
        delegations.end_acting, giver=cast.lin, by=cast.chen
    ),
    f"{MODULE}.sign_in.leave": lambda cast: partial(
        sign_in.leave, request=_request(cast.chen), account=cast.chen, by=cast.chen
    ),
}
