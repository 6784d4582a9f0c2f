"""The second factor of an account: a secret shared with a telephone, and codes on paper."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.audit.guarded import GuardedModel


class SecondFactor(GuardedModel):
    """A time-based secret, sealed; it counts once it has been confirmed by a code."""

    account = models.OneToOneField(
        Account, models.PROTECT, related_name="second_factor"
    )
    sealed_secret = models.BinaryField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # the thirty seconds of the last code that was accepted: none before is taken again
    last_step = models.BigIntegerField(default=0)
    # wrong codes since the last right one, from wherever they came
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account}: {'confirmed' if self.confirmed_at else 'begun'}"


class RecoveryCode(GuardedModel):
    """A code for the day the telephone is lost; its keyed digest alone is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("account_id", "pk")

    def __str__(self) -> str:
        return f"{self.account}: {'used' if self.used_at else 'unused'}"
