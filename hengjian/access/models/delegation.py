"""Acting on behalf: a role of one person's that another may use for a while."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.access.models.role_grant import RoleGrant
from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Department, Procuratorate


class Delegation(GuardedModel):
    """``receiver`` may act in the role of ``grant`` for whom it was granted to.

    Both days count. A unit or a department narrows the place of the grant.
    """

    grant = models.ForeignKey(RoleGrant, models.PROTECT, related_name="delegations")
    receiver = models.ForeignKey(
        Account, models.PROTECT, related_name="delegations_received"
    )
    unit = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=300)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="delegation_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant.account} → {self.receiver}: {self.grant.role}"

    @property
    def giver(self) -> Account:
        """Whose role it is."""
        return self.grant.account
