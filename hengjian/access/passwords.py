"""Passwords that people here choose first."""

from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from hengjian.lib.bilingual import Text


COMMON = Path(__file__).with_name("common_passwords.txt")
TOO_COMMON = Text("该密码太常见。", "This password is too common.")


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
