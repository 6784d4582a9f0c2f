"""Tokens for the API and the command line."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.audit.guarded import GuardedModel


class Token(GuardedModel):
    """A token: only its digest is kept; it is shown once, when made."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    # the first characters, to recognise it by
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
