"""Open and close accounts, set passwords and the language."""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hengjian.access.faults import AccountFault
from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


NAME = re.compile(r"[a-z][a-z0-9_.-]{1,59}")


@journal.action
def add(
    *,
    username: str,
    password: str,
    by: Actor,
    person: Person | None = None,
    language: str = "zh-hans",
    must_change_password: bool = True,
) -> Account:
    """Open an account. Raises ``AccountFault`` on a name in use or a weak password."""
    username = username.strip().lower()
    if not NAME.fullmatch(username):
        raise AccountFault(
            Text(
                "账号名须以小写字母开头,由字母、数字和 . _ - 组成",
                "an account's name begins with a letter and has letters, digits, . _ -",
            )
        )
    if Account.objects.filter(username=username).exists():
        raise AccountFault(
            Text(f"账号“{username}”已存在", f"the account “{username}” exists"),
            status=409,
        )
    if person is not None and Account.objects.filter(person=person).exists():
        raise AccountFault(
            Text(f"{person}已有账号", f"{person.name} has an account"), status=409
        )
    account = Account(
        username=username,
        person=person,
        language=language,
        must_change_password=must_change_password,
        created_at=clock.now(),
    )
    _set_password(account, password)
    account.save()
    journal.enter(
        "access.account_opened",
        subject=account,
        new={"username": username, "person": person.number if person else None},
    )
    return account


@journal.action
def set_password(
    *, account: Account, password: str, by: Actor, must_change: bool = True
) -> Account:
    """Give an account a password that somebody else chose, to be changed at once."""
    _set_password(account, password)
    account.must_change_password = must_change
    account.save(update_fields=["password", "must_change_password"])
    journal.enter("access.password_set", subject=account)
    return account


@journal.action
def change_own_password(
    *, account: Account, present: str, password: str, by: Actor
) -> Account:
    """Change one's own password. Raises ``AccountFault``."""
    if not account.check_password(present):
        raise AccountFault(Text("现密码不正确", "the present password is wrong"))
    if present == password:
        raise AccountFault(
            Text("新密码须与现密码不同", "the new password must differ from the old")
        )
    _set_password(account, password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    journal.enter("access.password_changed", subject=account)
    return account


@journal.action
def set_language(*, account: Account, language: str, by: Actor) -> Account:
    """Choose the language of one's pages. Raises ``AccountFault`` on an unknown one."""
    if language not in {"zh-hans", "en"}:
        raise AccountFault(Text(f"没有语言“{language}”", f"no language “{language}”"))
    if account.language == language:
        journal.nothing_changed()
        return account
    old, account.language = account.language, language
    account.save(update_fields=["language"])
    journal.enter(
        "access.language_chosen",
        subject=account,
        old={"language": old},
        new={"language": language},
    )
    return account


@journal.action
def close(*, account: Account, by: Actor) -> Account:
    """Close an account: it signs in no more, its tokens are dead."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    now = clock.now()
    revoked = account.tokens.filter(revoked_at__isnull=True).update(revoked_at=now)
    journal.enter("access.account_closed", subject=account, new={"tokens": revoked})
    return account


@journal.action
def reopen(*, account: Account, by: Actor) -> Account:
    """Open a closed account again."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    journal.enter("access.account_reopened", subject=account)
    return account


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        said = "".join(error.messages)
        raise AccountFault(Text.same(said)) from error
    account.set_password(password)
