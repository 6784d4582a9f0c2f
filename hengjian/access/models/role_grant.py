"""A role given to an account, somewhere, from a day to a day."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Department, Post, Procuratorate


class RoleGrant(GuardedModel):
    """Holds in a procuratorate and all below it, or in one department alone.

    ``until_on`` is the last day; empty while it lasts. A grant with a post goes with the
    person: each day it holds where the person sits in that post, and nowhere when the
    person does not.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    # none: the whole installation (the three administrators)
    unit = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("account_id", "from_on")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="grant_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.unit or '*'}"
