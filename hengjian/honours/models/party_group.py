"""Party groups of an office, and who belongs to them from when until when."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person, Procuratorate


class PartyGroup(GuardedModel):
    """A Party group (党小组); the rolling red flag goes to one of them."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="party_groups"
    )
    name = models.CharField(max_length=60)
    set_up_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("procuratorate_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "name"], name="party_group_name_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PartyGroupMember(GuardedModel):
    """A member of a Party group; ``until_on`` is the last day, empty while it lasts."""

    group = models.ForeignKey(PartyGroup, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="party_group_memberships"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("group_id", "person_id", "from_on")
        constraints = (
            models.CheckConstraint(
                name="party_group_member_ends_after_it_begins",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(until_on__isnull=True),
                name="party_group_one_lasting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} · {self.person}"
