"""Which card of its table a matter has."""

from typing import Any

from django.db import models

from hengjian.matters.models import Matter
from hengjian.warehouse.models.card_table import CardTable
from hengjian.warehouse.models.imports import Import, ImportState


class LiveMatterCards(models.Manager["MatterCard"]):
    """What is in force: rows of imports that are live."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(card_import__state=ImportState.LIVE)


class MatterCard(models.Model):
    """A matter as it was last taken into the card table; one row in force for each.

    Written down before its import is live, like everything that goes live with it; rows of
    earlier takings are removed when it is. Without a key the matter has no card: it was
    merged into another, or an item of the key is empty.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="cards")
    # the change that was taken: the matter's version, and its moment in microseconds
    matter_version = models.PositiveIntegerField()
    changed_at_us = models.BigIntegerField()
    table = models.ForeignKey(CardTable, models.PROTECT, related_name="matter_cards")
    card_digest = models.CharField(max_length=32, blank=True)  # hexadecimal
    card_key = models.CharField(max_length=400, blank=True)  # no personal value in it
    card_import = models.ForeignKey(Import, models.CASCADE, related_name="matter_cards")

    objects = LiveMatterCards()
    # with those of imports that are not live yet: written and cleared
    bookkeeping = models.Manager["MatterCard"]()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "card_import"], name="matter_card_once"
            ),
        )
        indexes = (
            models.Index(fields=["table", "card_digest"], name="matter_card_of_card"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.card_key}"
