"""Days that somebody did not work, granted as an adjustment of what is counted."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person, Procuratorate


class AbsenceKind(models.TextChoices):
    """Why somebody did not work; it stands on no sheet."""

    ILLNESS = "illness", "病休"
    MATERNITY = "maternity", "产假、生育假"
    STUDY = "study", "脱产学习培训"
    SECONDMENT = "secondment", "借调、挂职"


class GrantedAbsence(GuardedModel):
    """Days from and until, both included; they count once another granted them.

    Amounts of work are then held against the days worked. Nothing is deducted for it.
    """

    class State(models.TextChoices):
        ENTERED = "entered", "待批准"
        GRANTED = "granted", "已批准"
        REFUSED = "refused", "未批准"
        WITHDRAWN = "withdrawn", "已撤回"

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="granted_absences")
    kind = models.CharField(max_length=20, choices=AbsenceKind)
    from_on = models.DateField()
    until_on = models.DateField()
    basis = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.ENTERED)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="absence_granted_by_another",
                condition=~models.Q(state="granted")
                | (
                    models.Q(decided_at__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(decided_by=models.F("entered_by"))
                ),
            ),
        )
        indexes = (
            models.Index(
                fields=["procuratorate", "from_on"], name="absence_of_an_office"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.from_on} – {self.until_on}"
