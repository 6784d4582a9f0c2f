"""How far a purpose's list is shown inside an office: dated, with its source."""

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.ledger.models.kinds import Purpose
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


class Circle(models.TextChoices):
    """Who sees a list beside those who keep it."""

    SELF = "self", "本人"
    BRANCH = "branch", "本支部、本部门"
    OFFICE = "office", "全院"


CIRCLES = {
    Circle.SELF: Text("只有本人", "the person alone"),
    Circle.BRANCH: Text("本支部、本部门", "the own branch or department"),
    Circle.OFFICE: Text("全院", "the whole office"),
}


class PublishingCircle(AddedTo):
    """From a day on the list of a purpose is shown in this circle; without one: oneself."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="publishing_circles"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    circle = models.CharField(max_length=8, choices=Circle)
    from_on = models.DateField()
    source = models.CharField(max_length=300)
    by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_on", "-id")

    def __str__(self) -> str:
        return f"{self.procuratorate_id} {self.purpose} {self.circle}"

    @property
    def circle_text(self) -> Text:
        """The circle in both languages."""
        return CIRCLES[Circle(self.circle)]
