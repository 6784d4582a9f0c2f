"""A matter: one piece of work that moves along its pack's process."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models.record_setting import RECORDS, RecordOf
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.packs.models import PackRelease
from hengjian.workflow.models import Process


class MatterState(models.TextChoices):
    """Where a matter stands."""

    OPEN = "open", "办理中"
    SUSPENDED = "suspended", "中止"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"


STATES = {
    MatterState.OPEN: Text("办理中", "open"),
    MatterState.SUSPENDED: Text("中止", "suspended"),
    MatterState.CLOSED: Text("已办结", "closed"),
    MatterState.ARCHIVED: Text("已归档", "archived"),
}
UNDER_WAY = (MatterState.OPEN, MatterState.SUSPENDED)
"""States in which somebody still has something to do."""


class Matter(GuardedModel):
    """One matter, with the release of its pack for as long as it runs.

    ``values`` holds the items of the case card that are not personal, as
    ``engines.forms.cells.as_stored`` writes them; personal ones are in
    ``PersonalValues``. ``version`` counts the changes, so that of two people who change
    the same matter the second is told.
    """

    release = models.ForeignKey(PackRelease, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)  # the pack's name
    # the office's own register: without gaps by office, kind and year; no legal number
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    title = models.CharField(max_length=300)

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="matters"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="matters"
    )
    registrant = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="matters_registered"
    )
    handler = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="matters_handled"
    )
    leader_in_charge = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="matters_led"
    )

    values = models.JSONField(default=dict)
    process = models.OneToOneField(
        Process, models.PROTECT, null=True, blank=True, related_name="matter"
    )
    state = models.CharField(
        max_length=10, choices=MatterState, default=MatterState.OPEN
    )
    is_restricted = models.BooleanField(default=False)
    # whose record it is, settled at registration; the number it has there
    record_of = models.CharField(max_length=8, choices=RecordOf, default=RecordOf.HERE)
    national_number = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    # somebody above watches it: from when and who
    supervised_on = models.DateField(null=True, blank=True)
    supervised_by = models.CharField(max_length=200, blank=True)
    # another matter of the same thing that goes on for both
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "year", "serial"],
                name="matter_number_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["closed", "archived"], closed_on__isnull=False
                )
                | models.Q(state__in=["open", "suspended"], closed_on__isnull=True),
                name="matter_closed_on_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(supervised_by="", supervised_on__isnull=True)
                | (~models.Q(supervised_by="") & models.Q(supervised_on__isnull=False)),
                name="matter_supervised_by_and_on",
            ),
        )
        indexes = (
            models.Index(
                fields=["procuratorate", "kind", "state", "-id"], name="matter_of_place"
            ),
            models.Index(fields=["kind", "state", "-id"], name="matter_of_kind"),
            models.Index(fields=["handler", "state"], name="matter_of_handler"),
            models.Index(fields=["registrant", "-id"], name="matter_of_registrant"),
            models.Index(
                fields=["kind", "national_number"],
                condition=~models.Q(national_number=""),
                name="matter_national_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def number(self) -> str:
        """As the office writes it: 2026-0012."""
        return f"{self.year}-{self.serial:04d}"

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return STATES[MatterState(self.state)]

    @property
    def record_text(self) -> Text:
        """Whose record it is, in both languages."""
        return RECORDS[RecordOf(self.record_of)]

    @property
    def is_national(self) -> bool:
        """Whether the national system holds the record: no legal act is made here."""
        return self.record_of == RecordOf.NATIONAL

    @property
    def is_under_way(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in UNDER_WAY
