"""Limits that run on imported cards, as counted from the table in force."""

from typing import Any, ClassVar

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.models.sealing import without_sealed_cards


class Standing(models.TextChoices):
    """Where a limit stands, apart from what day it is."""

    RUNNING = "running", "进行中"
    MET = "met", "已办结"
    SUSPENDED = "suspended", "中止"
    UNTOLD = "untold", "不能判断"


class Acts(models.TextChoices):
    """Whose act ends a limit."""

    OFFICE = "office", "本院"
    OTHER = "other", "对方"
    NONE = "none", "期满即止"


class ShownLimits(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Limits but for those on cards that are sealed."""

    def get_queryset(self) -> Any:
        return without_sealed_cards(super().get_queryset())


class CardLimit(GuardedModel):
    """One limit of one card: the facts that the card states and the day that follows.

    No personal value stands in it. Open limits are kept, and those done a short while
    ago; the rest is in the cards.
    """

    table = models.ForeignKey(CardTable, models.PROTECT, related_name="limits")
    card_digest = models.CharField(max_length=32)  # of the card's key, hexadecimal
    card_key = models.CharField(max_length=400)
    deadline = models.CharField(max_length=100)  # name in the pack's deadlines.yaml
    limit = models.CharField(max_length=3)  # T01
    unit_code = models.CharField(max_length=20, blank=True)
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="card_limits"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="card_limits"
    )
    department_text = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="card_limits"
    )
    handler = models.CharField(max_length=200, blank=True)  # as the card names them

    standing = models.CharField(max_length=10, choices=Standing)
    acts = models.CharField(max_length=10, choices=Acts, default=Acts.OFFICE)
    # the person is detained; None: the card does not say
    custody = models.BooleanField(null=True)
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    untold = models.CharField(max_length=10, blank=True)  # why it cannot be told
    facts = models.JSONField(default=dict)
    # 0: the person is detained, 1: not; the board's first order, read from an index
    urgency = models.PositiveSmallIntegerField(default=1)
    # digest of everything above, so that a count finds what changed without reading it
    content = models.CharField(max_length=32, blank=True)

    objects: ClassVar[ShownLimits] = ShownLimits()
    # with those of sealed cards: counted and written, shown to nobody
    bookkeeping = models.Manager["CardLimit"]()

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["table", "card_digest", "deadline"], name="card_limit_once"
            ),
            models.CheckConstraint(
                condition=models.Q(standing="running", due_on__isnull=False)
                | models.Q(standing="met", done_on__isnull=False)
                | models.Q(standing__in=["suspended", "untold"]),
                name="card_limit_running_has_its_day",
            ),
        )
        indexes = (
            models.Index(fields=["standing", "due_on"], name="card_limit_due"),
            models.Index(
                fields=["standing", "urgency", "due_on", "id"],
                name="card_limit_in_order",
            ),
            models.Index(fields=["person", "standing"], name="card_limit_of_person"),
            models.Index(
                fields=["procuratorate", "standing"], name="card_limit_of_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.limit} {self.card_key} {self.due_on}"


class CountedTable(GuardedModel):
    """What the limits of a card table were counted from, so that nothing stale is shown."""

    table = models.OneToOneField(
        CardTable, models.PROTECT, related_name="limits_counted"
    )
    version = models.BigIntegerField()
    rests_on = models.CharField(max_length=64)  # digest of versions and definitions
    limits = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ("table_id",)

    def __str__(self) -> str:
        return f"{self.table_id}@{self.version}"


class LimitWarning(GuardedModel):
    """That the handler was warned of a limit at a step; once for each day it ends on."""

    card_limit = models.ForeignKey(CardLimit, models.CASCADE, related_name="warnings")
    step = models.SmallIntegerField()  # days ahead; -1: it is late
    due_on = models.DateField()
    noted_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["card_limit", "step", "due_on"], name="limit_warning_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.card_limit_id} {self.step}"
