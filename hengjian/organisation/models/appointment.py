"""Who sat where from when until when."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models.department import Department
from hengjian.organisation.models.person import Person
from hengjian.organisation.models.post import Post
from hengjian.organisation.models.procuratorate import Procuratorate


class Appointment(GuardedModel):
    """A person in a post, in a department or directly in the procuratorate.

    ``until_on`` is the last day; empty while it lasts. A person's main appointments
    never overlap.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="appointments"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    is_main = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("person_id", "from_on")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(is_main=True, until_on__isnull=True),
                name="appointment_one_lasting_main",
            ),
        )
        indexes = (
            models.Index(
                fields=["procuratorate", "from_on"], name="appointment_place_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.post} · {self.department or self.procuratorate}"
