"""An entry of the ledger: given to one account, taken from another."""

import hashlib
import json
from datetime import UTC
from decimal import Decimal

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.ledger.models.account import LedgerAccount
from hengjian.ledger.models.kinds import HOWS, How
from hengjian.ledger.models.rule import LedgerRule
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department


class LedgerEntry(AddedTo):
    """One booking; a wrong one is reversed by another, never changed.

    ``hundredths`` (of a point, or fen; signed) is given to ``account`` and taken from
    ``counter``: an entry cannot but sum to zero. ``asked`` is what the rule gave before
    caps; where they differ ``cut`` says which cap. ``evidence`` is a list of
    ``{"kind", "reference", "zh", "en", "digest"}``. The digest covers whose accounts
    they are and stands in the journal entry of the same transaction.
    """

    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    counter = models.ForeignKey(
        LedgerAccount, models.PROTECT, related_name="counter_entries"
    )
    hundredths = models.BigIntegerField()
    asked = models.BigIntegerField()
    cut = models.JSONField(default=dict, blank=True)
    how = models.CharField(max_length=8, choices=How)
    rule = models.ForeignKey(
        LedgerRule, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    # what it was entered for, so that the same thing is entered once
    key = models.CharField(max_length=200, blank=True)
    # how often the same was entered anew after a reversal
    attempt = models.PositiveIntegerField(default=0)
    # the day it is for: it belongs to that day's month, quarter and year
    happened_on = models.DateField()
    # where the person sat on that day
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    by = models.CharField(max_length=200)
    # the second person, who confirmed it
    confirmed_by = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "ledger entries"
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(hundredths=0, asked=0), name="ledger_entry_moves"
            ),
            models.CheckConstraint(
                condition=~models.Q(account=models.F("counter")),
                name="ledger_entry_of_two_accounts",
            ),
            models.CheckConstraint(
                condition=models.Q(how="reversed", reverses__isnull=False)
                | (~models.Q(how="reversed") & models.Q(reverses__isnull=True)),
                name="ledger_entry_reverses",
            ),
            models.UniqueConstraint(
                fields=["key", "attempt"],
                condition=~models.Q(key="") & models.Q(how="entered"),
                name="ledger_entry_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["account", "happened_on"], name="ledger_entry_of_account"
            ),
            models.Index(
                fields=["counter", "happened_on"], name="ledger_entry_of_counter"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount:+}"

    @property
    def amount(self) -> Decimal:
        """Points or yuan, exact."""
        return Decimal(self.hundredths).scaleb(-2)

    @property
    def asked_amount(self) -> Decimal:
        """What the rule gave before any cap, exact."""
        return Decimal(self.asked).scaleb(-2)

    @property
    def is_cut(self) -> bool:
        """Whether a cap took something off."""
        return self.hundredths != self.asked

    @property
    def how_text(self) -> Text:
        """Why it stands there, in both languages."""
        return HOWS[How(self.how)]

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what is stored now: the same as when it was entered.

        The row's own number is left out, so that rows changed over are told from altered
        ones. Reads ``account`` and ``counter``.
        """
        content = [
            self.account.identity,
            self.counter.identity,
            self.hundredths,
            self.asked,
            self.cut,
            self.how,
            self.rule_id,
            self.key,
            self.attempt,
            self.happened_on.isoformat(),
            self.department_id,
            self.words,
            self.evidence,
            self.reverses_id,
            self.by,
            self.confirmed_by,
            self.entered_at.astimezone(UTC).isoformat(timespec="microseconds"),
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
