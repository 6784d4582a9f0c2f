"""Passwords that an account had before, as hashes."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.audit.guarded import GuardedModel


class OldPassword(GuardedModel):
    """A hash of a password that may not come back yet."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="old_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("account_id", "-pk")

    def __str__(self) -> str:
        return f"{self.account} {self.replaced_at:%Y-%m-%d}"
