"""Faults found in cards that are in their table, and what became of them."""

from typing import Any, ClassVar

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse.models.card_table import CardTable
from hengjian.warehouse.models.imports import Import
from hengjian.warehouse.models.sealing import without_sealed_cards


class FindingState(models.TextChoices):
    """Where a finding stands."""

    STAGED = "staged", "未生效"  # of an import that is not live: nobody sees it
    OPEN = "open", "待处理"
    ANSWERED_CORRECTED = "corrected", "已改正，待复查"
    ANSWERED_EXPLAINED = "explained", "已说明"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "重新打开"


AWAITING = (FindingState.OPEN, FindingState.REOPENED)
"""States in which the filler is asked for something."""


class LiveFindings(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Findings of imports that are live, but for those on cards that are sealed."""

    def get_queryset(self) -> Any:
        live = super().get_queryset().exclude(state=FindingState.STAGED)
        return without_sealed_cards(live)


class Finding(GuardedModel):
    """One rule that one card breaks; raised once, closed and reopened as often as need be."""

    table = models.ForeignKey(CardTable, models.PROTECT, related_name="findings")
    card_digest = models.CharField(max_length=32)  # of the card's key, hexadecimal
    card_key = models.CharField(max_length=400)  # no personal value in it
    rule = models.CharField(max_length=100)
    level = models.CharField(max_length=10)  # prompting (blocking rows are kept aside)
    dimension = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    message_zh = models.TextField()
    message_en = models.TextField()
    mend_zh = models.TextField(blank=True)
    mend_en = models.TextField(blank=True)
    values = models.JSONField(default=dict)  # item -> text as found, masked if personal

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    handler = models.CharField(max_length=200, blank=True)  # as the card names them
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    unit_code = models.CharField(max_length=20, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    department_text = models.CharField(max_length=200, blank=True)

    raised_by = models.ForeignKey(Import, models.PROTECT, related_name="findings")
    raised_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=FindingState)
    reason = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    # an explanation that somebody else read and holds to be right
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    times_reopened = models.PositiveIntegerField(default=0)

    objects: ClassVar[LiveFindings] = LiveFindings()
    # with those on sealed cards and of imports that are not live yet: counted, written
    # and cleared without an act
    bookkeeping = models.Manager["Finding"]()

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["table", "card_digest", "rule"], name="finding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by="", answered_on__isnull=True)
                | (~models.Q(answered_by="") & models.Q(answered_on__isnull=False)),
                name="finding_answered_by_and_on",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by="", confirmed_on__isnull=True)
                | (~models.Q(confirmed_by="") & models.Q(confirmed_on__isnull=False)),
                name="finding_confirmed_by_and_on",
            ),
        )
        indexes = (
            models.Index(fields=["person", "state"], name="finding_of_person"),
            models.Index(fields=["procuratorate", "state"], name="finding_of_place"),
            models.Index(fields=["table", "state"], name="finding_of_table"),
            models.Index(fields=["raised_on"], name="finding_raised_on"),
        )

    def __str__(self) -> str:
        return f"{self.table_id} {self.card_key} {self.rule} {self.state}"

    @property
    def department_words(self) -> str:
        """The department's name, where the card's text names one; else that text."""
        return self.department.name if self.department else self.department_text


class FindingChange(models.Model):
    """What an import's re-check made of an older finding; in force when it is live."""

    card_import = models.ForeignKey(
        Import, models.CASCADE, related_name="finding_changes"
    )
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="changes")
    becomes = models.CharField(max_length=10, choices=FindingState)
    # what the re-check found; empty where the finding is closed
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["card_import", "finding"], name="finding_change_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} → {self.becomes}"
