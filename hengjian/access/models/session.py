"""Signed-in sessions: whose, since when, from where, last seen."""

import hashlib

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from hengjian.access.models.account import Account


class Session(AbstractBaseSession):
    """A browser's session; not guarded, for being seen is no act of anybody's."""

    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=100, blank=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        ordering = ("-seen_at",)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from hengjian.access.session_store import SessionStore

        return SessionStore

    @property
    def handle(self) -> str:
        """By what a page names this session: its key would open it."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:24]
