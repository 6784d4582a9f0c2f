"""Examples of the actions on accounts, roles, tokens and sign-in."""

from datetime import date
from functools import partial

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from hengjian.access.actions import accounts, grants, setup, sign_in, tokens
from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories.access import PASSWORD


BY = System("test")
MODULE = "hengjian.access.actions"


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
    return partial(setup.open_administrators, by=BY)


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.accounts.add": lambda cast: partial(
        accounts.add, username="sun", password=PASSWORD, by=BY
    ),
    f"{MODULE}.accounts.set_password": lambda cast: partial(
        accounts.set_password, account=cast.chen, password="yun-5-duo-bai", by=BY
    ),
    f"{MODULE}.accounts.change_own_password": lambda cast: partial(
        accounts.change_own_password,
        account=cast.chen,
        present=PASSWORD,
        password="yun-5-duo-bai",
        by=cast.chen,
    ),
    f"{MODULE}.accounts.set_language": lambda cast: partial(
        accounts.set_language, account=cast.chen, language="en", by=cast.chen
    ),
    f"{MODULE}.accounts.close": lambda cast: partial(
        accounts.close, account=cast.chen, by=BY
    ),
    f"{MODULE}.accounts.reopen": _closed,
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
    f"{MODULE}.setup.open_administrators": _nobody,
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
    f"{MODULE}.sign_in.leave": lambda cast: partial(
        sign_in.leave, request=_request(cast.chen), account=cast.chen, by=cast.chen
    ),
}
