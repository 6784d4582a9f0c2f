"""A rule by which the ledger gives: dated, in versions, of one office."""

import hashlib
import json

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.ledger.models.kinds import (
    PURPOSES,
    RULE_KINDS,
    SPANS,
    Purpose,
    RuleKind,
    Span,
)
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


class LedgerRule(AddedTo):
    """One version of a rule; a later version is in force from its own first day.

    Amounts are hundredths of a point, or fen. ``most`` is the most of a single entry
    where the amount is for people to say between the two. ``multiples`` gives for each
    level of adoption a fraction as text. A deduction is written above zero.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="ledger_rules"
    )
    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    kind = models.CharField(max_length=10, choices=RuleKind)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    hundredths = models.BigIntegerField()
    most = models.BigIntegerField(null=True, blank=True)
    multiples = models.JSONField(default=dict, blank=True)
    # the most that a person may have by this rule (or all of its kind) in a period
    cap = models.BigIntegerField(null=True, blank=True)
    cap_span = models.CharField(max_length=8, choices=Span, blank=True)
    caps_kind = models.BooleanField(default=False)
    from_on = models.DateField()
    is_ended = models.BooleanField(default=False)
    source_zh = models.CharField(max_length=300)
    source_en = models.CharField(max_length=500)
    mark = models.CharField(max_length=1)
    by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("procuratorate_id", "purpose", "code", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "code", "version"],
                name="ledger_rule_version_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(hundredths__gte=0), name="ledger_rule_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(most__isnull=True)
                | models.Q(most__gte=models.F("hundredths")),
                name="ledger_rule_most_is_most",
            ),
            models.CheckConstraint(
                condition=models.Q(cap__isnull=True, cap_span="")
                | (models.Q(cap__gte=0) & ~models.Q(cap_span="")),
                name="ledger_rule_cap_has_span",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def title(self) -> Text:
        """What it gives for, in both languages."""
        return Text(self.title_zh, self.title_en)

    @property
    def source(self) -> Text:
        """Where it comes from; unconfirmed ones say so."""
        if self.mark == "M":
            return Text(
                f"{self.source_zh}（待核实）", f"{self.source_en} (to be confirmed)"
            )
        return Text(self.source_zh, self.source_en)

    @property
    def purpose_text(self) -> Text:
        """The purpose in both languages."""
        return PURPOSES[Purpose(self.purpose)]

    @property
    def kind_text(self) -> Text:
        """The kind in both languages."""
        return RULE_KINDS[RuleKind(self.kind)]

    @property
    def cap_span_text(self) -> Text:
        """The period of the cap in both languages; empty without one."""
        return SPANS[Span(self.cap_span)] if self.cap_span else Text("", "")

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what the version says; it stands in the journal."""
        content = [
            self.procuratorate_id,
            self.code,
            self.version,
            self.purpose,
            self.kind,
            self.title_zh,
            self.title_en,
            self.hundredths,
            self.most,
            self.multiples,
            self.cap,
            self.cap_span,
            self.caps_kind,
            self.from_on.isoformat(),
            self.is_ended,
            self.source_zh,
            self.source_en,
            self.mark,
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def sign(self) -> int:
        """Minus one for what is deducted."""
        return -1 if self.kind == RuleKind.DEDUCTED else 1
