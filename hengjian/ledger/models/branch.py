"""Party branches and their members: whose member points there are."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person, Procuratorate


class PartyBranch(GuardedModel):
    """A Party branch (党支部) of an office, with its secretary."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="branches"
    )
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200, blank=True)
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="branches_led"
    )

    class Meta:
        ordering = ("procuratorate_id", "code")
        verbose_name_plural = "branches"
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "code"], name="branch_code_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name


class BranchMember(GuardedModel):
    """Somebody who belongs to a branch; ``until_on`` is the last day.

    ``group`` names the Party group (党小组) inside the branch, where there are any.
    """

    branch = models.ForeignKey(PartyBranch, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="branch_memberships"
    )
    group = models.CharField(max_length=50, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("branch_id", "person_id")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(until_on__isnull=True),
                name="branch_member_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="branch_member_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.branch} {self.person}"
