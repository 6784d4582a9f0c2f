"""Payment lists of awards: drawn, checked by another, approved, paid; then frozen."""

from decimal import Decimal

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.ledger.models.account import LedgerAccount
from hengjian.ledger.models.entry import LedgerEntry
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


class PaymentState(models.TextChoices):
    """Where a payment list stands."""

    DRAFT = "draft", "草稿"
    CHECKED = "checked", "已复核"
    APPROVED = "approved", "已批准"
    PAID = "paid", "已发放"
    WITHDRAWN = "withdrawn", "已撤销"


PAYMENT_STATES = {
    PaymentState.DRAFT: Text("草稿", "draft"),
    PaymentState.CHECKED: Text("已复核", "checked"),
    PaymentState.APPROVED: Text("已批准", "approved"),
    PaymentState.PAID: Text("已发放", "paid"),
    PaymentState.WITHDRAWN: Text("已撤销", "withdrawn"),
}


class PaymentList(GuardedModel):
    """The awards of an office up to a month that were not paid before.

    ``digest`` covers every line and the entries behind it; from approval on it is fixed.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="payment_lists"
    )
    month_on = models.DateField()  # the month's first day
    state = models.CharField(
        max_length=10, choices=PaymentState, default=PaymentState.DRAFT
    )
    fen = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    drawn_by = models.CharField(max_length=200)
    drawn_at = models.DateTimeField()
    checked_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.CharField(max_length=200, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-month_on", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "month_on"],
                condition=~models.Q(state="withdrawn"),
                name="payment_list_one_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by="")
                | ~models.Q(checked_by=models.F("drawn_by")),
                name="payment_list_checked_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procuratorate_id} {self.month_on:%Y-%m} {self.state}"

    @property
    def yuan(self) -> Decimal:
        """The sum in yuan, exact."""
        return Decimal(self.fen).scaleb(-2)

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return PAYMENT_STATES[PaymentState(self.state)]


class PaymentLine(GuardedModel):
    """What one account is paid; ``paid_entry`` books it when it was."""

    payment_list = models.ForeignKey(PaymentList, models.PROTECT, related_name="lines")
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    paid_entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, related_name="payment_line"
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["payment_list", "account"], name="payment_line_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(fen__gt=0), name="payment_line_above_zero"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.fen}"

    @property
    def yuan(self) -> Decimal:
        """The line in yuan, exact."""
        return Decimal(self.fen).scaleb(-2)


class PaymentPart(GuardedModel):
    """An entry that a line pays; a withdrawn list gives its entries free again."""

    line = models.ForeignKey(PaymentLine, models.PROTECT, related_name="parts")
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, related_name="payment_part"
    )

    class Meta:
        ordering = ("entry_id",)

    def __str__(self) -> str:
        return f"{self.line_id} {self.entry_id}"
