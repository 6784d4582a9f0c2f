"""What a password may not be: one of the first that people choose, one used before."""

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import (
    check_password,
    get_hasher,
    identify_hasher,
    make_password,
)
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from hengjian.access.faults import AccountFault
from hengjian.access.models import Account
from hengjian.lib.bilingual import Text


COMMON = Path(__file__).with_name("common_passwords.txt")
TOO_COMMON = Text("该密码太常见。", "This password is too common.")
USED_BEFORE = Text(
    "该密码最近用过，请另选一个。", "This password was used before: choose another."
)


@cache
def common_passwords() -> frozenset[str]:
    """The local list: keyboard walks, pinyin, lucky numbers; lower case."""
    lines = COMMON.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


class LocalCommonPasswords:
    """Refuses the list, also with digits or signs put at its end."""

    def validate(self, password: str, user: Any = None) -> None:
        lowered = password.lower()
        stem = lowered.rstrip("0123456789!@#$%^&*._-")
        if lowered in common_passwords() or stem in common_passwords():
            raise ValidationError(
                TOO_COMMON.in_language(get_language() or "zh"), code="password_common"
            )

    def get_help_text(self) -> str:
        return TOO_COMMON.in_language(get_language() or "zh")


class NotUsedBefore:
    """Refuses an account's present password and its last ones."""

    def __init__(self, last: int) -> None:
        self.last = last

    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, Account) or user.pk is None or self.last < 1:
            return
        old = user.old_passwords.values_list("password", flat=True)[: self.last - 1]
        if any(check_password(password, each) for each in [user.password, *old]):
            raise ValidationError(
                USED_BEFORE.in_language(get_language() or "zh"), code="password_used"
            )

    def get_help_text(self) -> str:
        return USED_BEFORE.in_language(get_language() or "zh")


def hashed(password: str, account: Account) -> str:
    """The hash of a password that keeps every rule. Raises ``AccountFault``.

    Takes its time by design: never inside a transaction.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        said = "".join(error.messages)
        raise AccountFault(Text.same(said)) from error
    return make_password(password)


def is_kept_as_today(password_hash: str) -> bool:
    """Whether a right password's hash is made as new ones are made."""
    made_by, today = identify_hasher(password_hash), get_hasher()
    return made_by.algorithm == today.algorithm and not today.must_update(password_hash)
