"""The personal items of a matter, sealed."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter


class PersonalValues(GuardedModel):
    """One sealed blob for a matter under a key of its own, wrapped by the vault's master.

    ``wrapped`` empty: the key was destroyed, and what it sealed is erased.
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, related_name="personal_values"
    )
    algorithm = models.CharField(max_length=20)
    master = models.PositiveIntegerField()
    wrapped = models.BinaryField(null=True)
    sealed = models.BinaryField()

    class Meta:
        ordering = ("matter_id",)

    def __str__(self) -> str:
        return f"{self.matter_id}"
