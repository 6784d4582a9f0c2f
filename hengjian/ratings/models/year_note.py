"""What somebody gathers of the own year: a note, perhaps with a file."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person


class YearNote(GuardedModel):
    """One piece of work or evidence, written down when it happened, not at judging time.

    Nobody but the person sees it until it is handed in; then it stays as it is.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="year_notes")
    happened_on = models.DateField()
    title = models.CharField(max_length=100)
    text = models.CharField(max_length=1000, blank=True)
    # the file as it was brought, kept by its digest
    file_name = models.CharField(max_length=200, blank=True)
    stored_as = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    written_on = models.DateField()
    handed_in_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("happened_on", "pk")
        indexes = (
            models.Index(fields=["person", "happened_on"], name="year_note_of_person"),
        )

    def __str__(self) -> str:
        return self.title
