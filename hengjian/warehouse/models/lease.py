"""Who may write a card table now."""

from django.db import models

from hengjian.warehouse.models.card_table import CardTable


class Lease(models.Model):
    """One writer for each table; ``token`` grows with every change of hands.

    Not guarded: holding a table is bookkeeping, what is written in it is the act.
    """

    table = models.OneToOneField(
        CardTable, models.CASCADE, primary_key=True, related_name="lease"
    )
    holder = models.CharField(max_length=200, blank=True)
    token = models.BigIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.table_id} {self.holder} {self.token}"
