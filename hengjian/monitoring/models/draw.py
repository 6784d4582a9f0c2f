"""Cases drawn for review: how, from what, with which seed, so that anyone can draw again."""

from typing import Any, ClassVar

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet
from hengjian.matters.models import Matter
from hengjian.organisation.models import Person, Procuratorate
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.models.sealing import without_sealed_cards


class Draw(GuardedModel):
    """One draw: its question, the pinned table, the seed, the population's digest.

    The same pin, question and seed give the same cases; ``population_digest`` says
    whether the population is the same.
    """

    population = models.CharField(max_length=200)  # pack.name of sampling.yaml
    mode = models.CharField(max_length=10)  # random | key | special
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="draws"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    table = models.ForeignKey(CardTable, models.PROTECT, related_name="draws")
    version = models.BigIntegerField()
    pins = models.JSONField(
        default=dict
    )  # card → table, version and digest that were read
    as_of = models.DateField()
    # seed, size, strata, least of each handler; population, its digest, exclusions
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by_item = models.CharField(max_length=100, blank=True)
    least_of_handler = models.PositiveIntegerField(default=0)
    population_count = models.PositiveIntegerField()
    population_digest = models.CharField(max_length=64)
    exclusions = models.JSONField(default=list)  # [{reason, count}]
    drawn_count = models.PositiveIntegerField()
    drawn_digest = models.CharField(max_length=64)
    drawn_on = models.DateField()
    drawn_by = models.CharField(max_length=200)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)  # why it was cancelled

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="draw_cancelled_with_its_reason",
                condition=models.Q(
                    cancelled_on__isnull=True, cancelled_by="", reason=""
                )
                | (
                    models.Q(cancelled_on__isnull=False)
                    & ~models.Q(cancelled_by="")
                    & ~models.Q(reason="")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.population} {self.from_on}..{self.until_on}"


class ShownCases(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Drawn cases but for those that are sealed."""

    def get_queryset(self) -> Any:
        return without_sealed_cards(super().get_queryset())


class DrawnCase(GuardedModel):
    """One case of a draw, in the order of the draw."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="cases")
    place = models.PositiveIntegerField()  # 1, 2, …: the order in which it was drawn
    table = models.ForeignKey(CardTable, models.PROTECT, related_name="+")
    card_digest = models.CharField(max_length=32)
    card_key = models.CharField(max_length=400)
    case_number = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=20, blank=True)
    department_text = models.CharField(max_length=200, blank=True)
    handler = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stratum = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=10)  # handler: its minimum; stratum: its share
    concluded_on = models.DateField(null=True, blank=True)
    # people who may not review it, by staff number or as the card names them
    kept_away = models.JSONField(default=list)
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="drawn_cases"
    )

    objects: ClassVar[ShownCases] = ShownCases()
    bookkeeping = models.Manager["DrawnCase"]()

    class Meta:
        ordering = ("draw_id", "place")
        constraints = (
            models.UniqueConstraint(
                fields=["draw", "card_digest"], name="drawn_case_once"
            ),
            models.UniqueConstraint(fields=["draw", "place"], name="drawn_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.draw_id}:{self.place}"
