"""A young officer and the two mentors of that officer."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person, Procuratorate


class MentorPair(GuardedModel):
    """One young officer with a business mentor and a political mentor (双导师)."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="mentor_pairs"
    )
    apprentice = models.ForeignKey(
        Person, models.PROTECT, related_name="mentor_pairs_as_apprentice"
    )
    business_mentor = models.ForeignKey(
        Person, models.PROTECT, related_name="mentor_pairs_as_business_mentor"
    )
    political_mentor = models.ForeignKey(
        Person, models.PROTECT, related_name="mentor_pairs_as_political_mentor"
    )
    # the growth plan that was posted at the beginning of the year
    plan = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("procuratorate_id", "apprentice_id", "from_on")
        constraints = (
            models.CheckConstraint(
                name="mentor_pair_ends_after_it_begins",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="mentor_pair_nobody_mentors_themself",
                condition=~models.Q(apprentice=models.F("business_mentor"))
                & ~models.Q(apprentice=models.F("political_mentor")),
            ),
            models.UniqueConstraint(
                fields=["apprentice"],
                condition=models.Q(until_on__isnull=True),
                name="mentor_pair_one_lasting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.business_mentor}、{self.political_mentor} · {self.apprentice}"
