"""Prompts: cards that a rule of process monitoring hit, for a person to decide on."""

from typing import Any, ClassVar

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.models.sealing import without_sealed_cards


class Decision(models.TextChoices):
    """What a person of case management decided on a prompt."""

    OPEN = "open", "待处理"
    RAISED = "raised", "已监控"
    SET_ASIDE = "set_aside", "不予监控"


class ShownPrompts(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Prompts but for those on cards that are sealed."""

    def get_queryset(self) -> Any:
        return without_sealed_cards(super().get_queryset())


class Prompt(GuardedModel):
    """One card that one rule hit: once for ever, whether it holds still or not.

    What the rule read stands in ``facts`` (item → text), as of ``version`` of the card
    table; no personal value is among it. A prompt is no verdict and enters no score.
    """

    table = models.ForeignKey(CardTable, models.PROTECT, related_name="prompts")
    card_digest = models.CharField(max_length=32)  # of the card's key, hexadecimal
    card_key = models.CharField(max_length=400)
    rule = models.CharField(max_length=200)  # pack.rule
    level = models.CharField(max_length=10)
    ground = models.CharField(max_length=30)
    limit = models.CharField(max_length=3, blank=True)  # T10
    deadline = models.CharField(max_length=100, blank=True)
    due_on = models.DateField(null=True, blank=True)  # the limit that has passed
    custody = models.BooleanField(default=False)
    version = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    unit_code = models.CharField(max_length=20, blank=True)
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="prompts"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="prompts"
    )
    department_text = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="prompts"
    )
    handler = models.CharField(max_length=200, blank=True)  # as the card names them

    seen_on = models.DateField()
    # the rule does not hit the card any more; none while it does
    ended_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="prompts"
    )

    objects: ClassVar[ShownPrompts] = ShownPrompts()
    # with those of sealed cards: counted and written, shown to nobody
    bookkeeping = models.Manager["Prompt"]()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["table", "card_digest", "rule"], name="prompt_once"
            ),
            models.CheckConstraint(
                name="prompt_decided_by_and_on",
                condition=models.Q(
                    decision="open", decided_by="", decided_on__isnull=True
                )
                | (
                    models.Q(decision__in=["raised", "set_aside"])
                    & ~models.Q(decided_by="")
                    & models.Q(decided_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="prompt_raised_has_its_matter",
                condition=models.Q(decision="raised", matter__isnull=False)
                | (~models.Q(decision="raised") & models.Q(matter__isnull=True)),
            ),
        )
        indexes = (
            models.Index(
                fields=["procuratorate", "decision", "ended_on"],
                name="prompt_of_place",
            ),
            models.Index(fields=["person", "decision"], name="prompt_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.card_key}"

    @property
    def holds(self) -> bool:
        """Whether the rule hits the card as it is now."""
        return self.ended_on is None


class CheckedTable(GuardedModel):
    """What the prompts of a card table were found from, and on which day."""

    table = models.OneToOneField(
        CardTable, models.PROTECT, related_name="monitoring_checked"
    )
    version = models.BigIntegerField()
    rests_on = models.CharField(max_length=64)  # digest of versions and definitions
    checked_on = models.DateField()
    checked_at = models.DateTimeField()
    holding = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("table_id",)

    def __str__(self) -> str:
        return f"{self.table_id}@{self.version}"
