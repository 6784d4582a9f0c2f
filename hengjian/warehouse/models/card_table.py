"""The card tables: where each lies and which version is in force."""

from pathlib import Path

from django.conf import settings
from django.db import models

from hengjian.audit.guarded import GuardedModel


NO_VERSION = -1


class CardTable(GuardedModel):
    """One table of case cards; ``current_version`` is the authority, not the folder."""

    name = models.CharField(max_length=100, unique=True)
    # the identity written in the table's own log; empty until it is created
    table_id = models.CharField(max_length=36, blank=True)
    current_version = models.BigIntegerField(default=NO_VERSION)
    current_digest = models.CharField(max_length=64, blank=True)
    cards = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    # the steps of an import that are not acts yet: locks, staged rows
    bookkeeping = models.Manager["CardTable"]()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def location(self) -> Path:
        """The table's folder."""
        return Path(settings.HENGJIAN_HOME) / "cards" / self.name
